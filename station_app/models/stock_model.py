"""The blanks on this station's shelf as a table, what runs out first at the top."""

from collections.abc import Iterable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import Qt

from contract.messages.lab import StockLevel
from station_app.models.rows import ROW_ROLE, Index, RowsModel


class StockColumn(IntEnum):
    MODEL = 0
    ON_HAND = 1
    RESERVED = 2
    AVAILABLE = 3


class StockModel(RowsModel[StockLevel]):
    """One row a model."""

    def show_levels(self, levels: Iterable[StockLevel]) -> None:
        ordered = sorted(levels, key=lambda level: (min(level.on_hand, level.available), level.model))
        self.put({level.model_id: level for level in ordered})

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(StockColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        level, column = self.row_at(index.row()), StockColumn(index.column())
        if role == ROW_ROLE:
            return level
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(level, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Model"), self.tr("On hand"), self.tr("Reserved"), self.tr("Available"))[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._explanations()[section]
        return _alignment(StockColumn(section)) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _explanations(self) -> tuple[str, ...]:
        return (
            "",
            self.tr("Blanks on this station's shelf"),
            self.tr("Held for sessions and orders, at all stations together"),
            self.tr("What can still be sold, from all stations together"),
        )


def _text(level: StockLevel, column: StockColumn) -> str:
    return {
        StockColumn.MODEL: level.model,
        StockColumn.ON_HAND: str(level.on_hand),
        StockColumn.RESERVED: str(level.reserved),
        StockColumn.AVAILABLE: str(level.available),
    }[column]


def _alignment(column: StockColumn) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignLeft if column is StockColumn.MODEL else Qt.AlignmentFlag.AlignRight
    return across | Qt.AlignmentFlag.AlignVCenter
