"""The outline of a phone case as the bed and the order's details draw it."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

HEIGHT_TO_WIDTH = 2.08
CORNER = 0.15
"""Radius of the corners, as a part of the width."""


def fit(room: QRectF) -> QRectF:
    """The largest case in the middle of a rectangle, on whole pixels."""
    width = round(min(room.width(), room.height() / HEIGHT_TO_WIDTH))
    height = round(width * HEIGHT_TO_WIDTH)
    left, top = room.center().x() - width / 2, room.center().y() - height / 2
    return QRectF(round(left), round(top), width, height)


def outline(case: QRectF) -> QPainterPath:
    """The case's face without its camera opening."""
    path = QPainterPath()
    path.addRoundedRect(case, case.width() * CORNER, case.width() * CORNER)
    return path.subtracted(camera(case))


def camera(case: QRectF) -> QPainterPath:
    side = case.width() * 0.40
    opening = QRectF(case.left() + case.width() * 0.07, case.top() + case.width() * 0.07, side, side)
    path = QPainterPath()
    path.addRoundedRect(opening, side * 0.28, side * 0.28)
    return path
