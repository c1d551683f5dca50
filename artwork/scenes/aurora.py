"""Northern lights over a frozen lake."""

import math
from random import Random

from PIL import Image, ImageChops, ImageFilter, ImageOps

from artwork.canvas import Canvas
from artwork.colour import Colour, mix
from artwork.scenes.shapes import ground, pine, ridge, stars

NIGHT: Colour = (6, 14, 44)
LIGHTS: tuple[tuple[Colour, Colour], ...] = (
    ((70, 255, 190), (150, 80, 255)),
    ((90, 230, 255), (255, 80, 200)),
    ((150, 255, 120), (60, 150, 255)),
)
LAYER = (100, 200)  # px; curtains are soft, so they are drawn small


def draw(canvas: Canvas, random: Random) -> None:
    low, high = random.choice(LIGHTS)
    shore = canvas.height * 0.74
    canvas.wash(0, canvas.height, [(0, NIGHT), (0.74, mix(NIGHT, low, 0.4)), (1, NIGHT)])
    stars(canvas, random, 170, shore)
    for number in range(3):
        _curtain(canvas, random, 0.62 - 0.12 * number, low, high)
    _mountains(canvas, random, shore)
    _mirror(canvas, shore)
    for side in (0, 100):
        for _ in range(9):
            x = abs(side - random.expovariate(1 / 11))
            pine(canvas, x, canvas.height * random.uniform(0.90, 1.0), random.uniform(20, 44), (3, 10, 26))
    canvas.wash(canvas.height * 0.9, canvas.height, [(0, (3, 10, 26, 0)), (1, (3, 10, 26, 255))])


def _curtain(canvas: Canvas, random: Random, foot: float, low: Colour, high: Colour) -> None:
    width, height = LAYER
    mask = Image.new("L", LAYER)
    phase, swing = random.uniform(0, math.tau), random.uniform(0.05, 0.1)
    ray = random.uniform(0, math.tau)
    falling = Image.linear_gradient("L").point([round((level / 255) ** 1.6 * 255) for level in range(256)])
    for x in range(width):
        bend = math.sin(x / width * 5 + phase) + 0.4 * math.sin(x / width * 13 + 2 * phase)
        length = round(height * (0.3 + 0.1 * math.sin(x * 0.21 + ray)))
        bright = max(0.0, 0.7 + 0.2 * math.sin(x * 0.55 + ray) + 0.15 * math.sin(x * 1.7 + ray))
        column = falling.resize((1, length), box=(0, 0, 1, 256)).point(
            [min(255, round(level * bright)) for level in range(256)]
        )
        mask.paste(column, (x, round(height * (foot + swing * bend)) - length))
    soft = mask.filter(ImageFilter.GaussianBlur(1.6)).resize(canvas.image.size, Image.Resampling.BICUBIC)
    tint = Image.new("RGB", (1, 3))
    tint.putdata([high, mix(high, low, 0.5), low])
    light = tint.resize((1, canvas.image.height), Image.Resampling.BILINEAR).resize(canvas.image.size)
    canvas.image.paste(light, (0, 0), soft)


def _mountains(canvas: Canvas, random: Random, shore: float) -> None:
    for number in range(2):
        colour = (16 - 8 * number, 34 - 14 * number, 78 - 30 * number)
        skyline = [(x, min(y, shore)) for x, y in ridge(random, shore - 13 + 8 * number, 9 - 3 * number, 0.85)]
        canvas.shade(ground(skyline, shore), [(0, colour), (1, mix(colour, (60, 120, 150), 0.35))])


def _mirror(canvas: Canvas, shore: float) -> None:
    edge = round(shore * canvas.unit)
    rows = canvas.image.height - edge
    mirrored = ImageOps.flip(canvas.image.crop((0, edge - rows, canvas.image.width, edge)))
    small = mirrored.resize((mirrored.width // 6, max(1, mirrored.height // 14)), Image.Resampling.BOX)
    dimmed = ImageChops.multiply(small, Image.new("RGB", small.size, (190, 200, 220)))
    canvas.image.paste(dimmed.resize(mirrored.size, Image.Resampling.BICUBIC), (0, edge))
    canvas.box(0, shore - 0.2, 100, shore + 0.25, (210, 240, 255, 90))
