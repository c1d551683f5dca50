"""The window: real widgets, real states, both languages."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel

from contract.vocabulary import OrderStatus
from hostkit.languages import CHINESE, ENGLISH, LANGUAGES
from qtkit.colours import DARK, LIGHT, contrast
from station_app.agent.state import StationState
from station_app.gallery import scenes
from station_app.models.queue_model import QueueColumn
from station_app.press.press import PressReading
from station_app.windows.press_panel import SPEEDS
from station_app.windows.simulation_mark import SimulationMark
from station_app.windows.station_window import StationWindow
from station_app.windows.theme import colour, status_colour
from tests.gui.station.conftest import OpenWindow, Speak

HEADLINES = {
    "connecting": ("Looking for the backend", "正在寻找后端"),
    "no-backend": ("No backend answers at http://127.0.0.1:8000", "http://127.0.0.1:8000 没有后端应答"),
    "no-lab": ("This server lists no orders", "这台服务器不提供订单列表"),
    "empty": ("Ready to print", "可以打印"),
    "paused": ("Paused: no new case is started", "已暂停：不再开始新的手机壳"),
    "printing": ("Printing Q006", "打印中：Q006"),
    "held": ("Another station holds Q007", "Q007 由另一台打印站占用"),
    "no-blank": ("Load blanks for iPhone 15 Pro", "请补充空白壳：iPhone 15 Pro"),
    "cancelled": ("Somebody cancelled Q006 while the press worked on it", "打印机正在处理 Q006 时，订单已取消"),
}


def cell(window: StationWindow, row: int, column: QueueColumn) -> str:
    return str(window.queue.model.index(row, column).data())


def texts(window: StationWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def colours_in(image: QImage, box: tuple[int, int, int, int]) -> set[str]:
    left, top, width, height = box
    points = (QPoint(x, y) for x in range(left, left + width) for y in range(top, top + height))
    return {image.pixelColor(point).name() for point in points}


@pytest.mark.parametrize("scene", HEADLINES)
def test_what_needs_a_person_stands_at_the_top(open_window: OpenWindow, speak: Speak, scene: str) -> None:
    window = open_window(scene)
    english = window.banner.headline.text()
    speak(CHINESE)
    assert (english, window.banner.headline.text()) == HEADLINES[scene]


def test_missing_backend_says_what_to_type(open_window: OpenWindow) -> None:
    window = open_window("no-backend")
    assert window.banner.command.isVisible()
    assert window.banner.command.text() == "python run_backend.py"


def test_empty_queue_says_what_will_appear(open_window: OpenWindow, speak: Speak) -> None:
    window = open_window("empty")
    assert window.queue.table.empty_text == "Orders appear here when a shopper has paid."
    speak(CHINESE)
    assert window.queue.table.empty_text == "顾客付款后，订单会出现在这里。"


def test_empty_queues_words_are_painted(open_window: OpenWindow) -> None:
    viewport = open_window("empty").queue.table.viewport()
    middle = (viewport.width() // 2 - 100, viewport.height() // 2 - 8, 200, 16)
    assert LIGHT.soft.lower() in colours_in(viewport.grab().toImage(), middle)


def test_queue_shows_each_order_and_why_it_waits(open_window: OpenWindow) -> None:
    window = open_window("printing")
    assert [cell(window, row, QueueColumn.NUMBER) for row in range(4)] == ["Q006", "Q008", "Q007", "Q009"]
    assert cell(window, 0, QueueColumn.STATUS) == "Printing"
    assert cell(window, 1, QueueColumn.WORK) == "Next, after Q006, in 0:06"
    assert cell(window, 2, QueueColumn.WORK) == "2 ahead of it, in 0:18"


def test_other_language_reaches_all_texts(open_window: OpenWindow, speak: Speak) -> None:
    window = open_window("details")
    speak(CHINESE)
    assert cell(window, 1, QueueColumn.STATUS) == "待打印"
    assert window.queue.model.headerData(QueueColumn.NUMBER, Qt.Orientation.Horizontal) == "排队号"
    assert window.windowTitle() == "打印站 · 模拟"
    for word in ("打印队列", "空白壳库存", "打印机", "订单 Q008", "打印中：彩墨", "模拟"):
        assert word in texts(window)


def test_language_comes_back(open_window: OpenWindow, speak: Speak) -> None:
    window = open_window("details")
    english = texts(window)
    speak(CHINESE)
    speak(ENGLISH)
    assert texts(window) == english


@pytest.mark.parametrize("scene", scenes())
@pytest.mark.parametrize("code", LANGUAGES)
def test_simulation_mark_is_always_in_the_same_corner(
    open_window: OpenWindow, speak: Speak, scene: str, code: str
) -> None:
    speak(code)
    window = open_window(scene)
    mark = window.findChild(SimulationMark)
    assert isinstance(mark, SimulationMark)
    assert mark.isVisible()
    corner = mark.mapTo(window, mark.rect().topRight())
    assert (window.width() - corner.x(), corner.y() < 48) == (17, True)


@pytest.mark.parametrize("scene", scenes())
def test_every_scene_fits_the_smallest_window(open_window: OpenWindow, scene: str) -> None:
    window = open_window(scene)
    window.resize(window.minimumSize())
    hint = window.minimumSizeHint()
    assert (hint.width() <= 960, hint.height() <= 640) == (True, True)


def test_progress_is_painted(open_window: OpenWindow) -> None:
    window = open_window("printing")
    table = window.queue.table
    box = table.visualRect(window.queue.model.index(0, QueueColumn.WORK))
    image = table.viewport().grab().toImage()
    track = (box.left() + box.width() // 5, box.center().y(), 1, 1)
    rest = (box.left() + box.width() // 2, box.center().y(), 1, 1)
    assert colours_in(image, track) == {LIGHT.warn.lower()}
    assert colours_in(image, rest) == {LIGHT.paper.lower()}


def test_bed_shows_artwork_above_the_carriage_and_white_below(open_window: OpenWindow) -> None:
    bed = open_window("printing").press.bed
    image = bed.grab().toImage()
    beside_the_camera = int(bed.width() * 0.62)
    assert image.pixelColor(beside_the_camera, int(bed.height() * 0.3)).name() == "#ffd166"
    assert image.pixelColor(beside_the_camera, int(bed.height() * 0.8)).name() == "#fbfbf9"


def test_bed_is_free_without_a_job(open_window: OpenWindow) -> None:
    bed = open_window("empty").press.bed
    assert bed.grab().toImage().pixelColor(bed.rect().center()).name() == LIGHT.line.lower()


def test_chosen_order_is_told(open_window: OpenWindow) -> None:
    window = open_window("printing")
    spy = QSignalSpy(window.order_selected)
    table = window.queue.table
    place = table.visualRect(window.queue.model.index(1, QueueColumn.NUMBER)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert spy.at(0) == [window.queue.model.row_at(1).order.order_id]


def test_chosen_order_is_shown_with_its_artwork(open_window: OpenWindow) -> None:
    window = open_window("details")
    assert window.order.title.text() == "Order Q008"
    assert window.queue.table.currentIndex().row() == 1
    view = window.order.artwork
    assert view.grab().toImage().pixelColor(view.rect().center()).name() == "#fff3d6"


def test_waiting_order_shows_only_what_is_known(open_window: OpenWindow) -> None:
    window = open_window("details")
    names = [name.text() for name, _ in window.order.fields if name.isVisible()]
    assert names == ["Status", "Why it waits", "Model", "Template", "Text on it", "Kiosk", "Paid"]


def test_stock_stands_with_the_lowest_first(open_window: OpenWindow) -> None:
    model = open_window("empty").stock.model
    rows = [[model.index(row, column).data() for column in range(4)] for row in range(2)]
    assert rows == [["iPhone 15 Pro", "0", "1", "0"], ["iPhone 14 Pro", "4", "2", "2"]]


def test_low_stock_is_counted(open_window: OpenWindow) -> None:
    assert open_window("empty").stock.remark.text() == "Low: 2"


def test_pause_is_asked_for_and_taken_back(open_window: OpenWindow, all_scenes: dict[str, StationState]) -> None:
    window = open_window("empty")
    spy = QSignalSpy(window.pause_wanted)
    window.header.pause.click()
    window.show_state(replace(all_scenes["empty"], paused=True))
    window.banner.button.click()
    assert [spy.at(number) for number in range(spy.count())] == [[True], [False]]


def test_stopped_order_is_dismissed(open_window: OpenWindow) -> None:
    window = open_window("cancelled")
    spy = QSignalSpy(window.dismissed)
    window.banner.button.click()
    assert spy.count() == 1


def test_speed_is_chosen_with_the_keys(open_window: OpenWindow) -> None:
    window = open_window("empty")
    spy = QSignalSpy(window.speed_wanted)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(window.press.speed, key)
    assert [spy.at(number)[0] for number in range(spy.count())] == [2.0, 4.0, 2.0]


def test_speed_of_a_restored_press_is_shown_and_not_chosen_again(open_window: OpenWindow) -> None:
    window = open_window("empty")
    spy = QSignalSpy(window.speed_wanted)
    window.show_state(replace(scenes()["empty"], press=PressReading(speed=2.0)))
    assert (window.press.speed.current, spy.count()) == (SPEEDS.index(2.0), 0)


def test_language_is_chosen_with_the_mouse(open_window: OpenWindow) -> None:
    window = open_window("empty")
    spy = QSignalSpy(window.language_wanted)
    switch = window.header.language
    QTest.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(switch.width() - 5, 5))
    assert spy.at(0) == [CHINESE]


def test_dark_system_gets_the_dark_colours(open_window: OpenWindow, qapp: QApplication) -> None:
    window = open_window("empty")
    colour(qapp, DARK)
    QCoreApplication.sendPostedEvents()
    image = window.grab().toImage()
    assert image.pixelColor(2, 2).name() == DARK.paper.lower()
    assert image.pixelColor(window.queue.mapTo(window, QPoint(40, 8))).name() == DARK.card.lower()


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("status", OrderStatus)
def test_status_can_be_read_on_its_card(palette: object, status: OrderStatus) -> None:
    colours = LIGHT if palette is LIGHT else DARK
    assert contrast(status_colour(colours, status), colours.card) >= 4.5
