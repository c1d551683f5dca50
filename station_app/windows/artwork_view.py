"""An order's artwork on its case."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from station_app.agent.state import Artwork
from station_app.windows.drawn_case import DrawnCase
from station_app.windows.theme import GRID, colours_of


class ArtworkView(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._drawn = DrawnCase()
        self.setMinimumSize(22 * GRID, 40 * GRID)

    def sizeHint(self) -> QSize:
        return QSize(28 * GRID, 52 * GRID)

    def show_artwork(self, artwork: Artwork | None) -> None:
        """Show it, or an empty case while there is none."""
        if self._drawn.show(artwork):
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        case = self._drawn.area(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        face = self._drawn.outline(case)
        colours = colours_of(self)
        painter.setClipPath(face)
        self._drawn.paint(painter, case, otherwise=colours.paper)
        painter.setClipping(False)
        line = QPen(QColor(colours.line), 1)
        if self._drawn.artwork is None:
            line = QPen(QColor(colours.soft), 1, Qt.PenStyle.DashLine)
        painter.setPen(line)
        painter.drawPath(face)
