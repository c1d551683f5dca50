"""Drawn pictures for QML: the session's QR code and the icons in the colour of their place."""

from pathlib import Path
from urllib.parse import unquote

import qrcode
from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer
from qrcode.constants import ERROR_CORRECT_M

ICONS = Path(__file__).resolve().parents[2] / "assets" / "icons"
QUIET_ZONE = 4
"""Modules of white around a code (ISO/IEC 18004)."""


class QrImage(QQuickImageProvider):
    """ "image://qr/" and the percent-encoded text. The picture is as large as whole pixels a module allow."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, identity: str, size: QSize, requested: QSize) -> QImage:
        image = qr_image(unquote(identity), max(requested.width(), 1))
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


def qr_image(text: str, side: int) -> QImage:
    """The code with its quiet zone, at most `side` pixels wide unless one pixel a module needs more."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(text)
    code.make()
    matrix = code.get_matrix()
    modules = len(matrix)
    image = QImage(modules, modules, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                image.setPixel(x, y, 0xFF000000)
    scale = max(1, side // modules)
    return image.scaled(modules * scale, modules * scale)


class IconImage(QQuickImageProvider):
    """ "image://icon/name/rrggbb": a drawing of assets/icons in one colour."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, identity: str, size: QSize, requested: QSize) -> QImage:
        name, _, colour = identity.partition("/")
        image = icon_image(name, f"#{colour}", max(requested.width(), 1))
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


def icon_image(name: str, colour: str, side: int) -> QImage:
    """The icon `side` pixels square. Raises FileNotFoundError for a name that assets/icons lacks."""
    drawing = (ICONS / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    return image
