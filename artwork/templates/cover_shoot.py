"""Cover Shoot: the front page of a fashion magazine, with the shopper's words as its headline."""

from random import Random

from PIL import ImageDraw

from artwork.canvas import Canvas
from artwork.colour import INK, WHITE, Colour, counterpart, mix, parse
from artwork.design import Design
from artwork.lettering import Box, font_file, load_font, write
from artwork.scenes import portrait

BACKDROPS: tuple[tuple[Colour, Colour], ...] = (
    ((255, 196, 186), (240, 104, 120)),
    ((190, 226, 240), (62, 130, 200)),
    ((255, 226, 150), (250, 150, 60)),
    ((206, 196, 255), (120, 96, 220)),
    ((190, 240, 214), (30, 150, 130)),
)
MASTHEADS = ("GLOSS", "MUSE", "VIVID", "ICON")
MASTHEAD = 0.335  # of the height: below the cameras


def draw(canvas: Canvas, design: Design) -> None:
    random = Random(design.seed)
    light, deep = random.choice(BACKDROPS)
    canvas.wash(0, canvas.height, [(0, mix(light, deep, 0.5)), (0.45, light), (1, deep)])
    canvas.glow(50, canvas.height * 0.5, 78, WHITE, 0.6)
    paper = mix(light, WHITE, 0.85)
    _masthead(canvas, random.choice(MASTHEADS), mix(deep, (90, 0, 40), 0.25))
    look = portrait.any_look(random)
    size = 50 if look.afro else 60
    portrait.draw(canvas.at(50, canvas.height * 0.71 - size / 2, size), look)
    dusk = mix(deep, INK, 0.5)
    canvas.wash(canvas.height * 0.78, canvas.height, [(0, (*dusk, 0)), (0.7, (*dusk, 150)), (1, (*dusk, 220))])
    _barcode(canvas, random, 78, canvas.height - 15)
    _small_print(canvas, random, paper)
    if design.text.strip():
        _headline(canvas, design, paper)


def _masthead(canvas: Canvas, name: str, colour: Colour) -> None:
    pixels = round(10 * canvas.unit)
    width = load_font(font_file(""), pixels).getlength(name)
    font = load_font(font_file(""), round(pixels * 90 * canvas.unit / width))
    ImageDraw.Draw(canvas.image).text(
        (50 * canvas.unit, MASTHEAD * canvas.image.height), name, colour, font, anchor="mm"
    )


def _small_print(canvas: Canvas, random: Random, colour: Colour) -> None:
    unit = canvas.unit
    pen = ImageDraw.Draw(canvas.image)
    issue = f"No. {random.randint(3, 99)}"
    for line, size, down in ((issue, 3.6, 14.5), ("THE JOY ISSUE", 3.6, 9.4)):
        font = load_font(font_file(""), round(size * unit))
        pen.text((8 * unit, canvas.image.height - down * unit), line, colour, font, anchor="lm")


def _barcode(canvas: Canvas, random: Random, left: float, top: float) -> None:
    canvas.box(left, top, left + 15, top + 8.5, WHITE, 0.6)
    x = left + 1.2
    while x < left + 13.4:
        bar = random.choice((0.25, 0.4, 0.6))
        canvas.box(x, top + 1, x + bar, top + 7.5, INK)
        x += bar + random.choice((0.3, 0.45, 0.6))


def _headline(canvas: Canvas, design: Design, paper: Colour) -> None:
    """The shopper's words in their own colour on a slip of their background colour; paper on white."""
    bottom = canvas.height - 19
    words = Box(8, bottom - 29, 92, bottom)
    background = parse(design.background, WHITE)
    colour = paper if background == WHITE else background
    write(canvas, design, colour if counterpart(colour) == INK else WHITE, words, 17)
