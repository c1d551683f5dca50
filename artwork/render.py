"""From a design to the picture that is printed."""

from random import Random

from PIL import Image, ImageChops

from artwork.canvas import Canvas
from artwork.colour import WHITE, parse
from artwork.design import Design
from artwork.templates import draw_template

MM_PER_INCH = 25.4
FINE_WIDTH = 480  # px; from here on twice the size is enough for smooth edges
GRAIN = 9  # levels of 255; hides the steps of a gradient in print


def face_pixels(face_mm: tuple[float, float], ppi: int) -> tuple[int, int]:
    """Width and height in pixels of a printable face."""
    width_mm, height_mm = face_mm
    return round(width_mm / MM_PER_INCH * ppi), round(height_mm / MM_PER_INCH * ppi)


def render_design(design: Design, face_mm: tuple[float, float], ppi: int) -> Image.Image:
    """Draw the design for a face of (width, height) mm; RGB. An unknown template gets the classic look.

    Drawn at two or three times the size and averaged down. Equal arguments give equal pixels.
    """
    width, height = face_pixels(face_mm, ppi)
    factor = 2 if width >= FINE_WIDTH else 3
    canvas = Canvas(Image.new("RGB", (width * factor, height * factor), parse(design.background, WHITE)))
    draw_template(canvas, design)
    return _with_grain(canvas.image.reduce(factor), Random(design.seed))


def _with_grain(image: Image.Image, random: Random) -> Image.Image:
    tile = Image.frombytes("L", (256, 256), random.randbytes(65536)).point(
        [level * GRAIN // 255 for level in range(256)]
    )
    grain = Image.new("L", image.size)
    for top in range(0, image.height, tile.height):
        for left in range(0, image.width, tile.width):
            grain.paste(tile, (left, top))
    return ImageChops.add(image, Image.merge("RGB", (grain, grain, grain)), offset=-GRAIN // 2)
