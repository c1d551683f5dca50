"""Pictures of the window in all its states, languages and themes: `python -m station_app.gallery FOLDER`."""

import io
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image, ImageDraw
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from contract.messages.lab import Claim, LabOrder, StockLevel
from contract.vocabulary import OrderStatus
from hostkit.console import prepare_console, say
from hostkit.languages import LANGUAGES
from qtkit.colours import DARK, LIGHT
from qtkit.display import choose_display
from qtkit.language import ASSETS, Language, load_fonts
from station_app.agent.artworks import decode
from station_app.agent.queue_rows import queue_rows, waiting_jobs
from station_app.agent.state import Artwork, Halt, Halted, Link, StationState
from station_app.press.press import Phase, Press, PressEvent, PressReading, PressSetup
from station_app.press.queue import Conditions, plan
from station_app.windows.station_window import StationWindow
from station_app.windows.theme import colour, prepare

TRANSLATIONS = ASSETS / "translations" / "station_zh_CN.qm"
SIZE = QSize(1200, 800)
SMALLEST = QSize(960, 640)
MODELS = ("iPhone 15 Pro", "iPhone 14 Pro", "Galaxy S24 Ultra", "iPhone 16 Pro Max", "iPhone 13", "Galaxy S23")
PAID = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
THEMES = {"light": LIGHT, "dark": DARK}
US = "station-1"


def scenes() -> dict[str, StationState]:
    """The states of the window that are worth a picture, by name."""
    empty = replace(_base(), stock=_stock())
    waiting = _with_orders(empty, [_order(number) for number in (7, 8, 9)], printing=None)
    printing = _with_orders(empty, [_order(number) for number in range(1, 10)], printing=6)
    return {
        "connecting": replace(_base(), link=Link.CONNECTING),
        "no-backend": replace(_base(), link=Link.UNREACHABLE, location=""),
        "no-lab": replace(_base(), link=Link.NO_LAB),
        "empty": empty,
        "three-waiting": replace(waiting, paused=False),
        "paused": _paused(waiting),
        "loading": _at(printing, Phase.LOADING_BLANK, 0.7),
        "white": _at(printing, Phase.WHITE, 0.55),
        "printing": _at(printing, Phase.COLOUR, 0.62),
        "curing": _at(printing, Phase.CURING, 0.4),
        "details": replace(_at(printing, Phase.COLOUR, 0.3), selected=_order(8).order_id),
        "backend-lost": _lost(_at(printing, Phase.COLOUR, 0.62)),
        "held": _held(empty),
        "no-blank": _no_blank(empty),
        "cancelled": replace(waiting, halted=Halted(Halt.CANCELLED, _order(6).order_id, "Q006")),
    }


def main(folder: Path) -> None:
    """Write every scene in both languages and both themes, and some at the smallest size."""
    prepare_console()
    visible = choose_display()
    application = QApplication([])
    prepare(application, visible)
    load_fonts()
    language = Language(TRANSLATIONS, LANGUAGES[0])
    folder.mkdir(parents=True, exist_ok=True)
    for code in LANGUAGES:
        language.choose(code)
        for theme, colours in THEMES.items():
            colour(application, colours)
            for name, state in scenes().items():
                _write(picture(state, code, SIZE), folder / f"station-{name}-{code}-{theme}.png")
        _write(picture(scenes()["printing"], code, SMALLEST), folder / f"station-smallest-{code}.png")


def picture(state: StationState, language: str, size: QSize) -> QImage:
    """The window as it shows this state."""
    window = StationWindow(language)
    window.resize(size)
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.show_state(state)
    window.show()
    image = window.grab().toImage()
    window.close()
    return image


def _write(image: QImage, file: Path) -> None:
    if not image.save(str(file)):
        raise OSError(f"{file} can't be written")
    say(str(file))


def _base() -> StationState:
    return StationState(
        backend="http://127.0.0.1:8000",
        equipment_id="CN_DEBUG_01",
        name="CN_DEBUG_01-4f1c",
        location="Guangzhou",
        link=Link.CONNECTED,
    )


