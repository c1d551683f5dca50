"""The blanks on this station's shelf."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem

from contract.messages.lab import StockLevel
from station_app.agent.state import StationState
from station_app.models.stock_model import StockColumn, StockModel
from station_app.press.supplies import LOW_MARK, SupplyLevel, level
from station_app.windows.panel import Panel
from station_app.windows.shapes import draw_warning
from station_app.windows.tables import CellDelegate, Table
from station_app.windows.theme import GRID, colours_of

MARK = 3 * GRID
WIDTHS = {StockColumn.ON_HAND: 76, StockColumn.RESERVED: 72, StockColumn.AVAILABLE: 84}
ROOM_FOR_ALL = 360
"""Pixels of width below which the models' names need the place of what is reserved."""


class PiecesDelegate(CellDelegate):
    """A number, with a triangle when it is low."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.paint_background(painter, option)
        pieces = int(index.data())
        colours = colours_of(self.table)
        cell = QRectF(option.rect).adjusted(GRID, 0, -2 * GRID, 0)
        supply = level(pieces)
        colour = {SupplyLevel.LOW: colours.warn, SupplyLevel.EMPTY: colours.bad}.get(supply, colours.ink)
        if supply is not SupplyLevel.ENOUGH:
            draw_warning(painter, QRectF(cell.left(), cell.center().y() - MARK / 2, MARK, MARK), colour)
        painter.setPen(QColor(colour))
        painter.drawText(cell, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(pieces))


class StockPanel(Panel):
    def __init__(self) -> None:
        super().__init__()
        self.model = StockModel()
        self.table = Table()
        self.table.setModel(self.model)
        for column in (StockColumn.ON_HAND, StockColumn.AVAILABLE):
            self.table.setItemDelegateForColumn(column, PiecesDelegate(self.table))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(StockColumn.MODEL, QHeaderView.ResizeMode.Stretch)
        for column, width in WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, width)
        self.body.addWidget(self.table)
        self._low = 0
        self.retranslate()

    def show_state(self, state: StationState) -> None:
        self.model.show_levels(state.stock)
        low = sum(_is_low(each) for each in state.stock)
        if low != self._low:
            self._low = low
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setColumnHidden(StockColumn.RESERVED, self.width() < ROOM_FOR_ALL)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Stock of blanks"))
        self.table.empty_text = self.tr("Stock appears here when the backend answers.")
        self.remark.setText(self.tr("Low: {count}").format(count=self._low) if self._low else "")
        self.remark.setToolTip(self.tr("Low means {count} or fewer").format(count=LOW_MARK))
        self.model.retranslate()
        self.table.viewport().update()


def _is_low(stock: StockLevel) -> bool:
    """Whether the shelf of this station or what can be sold runs out."""
    return level(min(stock.on_hand, stock.available)) is not SupplyLevel.ENOUGH
