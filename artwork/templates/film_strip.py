"""Film Strip: three frames of negative film, lying at a slight angle on the shopper's background colour."""

from PIL import Image, ImageChops, ImageDraw

from artwork.canvas import Canvas
from artwork.colour import INK, WHITE, Colour, mix, parse
from artwork.design import Design
from artwork.lettering import Box, font_file, load_font, write
from artwork.scenes import photographs

FILM: Colour = (24, 20, 22)
EDGE_PRINT: Colour = (255, 168, 60)
WARMTH: Colour = (255, 238, 214)
STRIP_WIDTH = 82.0
FRAMES = 3
BORDER = 11.0
TILT = 5.0  # degrees


def draw(canvas: Canvas, design: Design) -> None:
    background = parse(design.background, WHITE)
    canvas.wash(0, canvas.height, [(0, mix(background, WHITE, 0.25)), (1, mix(background, INK, 0.12))])
    strip = _strip(canvas, design)
    film, holes = (
        layer.rotate(TILT, Image.Resampling.BILINEAR, expand=True)
        for layer in (strip.image, _perforations(strip.image.size, strip.unit))
    )
    left, top = (100 - film.width / canvas.unit) / 2, (canvas.height - film.height / canvas.unit) / 2 - 6
    shade = Image.new("RGB", film.size, mix(background, INK, 0.75))
    canvas.place(shade, left + 1.6, top + 1.8, holes.point([level * 90 // 255 for level in range(256)]))
    canvas.place(film, left, top, holes)
    if design.text.strip():
        _caption(canvas, design, background)


def _strip(canvas: Canvas, design: Design) -> Canvas:
    """The strip upright, longer than the face."""
    size = (round(STRIP_WIDTH * canvas.unit), round((canvas.height + 16) * canvas.unit))
    strip = Canvas(Image.new("RGB", size, FILM))
    unit = strip.unit
    inner = round((100 - 2 * BORDER) * unit)
    pitch = size[1] / FRAMES
    pictures = photographs([(inner, round(pitch - 4.4 * unit))] * FRAMES, design.seed)
    for number, picture in enumerate(pictures):
        warm = ImageChops.multiply(picture, Image.new("RGB", picture.size, WARMTH))
        strip.place(warm, BORDER, (number * pitch) / unit + 2.2)
        _edge_print(strip, number, number * pitch / unit)
    return strip


def _edge_print(strip: Canvas, number: int, top: float) -> None:
    font = load_font(font_file(""), round(2.9 * strip.unit))
    label = Image.new("RGB", (round(34 * strip.unit), round(4 * strip.unit)), FILM)
    ImageDraw.Draw(label).text(
        (0, label.height // 2), f"{number + 7}   → {number + 7}A   JOY 400", EDGE_PRINT, font, anchor="lm"
    )
    upright = label.rotate(-90, expand=True)
    for left in (0.6, 95.4):
        strip.place(upright, left, top + 14)


def _perforations(size: tuple[int, int], unit: float) -> Image.Image:
    mask = Image.new("L", size, 255)
    draw = ImageDraw.Draw(mask)
    for row in range(int(size[1] / unit / 7) + 1):
        top = (row * 7 + 1.8) * unit
        for left in (5.0, 91.2):
            draw.rounded_rectangle((left * unit, top, (left + 3.8) * unit, top + 4.0 * unit), unit, fill=0)
    return mask


def _caption(canvas: Canvas, design: Design, background: Colour) -> None:
    """The words on a torn-off piece of tape across the lowest frame."""
    middle = canvas.height - 22
    tape = [(7.0, middle - 10.5), (93.0, middle - 12.5), (94.5, middle + 10.5), (8.5, middle + 12.5)]
    canvas.polygon([(x + 0.8, y + 1.2) for x, y in tape], (*INK, 90))
    canvas.polygon(tape, background)
    write(canvas, design, parse(design.text_colour, INK), Box(12, middle - 9.5, 88, middle + 9.5), 13)
