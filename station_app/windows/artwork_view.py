"""An order's artwork on its case."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from station_app.agent.state import Artwork
from station_app.windows.case_shape import fit, outline
from station_app.windows.pictures import pixmap
from station_app.windows.theme import GRID, colours_of


class ArtworkView(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._artwork: Artwork | None = None
        self._picture: QPixmap | None = None
        self.setMinimumSize(22 * GRID, 40 * GRID)

    def sizeHint(self) -> QSize:
        return QSize(28 * GRID, 52 * GRID)

    def show_artwork(self, artwork: Artwork | None) -> None:
        """Show it, or an empty case while there is none."""
        if artwork is not self._artwork:
            self._artwork, self._picture = artwork, None
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._picture = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        case = fit(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        face = outline(case)
        colours = colours_of(self)
        painter.fillPath(face, QColor(colours.paper))
        if self._artwork is not None:
            if self._picture is None:
                self._picture = pixmap(self._artwork, case.size().toSize(), self.devicePixelRatioF())
            size = self._picture.deviceIndependentSize()
            painter.setClipPath(face)
            painter.drawPixmap(case.center() - QPointF(size.width() / 2, size.height() / 2), self._picture)
            painter.setClipping(False)
        style = Qt.PenStyle.SolidLine if self._artwork else Qt.PenStyle.DashLine
        painter.setPen(QPen(QColor(colours.line if self._artwork else colours.soft), 1, style))
        painter.drawPath(face)
