"""The queue: the home of the window."""

from PySide6.QtCore import QItemSelection, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView

from contract.vocabulary import OrderStatus
from station_app.agent.state import StationState
from station_app.models.queue_model import QueueColumn, QueueModel
from station_app.windows.panel import Panel
from station_app.windows.queue_delegates import ProgressDelegate, StatusDelegate
from station_app.windows.tables import Table

WIDTHS = {
    QueueColumn.NUMBER: 68,
    QueueColumn.KIOSK: 84,
    QueueColumn.PRIORITY: 64,
    QueueColumn.ORDER: 132,
    QueueColumn.MODEL: 136,
    QueueColumn.STATUS: 108,
}
ROOM_FOR_ALL = 740
"""Pixels of width below which the columns of `LEFT_OUT` are left to the details."""
LEFT_OUT = (QueueColumn.KIOSK, QueueColumn.ORDER)


class QueuePanel(Panel):
    """Emits `selected` with the order id that a person chose."""

    selected = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.model = QueueModel()
        self.table = Table()
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(QueueColumn.STATUS, StatusDelegate(self.table))
        self.table.setItemDelegateForColumn(QueueColumn.WORK, ProgressDelegate(self.table))
        header = self.table.horizontalHeader()
        for column, width in WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
        header.setSectionResizeMode(QueueColumn.WORK, QHeaderView.ResizeMode.Stretch)
        self.table.selectionModel().selectionChanged.connect(self._tell_selected)
        self.body.addWidget(self.table)
        self._shown = (0, 0)
        self.retranslate()

    def show_state(self, state: StationState) -> None:
        self.model.show_rows(state.rows)
        self._select(state.selected)
        waiting = sum(row.status is OrderStatus.PENDING for row in state.rows)
        done = sum(row.status is OrderStatus.COMPLETED for row in state.rows)
        if (waiting, done) != self._shown:
            self._shown = (waiting, done)
            self._say_how_many()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Print queue"))
        self.table.empty_text = self.tr("Orders appear here when a shopper has paid.")
        self.model.retranslate()
        self._say_how_many()
        self.table.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column in LEFT_OUT:
            self.table.setColumnHidden(column, self.width() < ROOM_FOR_ALL)

    def _select(self, order_id: str | None) -> None:
        place = self.model.find(order_id)
        if place is not None and place != self.table.currentIndex().row():
            self.table.selectRow(place)

    def _say_how_many(self) -> None:
        waiting, done = self._shown
        self.remark.setText(self.tr("{waiting} waiting, {done} completed").format(waiting=waiting, done=done))

    def _tell_selected(self, chosen: QItemSelection) -> None:
        for index in chosen.indexes()[:1]:
            self.selected.emit(self.model.row_at(index.row()).order.order_id)
