"""The design on its case, straight on before a light ground: a picture for a screen."""

from io import BytesIO

from PIL import Image, ImageFilter

from artwork.case.front import draw_front
from artwork.case.shape import shape_for
from artwork.colour import Colour

CASE_HEIGHT = 900
"""Pixels."""
MARGIN = 70
PAPER: Colour = (246, 245, 243)
SHADOW: Colour = (40, 34, 60)
QUALITY = 88


def render_preview(design: Image.Image) -> Image.Image:
    """The design, a picture of the whole face, on a case of its proportions; RGB."""
    shape = shape_for(*design.size)
    front = draw_front(shape, design, CASE_HEIGHT / shape.face.height)
    picture = Image.new("RGB", (front.width + 2 * MARGIN, front.height + 2 * MARGIN), PAPER)
    shadow = Image.new("L", picture.size)
    shadow.paste(front.getchannel("A").point([level * 110 // 255 for level in range(256)]), (MARGIN, MARGIN * 5 // 4))
    picture.paste(SHADOW, (0, 0), shadow.filter(ImageFilter.GaussianBlur(MARGIN / 4)))
    picture.paste(front, (MARGIN, MARGIN), front)
    return picture


def preview_jpg(design: bytes) -> bytes:
    """The preview of a design's PNG."""
    buffer = BytesIO()
    with Image.open(BytesIO(design), formats=["PNG"]) as picture:
        render_preview(picture).save(buffer, "JPEG", quality=QUALITY, optimize=True)
    return buffer.getvalue()
