"""A short list of queue numbers for QML, which moves the single numbers as they come and go."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    Property,
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

PLACES = 3
NUMBER = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()


class NumberList(QAbstractListModel):
    """The numbers that have a place in the strip. `show` tells only the rows that change."""

    countChanged = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers: list[str] = []

    def show(self, numbers: Sequence[str]) -> None:
        """Show the newest of these, the newest last."""
        wanted = strip(numbers)
        before = len(self._numbers)
        self._drop_all_but(wanted)
        if self._numbers != [number for number in wanted if number in self._numbers]:
            self._drop_all_but([])
        self._add_missing(wanted)
        if len(self._numbers) != before:
            self.countChanged.emit()

    def _drop_all_but(self, wanted: Sequence[str]) -> None:
        for row in reversed(range(len(self._numbers))):
            if self._numbers[row] not in wanted:
                self.beginRemoveRows(_ROOT, row, row)
                del self._numbers[row]
                self.endRemoveRows()

    def _add_missing(self, wanted: Sequence[str]) -> None:
        for row, number in enumerate(wanted):
            if self._numbers[row : row + 1] != [number]:
                self.beginInsertRows(_ROOT, row, row)
                self._numbers.insert(row, number)
                self.endInsertRows()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._numbers)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = NUMBER) -> Any:
        return self._numbers[index.row()] if role == NUMBER else None

    def roleNames(self) -> dict[int, QByteArray]:
        return {int(NUMBER): QByteArray(b"number")}

    count = Property(int, lambda self: len(self._numbers), notify=countChanged)


def strip(numbers: Sequence[str]) -> list[str]:
    """The numbers that have a place, the newest last; "+4" says how many older ones have none."""
    if len(numbers) <= PLACES:
        return list(numbers)
    return [f"+{len(numbers) - PLACES + 1}", *numbers[-(PLACES - 1) :]]
