"""A case on the screen: where it lies, its outline, and the artwork on it."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPixmap

from artwork.case.shape import USUAL, RoundedRectangle, shape_for
from station_app.agent.state import Artwork


class DrawnCase:
    """In the proportions of the artwork, which is scaled once for each size."""

    def __init__(self) -> None:
        self.artwork: Artwork | None = None
        self._shape = USUAL
        self._pixmap = QPixmap()

    def show(self, artwork: Artwork | None) -> bool:
        """Take another artwork, or none. True when it is another."""
        if artwork is self.artwork:
            return False
        self.artwork, self._pixmap = artwork, QPixmap()
        self._shape = shape_for(artwork.width, artwork.height) if artwork else USUAL
        return True

    def area(self, room: QRectF) -> QRectF:
        """The largest case in the middle of a rectangle, on whole pixels."""
        slender = self._shape.face.height / self._shape.face.width
        width = round(min(room.width(), room.height() / slender))
        height = round(width * slender)
        left, top = room.center().x() - width / 2, room.center().y() - height / 2
        return QRectF(round(left), round(top), width, height)

    def outline(self, area: QRectF) -> QPainterPath:
        """The case's face without its camera opening."""
        return self._path(area, self._shape.face).subtracted(self._path(area, self._shape.camera))

    def paint(self, painter: QPainter, area: QRectF, otherwise: str) -> None:
        """Cover the area with the artwork, or with a colour where there is none; the caller clips."""
        if self.artwork is None:
            painter.fillRect(area, QColor(otherwise))
            return
        pixels = area.size().toSize() * painter.device().devicePixelRatioF()
        if self._pixmap.size() != pixels:
            self._pixmap = _scaled(self.artwork, pixels)
        painter.drawPixmap(area, self._pixmap, QRectF(self._pixmap.rect()))

    def _path(self, area: QRectF, part: RoundedRectangle) -> QPainterPath:
        scale = area.width() / self._shape.face.width
        place = QRectF(area.topLeft() + QPointF(part.left, part.top) * scale, QSizeF(part.width, part.height) * scale)
        path = QPainterPath()
        path.addRoundedRect(place, part.radius * scale, part.radius * scale)
        return path


def _scaled(artwork: Artwork, pixels: QSize) -> QPixmap:
    image = QImage(artwork.rgba, artwork.width, artwork.height, 4 * artwork.width, QImage.Format.Format_RGBA8888)
    smooth = Qt.TransformationMode.SmoothTransformation
    return QPixmap.fromImage(image.scaled(pixels, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))
