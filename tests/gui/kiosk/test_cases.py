"""Pictures of cases: composed beside the event loop, a new address a version."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from kiosk_app.viewmodels.cases import DESIGNS, HEIGHTS, SAMPLES, CasePictures

ARTWORK = (DESIGNS / "sunset.png").read_bytes()


@pytest.fixture
def cases(qapp: QGuiApplication) -> Iterator[CasePictures]:
    assert qapp
    pictures = CasePictures()
    yield pictures
    pictures.close()


def settle(cases: CasePictures, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: bool(cases.property("settled")))
    return str(cases.property("customer"))


def picture(cases: CasePictures, address: str, size: str) -> QImage:
    return cases.provider.requestImage(address.removeprefix("image://cases/") + size, QSize(), QSize())


def test_a_new_design_gets_a_new_address(cases: CasePictures, qtbot: QtBot) -> None:
    cases.start()
    blank = settle(cases, qtbot)
    cases.show_artwork(ARTWORK)
    assert cases.property("settled") is False
    assert settle(cases, qtbot) != blank


def test_the_same_design_is_not_composed_again(cases: CasePictures, qtbot: QtBot) -> None:
    cases.show_artwork(ARTWORK)
    settle(cases, qtbot)
    cases.show_artwork(bytes(ARTWORK))
    assert cases.property("settled") is True


@pytest.mark.parametrize("size", list(HEIGHTS))
def test_each_size_is_drawn_in_its_pixels(cases: CasePictures, qtbot: QtBot, size: str) -> None:
    cases.show_artwork(ARTWORK)
    assert picture(cases, settle(cases, qtbot), size).height() == HEIGHTS[size]


def test_only_the_newest_version_is_kept(cases: CasePictures, qtbot: QtBot) -> None:
    cases.start()
    blank = settle(cases, qtbot)
    cases.show_artwork(ARTWORK)
    settle(cases, qtbot)
    assert picture(cases, blank, "large").height() == 1


def test_what_is_no_picture_leaves_the_case_as_it_was(
    cases: CasePictures, qtbot: QtBot, expected_logs: list[str]
) -> None:
    expected_logs.append("The picture of customer can't be shown")
    cases.show_artwork(b"not a picture")
    assert settle(cases, qtbot) == ""


def test_every_sample_design_is_shown(cases: CasePictures, qtbot: QtBot) -> None:
    cases.start()
    qtbot.waitUntil(lambda: len(cases.property("samples")) == len(SAMPLES))
    assert len(cases.property("samples")) >= 6
