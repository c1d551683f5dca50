"""The print queue as a table."""

from collections.abc import Iterable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import Qt

from contract.vocabulary import OrderStatus
from station_app.agent.state import QueueRow
from station_app.models.rows import ROW_ROLE, Index, RowsModel
from station_app.words import status_word, waiting_words


class QueueColumn(IntEnum):
    NUMBER = 0
    KIOSK = 1
    PRIORITY = 2
    ORDER = 3
    MODEL = 4
    STATUS = 5
    WORK = 6
    """How far it is, or why it waits."""


AT_WORK = {OrderStatus.PRINTING, OrderStatus.PRINTED}


class QueueModel(RowsModel[QueueRow]):
    """One row an order, in the order of the queue."""

    def show_rows(self, rows: Iterable[QueueRow]) -> None:
        self.put({row.order.order_id: row for row in rows})

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(QueueColumn)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row())
        if role == ROW_ROLE:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return _text(row, QueueColumn(index.column()))
        return _alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles()[section]
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Number"),
            self.tr("Kiosk"),
            self.tr("Priority"),
            self.tr("Order"),
            self.tr("Model"),
            self.tr("Status"),
            self.tr("Progress, why it waits"),
        )


def _text(row: QueueRow, column: QueueColumn) -> str:
    return {
        QueueColumn.NUMBER: row.order.queue_number,
        QueueColumn.KIOSK: row.order.machine_id or "",
        QueueColumn.PRIORITY: str(row.order.priority),
        QueueColumn.ORDER: row.order.order_id,
        QueueColumn.MODEL: row.order.model or "",
        QueueColumn.STATUS: status_word(row.status),
        QueueColumn.WORK: _work(row),
    }[column]


def _work(row: QueueRow) -> str:
    if row.status in AT_WORK:
        return f"{row.progress} %"
    return waiting_words(row.waiting) if row.waiting else ""


def _alignment(column: int) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignHCenter if column == QueueColumn.PRIORITY else Qt.AlignmentFlag.AlignLeft
    return across | Qt.AlignmentFlag.AlignVCenter