def _order(number: int) -> LabOrder:
    paid = PAID + timedelta(minutes=3 * number)
    return LabOrder(
        order_id=f"ORDER_{number * 0x1A2B3C7:08x}",
        queue_number=f"Q{number:03d}",
        session_id=f"VM001_20260302_09{30 + number}00_A1B2C3D{number}",
        machine_id="VM001",
        status=OrderStatus.COMPLETED if number < 6 else OrderStatus.PENDING,
        priority=1 if number == 8 else 5,
        brand="iPhone",
        model=MODELS[number % len(MODELS)],
        model_id=MODELS[number % len(MODELS)],
        template="Classic",
        text="Hello London",
        equipment_id=None,
        progress=100 if number < 6 else 0,
        created_at=paid,
        started_at=paid + timedelta(seconds=4) if number < 7 else None,
        estimated_completion=None,
        completed_at=paid + timedelta(seconds=16) if number < 6 else None,
        claim=None,
    )


def _with_orders(state: StationState, orders: list[LabOrder], printing: int | None) -> StationState:
    return _planned(state, orders, Conditions(reachable=True), printing)


def _planned(state: StationState, orders: list[LabOrder], conditions: Conditions, printing: int | None) -> StationState:
    known = {_order(printing).order_id: OrderStatus.PRINTING} if printing else {}
    waiting = plan(waiting_jobs(orders, known, (), US), conditions)
    progress = dict.fromkeys(known, state.press.progress)
    rows = queue_rows(orders, known, progress, waiting, US)
    job = next((row for row in rows if row.order.order_id in known), None)
    artworks: dict[str, Artwork | None] = {order.order_id: _artwork(number) for number, order in enumerate(orders)}
    return replace(state, rows=rows, job=job, artworks=artworks)


def _at(state: StationState, phase: Phase, fraction: float) -> StationState:
    """The same orders with the press in the middle of a phase."""
    reading = _reading(phase, fraction)
    conditions = Conditions(reachable=True, printing="Q006", seconds_left=reading.seconds_left)
    orders = [row.order for row in state.rows]
    return _planned(replace(state, press=reading), sorted(orders, key=lambda order: order.created_at), conditions, 6)


def _reading(phase: Phase, fraction: float) -> PressReading:
    press = Press(PressSetup())
    press.handle(PressEvent.START)
    while press.read().phase is not phase or press.read().fraction < fraction:
        press.tick(0.02)
    return press.read()


def _paused(state: StationState) -> StationState:
    orders = [row.order for row in state.rows]
    return replace(_planned(state, orders, Conditions(reachable=True, paused=True), None), paused=True)


def _lost(state: StationState) -> StationState:
    orders = sorted((row.order for row in state.rows), key=lambda order: order.created_at)
    return replace(_planned(state, orders, Conditions(reachable=False), 6), link=Link.UNREACHABLE, unsent=1)


def _held(state: StationState) -> StationState:
    claim = Claim(station_id="other", station_name="PRINTER_001-9b2e", claimed_at=PAID)
    return _with_orders(state, [_order(7).model_copy(update={"claim": claim})], printing=None)


def _no_blank(state: StationState) -> StationState:
    return _planned(state, [_order(6)], Conditions(reachable=True, blanks={MODELS[0]: 0}), None)


def _stock() -> tuple[StockLevel, ...]:
    pieces = zip(MODELS, (0, 4, 62, 88, 97, 100), (1, 2, 3, 0, 1, 0), strict=True)
    return tuple(
        StockLevel(
            model_id=model,
            model=model,
            brand="iPhone",
            equipment_id="CN_DEBUG_01",
            on_hand=on_hand,
            reserved=reserved,
            available=max(0, on_hand - reserved),
        )
        for model, on_hand, reserved in pieces
    )


def _artwork(number: int) -> Artwork:
    """A stand-in design: a sky, a sun and hills."""
    hues = (("#FF8A5C", "#7A3FF2"), ("#2EC4B6", "#0B3C5D"), ("#FFD166", "#EF476F"))
    top, bottom = hues[number % len(hues)]
    image = Image.new("RGB", (360, 750), top)
    draw = ImageDraw.Draw(image)
    draw.ellipse((90, 250, 270, 430), fill="#FFF3D6")
    draw.polygon([(0, 520), (140, 400), (260, 520), (360, 440), (360, 750), (0, 750)], fill=bottom)
    draw.polygon([(0, 640), (200, 560), (360, 650), (360, 750), (0, 750)], fill="#1B1714")
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return decode(stream.getvalue())


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screens/station"))
