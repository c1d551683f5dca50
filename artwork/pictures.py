"""Pictures from elsewhere: opened with suspicion, fitted to a face."""

import struct
from io import BytesIO

from PIL import Image, ImageOps

from artwork.colour import WHITE
from artwork.render import face_pixels

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_PIXELS = 40_000_000
"""A few kilobytes can claim to be a picture that fills the memory."""
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, OverflowError, struct.error)
"""What Pillow's decoders raise for bytes that are no picture, or half of one."""


class NotAPicture(Exception):
    """These bytes can't be printed. The text says why."""


def read_picture(data: bytes) -> Image.Image:
    """A PNG, JPEG or WEBP as RGB, upright, on white where it is transparent. Raises NotAPicture."""
    try:
        with Image.open(BytesIO(data), formats=FORMATS) as picture:
            _check_size(picture)
            return _flat(ImageOps.exif_transpose(picture))
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except _BROKEN as error:
        raise NotAPicture("it is no whole PNG, JPEG or WEBP") from error


def fit_face(picture: Image.Image, face_mm: tuple[float, float], ppi: int) -> Image.Image:
    """The picture over a whole face of (width, height) mm; what has other proportions is cut at its sides."""
    return ImageOps.fit(picture, face_pixels(face_mm, ppi), Image.Resampling.LANCZOS)


def _check_size(picture: Image.Image) -> None:
    """Before any pixel is read."""
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_large()


def _too_large() -> NotAPicture:
    return NotAPicture(f"it has more than {MOST_PIXELS // 1_000_000} million pixels")


def _flat(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    ground = Image.new("RGB", layer.size, WHITE)
    ground.paste(layer, (0, 0), layer)
    return ground
