"""Cells of the queue that are painted: the status with its shape, and the progress."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from station_app.agent.state import QueueRow
from station_app.models.queue_model import AT_WORK
from station_app.models.rows import ROW_ROLE
from station_app.windows.shapes import draw_status
from station_app.windows.tables import CellDelegate
from station_app.windows.theme import GRID, TEXT_MARGIN, colours_of, status_colour
from station_app.words import status_word

Index = QModelIndex | QPersistentModelIndex
SHAPE = 3 * GRID
TRACK = 6


class StatusDelegate(CellDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.paint_background(painter, option)
        row: QueueRow = index.data(ROW_ROLE)
        cell = QRectF(option.rect).adjusted(TEXT_MARGIN, 0, -GRID, 0)
        colour = status_colour(colours_of(self.table), row.status)
        shape = QRectF(cell.left(), cell.center().y() - SHAPE / 2, SHAPE, SHAPE)
        draw_status(painter, shape, row.status, colour)
        painter.setPen(QColor(colour))
        beside = cell.adjusted(SHAPE + 2 * GRID, 0, 0, 0)
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, status_word(row.status))


class ProgressDelegate(CellDelegate):
    """A track and a percentage while an order is on a press; before that why it waits."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: QueueRow = index.data(ROW_ROLE)
        if row.status not in AT_WORK:
            super().paint(painter, option, index)
            return
        self.paint_background(painter, option)
        colours = colours_of(self.table)
        cell = QRectF(option.rect).adjusted(TEXT_MARGIN, 0, -2 * GRID, 0)
        number = painter.fontMetrics().horizontalAdvance("100 %") + GRID
        track = QRectF(cell.left(), cell.center().y() - TRACK / 2, cell.width() - number - GRID, TRACK)
        done = QRectF(track.left(), track.top(), track.width() * row.progress / 100, TRACK)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for box, colour in ((track, colours.paper), (done, status_colour(colours, row.status))):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(box, TRACK / 2, TRACK / 2)
        painter.restore()
        painter.setPen(QColor(colours.ink))
        painter.drawText(cell, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{row.progress} %")
