"""The case on the bed and beside an order: as it is described, and its artwork whole."""

import pytest
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter

from artwork.case.shape import Point, shape_for
from station_app.agent.state import Artwork
from station_app.windows.drawn_case import DrawnCase
from tests.case_outline import GREEN, inked, looks_printed

OFF = 2.0
"""Pixels that a drawing may be away from the description."""
pytestmark = pytest.mark.usefixtures("qapp")
ROOM = QRectF(20, 10, 300, 500)


def artwork(width: int, height: int) -> Artwork:
    return Artwork(width, height, bytes((*GREEN, 255)) * width * height)


def painted(case: DrawnCase, otherwise: str = "#ff0000") -> QImage:
    image = QImage(340, 520, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    area = case.area(ROOM)
    painter.setClipPath(case.outline(area))
    case.paint(painter, area, otherwise)
    painter.end()
    return image


@pytest.mark.parametrize("size", [(72, 130), (69, 145), (66, 155)])
def test_it_follows_the_description(size: tuple[int, int]) -> None:
    case, shape = DrawnCase(), shape_for(*size)
    case.show(artwork(*size))
    image, area = painted(case), case.area(ROOM)
    scale = area.width() / shape.face.width

    def shows(place: Point) -> bool:
        colour = image.pixelColor(int(area.left() + place[0] * scale), int(area.top() + place[1] * scale))
        return looks_printed((colour.red(), colour.green()))

    assert [inked(edge, OFF / scale, shows) for edge in (shape.face, shape.camera)] == [(1, 0), (0, 1)]


def test_it_lies_in_the_middle_of_its_room() -> None:
    area = DrawnCase().area(ROOM)
    assert area.size() == QSizeF(238, 500)
    assert area.center() == ROOM.center()


def test_without_artwork_it_has_the_colour_given() -> None:
    assert painted(DrawnCase(), "#123456").pixelColor(170, 300).name() == "#123456"


def test_it_says_whether_it_was_given_another_artwork() -> None:
    case, first = DrawnCase(), artwork(69, 145)
    given = [None, first, first, artwork(69, 145), None]
    assert [case.show(each) for each in given] == [False, True, False, True, True]


def test_a_new_artwork_replaces_the_old_one_s_picture() -> None:
    case = DrawnCase()
    case.show(artwork(69, 145))
    painted(case)
    case.show(Artwork(69, 145, bytes((0, 0, 255, 255)) * 69 * 145))
    assert painted(case).pixelColor(170, 300).name() == "#0000ff"
