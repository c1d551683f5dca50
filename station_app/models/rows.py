"""Rows that stay while they change: ids in a list, contents in a dict, and the fewest signals that are true."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

RowT = TypeVar("RowT")
Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
"""The row itself, for delegates."""


class RowsModel(QAbstractTableModel, Generic[RowT]):
    """Holds rows by id in the order in which they are given: sorted before, so that no proxy sorts."""

    def __init__(self) -> None:
        super().__init__()
        self._ids: list[Hashable] = []
        self._rows: dict[Hashable, RowT] = {}

    def row_at(self, row: int) -> RowT:
        return self._rows[self._ids[row]]

    def find(self, row_id: Hashable) -> int | None:
        """The place of an id, None when it isn't here."""
        return self._ids.index(row_id) if row_id in self._rows else None

    def put(self, rows: Mapping[Hashable, RowT]) -> None:
        """Show these rows in their order. A selection stays on its id."""
        self._remove_missing(rows)
        self._append_new(rows)
        self._reorder(list(rows))
        self._replace_changed(rows)

    def retranslate(self) -> None:
        """All words have changed."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
        self._tell_changed(range(len(self._ids)))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def _remove_missing(self, rows: Mapping[Hashable, RowT]) -> None:
        for place in reversed([place for place, row_id in enumerate(self._ids) if row_id not in rows]):
            self.beginRemoveRows(QModelIndex(), place, place)
            del self._rows[self._ids.pop(place)]
            self.endRemoveRows()

    def _append_new(self, rows: Mapping[Hashable, RowT]) -> None:
        new = [row_id for row_id in rows if row_id not in self._rows]
        if not new:
            return
        self.beginInsertRows(QModelIndex(), len(self._ids), len(self._ids) + len(new) - 1)
        self._ids += new
        self._rows |= {row_id: rows[row_id] for row_id in new}
        self.endInsertRows()

    def _reorder(self, order: Sequence[Hashable]) -> None:
        if self._ids == order:
            return
        self.layoutAboutToBeChanged.emit()
        held = [(index, self._ids[index.row()]) for index in self.persistentIndexList()]
        self._ids = list(order)
        for index, row_id in held:
            self.changePersistentIndex(index, self.index(self._ids.index(row_id), index.column()))
        self.layoutChanged.emit()

    def _replace_changed(self, rows: Mapping[Hashable, RowT]) -> None:
        changed = [place for place, row_id in enumerate(self._ids) if self._rows[row_id] != rows[row_id]]
        self._rows = dict(rows)
        self._tell_changed(changed)

    def _tell_changed(self, places: Sequence[int]) -> None:
        if places:
            self.dataChanged.emit(self.index(places[0], 0), self.index(places[-1], self.columnCount() - 1))
