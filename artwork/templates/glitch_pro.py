"""Glitch Pro: a portrait in two neon colours, torn into shifted bands as by a bad signal."""

from dataclasses import replace
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageOps

from artwork.canvas import Canvas
from artwork.colour import WHITE, Colour, mix, parse
from artwork.design import Design
from artwork.lettering import Box, font_file, load_font, write
from artwork.scenes import portrait

SCHEMES: tuple[tuple[Colour, Colour, Colour], ...] = (  # shadows, middle, lights
    ((10, 4, 40), (226, 20, 130), (110, 250, 255)),
    ((6, 10, 44), (70, 60, 255), (255, 240, 90)),
    ((24, 2, 44), (120, 30, 230), (120, 255, 170)),
)


def draw(canvas: Canvas, design: Design) -> None:
    random = Random(design.seed)
    shadows, middle, lights = random.choice(SCHEMES)
    canvas.wash(0, canvas.height, [(0, (30, 30, 30)), (0.5, (96, 96, 96)), (1, (50, 50, 50))])
    canvas.glow(50, canvas.height * 0.5, 80, (150, 150, 150), 0.8)
    _blocks(canvas, random)
    look = replace(portrait.any_look(random), skin=portrait.SKINS[0])
    portrait.draw(canvas.at(50, canvas.height * 0.69 - 31, 62), look)
    canvas.image.paste(ImageOps.colorize(canvas.image.convert("L"), shadows, lights, middle, 8, 232, 118))
    canvas.wash(canvas.height * 0.7, canvas.height, [(0, (*shadows, 0)), (0.6, (*shadows, 215)), (1, (*shadows, 245))])
    _readouts(canvas, random, lights)
    if design.text.strip():
        colour = mix(parse(design.text_colour, WHITE), WHITE, 0.85)
        write(canvas, design, colour, Box(8, canvas.height - 46, 92, canvas.height - 15), 19)
    _tear(canvas.image, random)
    _split_colours(canvas)
    _scan_lines(canvas)


def _blocks(canvas: Canvas, random: Random) -> None:
    """Broken macroblocks in the backdrop."""
    for _ in range(60):
        x, y = random.randrange(0, 25) * 4, random.randrange(0, int(canvas.height / 4)) * 4
        grey = random.choice((16, 40, 130, 170))
        canvas.box(x, y, x + 4 * random.randint(1, 4), y + 4 * random.choice((0.5, 1, 1)), (grey, grey, grey, 120))


def _readouts(canvas: Canvas, random: Random, colour: Colour) -> None:
    """The marks of a viewfinder."""
    right, bottom = 94.0, canvas.height - 6
    for x, y, dx, dy in ((right, 6, -9, 9), (6, bottom, 9, -9), (right, bottom, -9, -9)):
        canvas.stroke([(x + dx, y), (x, y), (x, y + dy)], colour, 0.7)
    font = load_font(font_file(""), round(3.4 * canvas.unit))
    stamp = f"00:{random.randint(10, 59)}:{random.randint(10, 59)}:{random.randint(10, 24)}"
    at = (50 * canvas.unit, (canvas.height - 8.5) * canvas.unit)
    ImageDraw.Draw(canvas.image).text(at, f"PLAY → {stamp}", colour, font, anchor="mm")
    for row in range(14):
        canvas.box(88 - random.uniform(1, 9), 14 + row * 2.2, 90, 15 + row * 2.2, (*colour, 170))


def _tear(image: Image.Image, random: Random) -> None:
    """Shift bands sideways; the lowest quarter, where the words are, only a little."""
    for _ in range(22):
        top = random.uniform(0.02, 0.96)
        height = random.uniform(0.004, 0.03)
        reach = 0.012 if top + height > 0.74 else 0.09
        box = (0, round(top * image.height), image.width, round((top + height) * image.height))
        shifted = ImageChops.offset(image.crop(box), round(random.uniform(-reach, reach) * image.width), 0)
        image.paste(shifted, box[:2])


def _split_colours(canvas: Canvas) -> None:
    red, green, blue = canvas.image.split()
    shift = round(canvas.unit * 0.9)
    canvas.image.paste(
        Image.merge("RGB", (ImageChops.offset(red, -shift, 0), green, ImageChops.offset(blue, shift, 0)))
    )


def _scan_lines(canvas: Canvas) -> None:
    pitch = 1.1
    for row in range(int(canvas.height / pitch)):
        canvas.box(0, row * pitch, 100, row * pitch + 0.42, (4, 0, 24, 46))
