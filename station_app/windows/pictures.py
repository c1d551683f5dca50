"""Artwork as Qt pictures, made once for each size."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap

from station_app.agent.state import Artwork


def pixmap(artwork: Artwork, size: QSize, density: float) -> QPixmap:
    """The artwork filling `size` (in logical pixels) on a screen of `density` physical pixels each."""
    image = QImage(artwork.rgba, artwork.width, artwork.height, 4 * artwork.width, QImage.Format.Format_RGBA8888)
    scaled = image.scaled(
        size * density,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    picture = QPixmap.fromImage(scaled)
    picture.setDevicePixelRatio(density)
    return picture
