"""Finding and measuring what the window shows."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QObject, QRectF, Qt
from PySide6.QtGui import QFont
from PySide6.QtQuick import QQuickItem

ABOVE, BELOW = 0.25, 0.06
"""Shares of the font's size that its line box keeps free above capitals and below descenders."""


def is_a(item: QObject, kind: str) -> bool:
    """Whether the item is of this C++ or QML type or built upon it."""
    meta = item.metaObject()
    while meta is not None:
        if meta.className().partition("_QML")[0] == kind:
            return True
        meta = meta.superClass()
    return False


def shown(root: QQuickItem, kind: str) -> Iterator[QQuickItem]:
    """All visible items of a kind, below the root."""
    for item in root.childItems():
        if item.isVisible():
            if is_a(item, kind):
                yield item
            yield from shown(item, kind)


def texts(root: QQuickItem) -> list[QQuickItem]:
    return [item for item in shown(root, "QQuickText") if item.property("text")]


def font_size(text: QQuickItem) -> int:
    font = text.property("font")
    assert isinstance(font, QFont)
    return font.pixelSize()


def lettering(text: QQuickItem) -> QRectF:
    """Where the letters stand within the text's own box."""
    width, height = float(text.property("contentWidth")), float(text.property("contentHeight"))
    size = font_size(text)
    return QRectF(0, ABOVE * size, width, height - (ABOVE + BELOW) * size)


def box_around(text: QQuickItem) -> QQuickItem:
    """The nearest surface that carries the text."""
    item = text.parentItem()
    while not is_a(item, "QQuickRectangle") and item.parentItem() is not None:
        item = item.parentItem()
    return item


def find(root: QQuickItem, name: str) -> QQuickItem:
    """The visible item with this objectName."""
    return next(item for item in shown(root, "QQuickItem") if item.objectName() == name)


def numbers(model: QAbstractItemModel) -> list[str]:
    """All rows of a list of queue numbers."""
    return [model.data(model.index(row, 0), Qt.ItemDataRole.UserRole) for row in range(model.rowCount())]
