"""The basic templates: one to four photographs on the shopper's background colour."""

from PIL import Image, ImageDraw

from artwork.canvas import Canvas
from artwork.colour import INK, WHITE, parse
from artwork.design import Design
from artwork.lettering import Box, write
from artwork.scenes import photographs

MARGIN = 5.0
GAP = 3.0
RADIUS = 4.5
CAPTION = 26.0  # height of the strip for words below the photographs


def draw_classic(canvas: Canvas, design: Design) -> None:
    (photograph,) = photographs([canvas.image.size], design.seed)
    canvas.place(photograph, 0, 0)
    _label(canvas, design, canvas.height - 25)


def draw_two(canvas: Canvas, design: Design) -> None:
    """Two photographs side by side, cut on a slant."""
    edge, slant, gap = 50.0, 15.0, 1.4
    width, height = canvas.image.size
    first, second = photographs([(round(0.66 * width), height)] * 2, design.seed)
    bottom = canvas.height + 1
    left = [(-1.0, -1.0), (edge + slant - gap, -1), (edge - slant - gap, bottom), (-1, bottom)]
    right = [(edge + slant + gap, -1.0), (101, -1), (101, bottom), (edge - slant + gap, bottom)]
    for photograph, offset, shape in ((first, 0.0, left), (second, 34.0, right)):
        mask = Image.new("L", photograph.size)
        ImageDraw.Draw(mask).polygon([((x - offset) * canvas.unit, y * canvas.unit) for x, y in shape], fill=255)
        canvas.place(photograph, offset, 0, mask)
    _label(canvas, design, canvas.height - 25)


def draw_three(canvas: Canvas, design: Design) -> None:
    bottom = _bottom(canvas, design)
    split = MARGIN + (bottom - MARGIN) * 0.62
    middle = 50 - GAP / 2
    frames = [
        Box(MARGIN, MARGIN, 100 - MARGIN, split - GAP),
        Box(MARGIN, split, middle, bottom),
        Box(middle + GAP, split, 100 - MARGIN, bottom),
    ]
    _album(canvas, design, frames)


def draw_four(canvas: Canvas, design: Design) -> None:
    """Four photographs, the columns split at different heights."""
    bottom = _bottom(canvas, design)
    middle = 50 - GAP / 2
    high, low = (MARGIN + (bottom - MARGIN) * share for share in (0.44, 0.56))
    frames = [
        Box(MARGIN, MARGIN, middle, low - GAP / 2),
        Box(middle + GAP, MARGIN, 100 - MARGIN, high - GAP / 2),
        Box(MARGIN, low + GAP / 2, middle, bottom),
        Box(middle + GAP, high + GAP / 2, 100 - MARGIN, bottom),
    ]
    _album(canvas, design, frames)


def _bottom(canvas: Canvas, design: Design) -> float:
    return canvas.height - (CAPTION if design.text.strip() else MARGIN)


def _album(canvas: Canvas, design: Design, frames: list[Box]) -> None:
    sizes = [_pixels(canvas, frame) for frame in frames]
    for frame, photograph in zip(frames, photographs(sizes, design.seed), strict=True):
        mask = Image.new("L", photograph.size)
        corner = ((0, 0), (photograph.width - 1, photograph.height - 1))
        ImageDraw.Draw(mask).rounded_rectangle(corner, RADIUS * canvas.unit, fill=255)
        canvas.place(photograph, frame.left, frame.top, mask)
    words = Box(9, canvas.height - CAPTION + 3, 91, canvas.height - 5)
    write(canvas, design, parse(design.text_colour, INK), words, 13)


def _pixels(canvas: Canvas, frame: Box) -> tuple[int, int]:
    return round((frame.right - frame.left) * canvas.unit), round((frame.bottom - frame.top) * canvas.unit)


def _label(canvas: Canvas, design: Design, middle: float) -> None:
    """The words on a label in the shopper's background colour."""
    if not design.text.strip():
        return
    canvas.box(9.5, middle - 11, 90.5, middle + 12.5, (10, 6, 30, 60), 7)
    canvas.box(9, middle - 12, 91, middle + 12, parse(design.background, WHITE), 7)
    words = Box(13, middle - 10, 87, middle + 10)
    write(canvas, design, parse(design.text_colour, INK), words, 13)
