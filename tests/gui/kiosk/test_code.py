"""The code is read from the rendered frame, as a shopper's phone reads it."""

from urllib.parse import quote

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from hostkit.languages import LANGUAGES
from kiosk_app.scenes import scenes
from kiosk_app.viewmodels.images import QrImage, qr_image
from tests.gui.kiosk.conftest import Stage
from tests.gui.kiosk.items import find

HALF = QRect(0, 0, 780, 960)
BELOW = QRect(0, 0, 540, 1320)


def read(picture: QImage) -> list[str]:
    size = (picture.width(), picture.height())
    pixels = Image.frombytes("RGB", size, bytes(picture.constBits()), "raw", "BGRX")
    return [code.text for code in zxingcpp.read_barcodes(pixels)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scene", ["code", "code, long machine id"])
def test_a_phone_reads_the_session_from_the_screen(stage: Stage, scene: str, language: str) -> None:
    stage.show(scene, language)
    assert read(stage.picture()) == [scenes()[scene].qr_url]


@pytest.mark.parametrize("place", [HALF, BELOW])
def test_a_phone_reads_it_in_a_small_window(stage: Stage, place: QRect, qtbot: QtBot) -> None:
    stage.view.window.setGeometry(place)
    qtbot.waitUntil(lambda: stage.view.window.contentItem().width() == place.width())
    stage.show("code")
    assert read(stage.picture()) == [scenes()["code"].qr_url]


def test_the_session_id_can_be_read_by_a_person(stage: Stage) -> None:
    stage.show("code")
    assert find(stage.view.window.contentItem(), "sessionId").property("text") == scenes()["code"].session_id


def test_the_code_is_large(stage: Stage) -> None:
    stage.show("code")
    code = find(stage.view.window.contentItem(), "code")
    assert code.property("paintedWidth") >= 560


@pytest.mark.parametrize("length", [20, 110, 250])
def test_modules_are_whole_pixels_with_a_quiet_zone(length: int) -> None:
    picture = qr_image("x" * length, 800)
    runs = set(dark_runs(picture))
    module = min(runs)
    assert all(run % module == 0 for run in runs)
    assert first_dark(picture) == 4 * module
    assert 600 <= picture.width() <= 800


def test_an_address_survives_as_an_image_name() -> None:
    address = "https://pimpmycase.shop/?qr=true&machine_id=VM001#top"
    size = QSize()
    picture = QrImage().requestImage(quote(address, safe=""), size, QSize(800, 800))
    assert read(picture) == [address]
    assert size == picture.size()


def dark_runs(picture: QImage) -> list[int]:
    """Lengths of the dark stretches in the code's first row of modules."""
    y = first_dark(picture)
    row = "".join("x" if picture.pixelColor(x, y).lightness() < 128 else " " for x in range(picture.width()))
    return [len(run) for run in row.split()]


def first_dark(picture: QImage) -> int:
    return next(
        y
        for y in range(picture.height())
        if any(picture.pixelColor(x, y).lightness() < 128 for x in range(picture.width() // 2))
    )
