"""A skyline at dusk, lit windows, its reflection in the river."""

from random import Random

from PIL import Image, ImageFilter, ImageOps

from artwork.canvas import Canvas, Point
from artwork.colour import Colour, mix
from artwork.scenes.shapes import stars

PALETTES: tuple[tuple[Colour, Colour, Colour, Colour], ...] = (
    ((14, 14, 56), (104, 44, 140), (255, 120, 130), (12, 10, 36)),
    ((6, 24, 62), (20, 88, 140), (255, 176, 120), (4, 14, 34)),
    ((34, 8, 62), (160, 30, 120), (255, 150, 90), (20, 6, 40)),
)
WINDOWS: tuple[Colour, ...] = ((255, 226, 150), (255, 206, 110), (255, 244, 214), (170, 230, 255))


def draw(canvas: Canvas, random: Random) -> None:
    zenith, middle, glow, night = random.choice(PALETTES)
    river = canvas.height * 0.8
    canvas.wash(0, river, [(0, zenith), (0.5, middle), (1, glow)])
    stars(canvas, random, 110, river * 0.45)
    moon_x, moon_y = random.uniform(24, 76), canvas.height * 0.24
    canvas.glow(moon_x, moon_y, 34, (255, 240, 220), 0.6)
    canvas.circle(moon_x, moon_y, 10, (255, 246, 228))
    for layer in range(3):
        nearness = layer / 2
        _row(canvas, random, river, nearness, mix(mix(middle, glow, 0.45), night, 0.25 + 0.75 * nearness))
    _reflect(canvas, river, night)


def _row(canvas: Canvas, random: Random, foot: float, nearness: float, colour: Colour) -> None:
    tallest = canvas.height * (0.40 - 0.13 * nearness)
    dark = mix(colour, (0, 0, 0), 0.25)
    x = random.uniform(-6, 0)
    while x < 100:
        width = random.uniform(7, 13)
        top = foot - tallest * random.uniform(0.35, 1)
        wall = [(x, top), (x + width, top), (x + width, foot), (x, foot)]
        canvas.shade(wall, [(0, dark), (1, colour)])
        _roof(canvas, random, (x, top), width, dark)
        _windows(canvas, random, (x, top, x + width, foot), nearness)
        x += width + random.uniform(-0.6, 1.2)


def _roof(canvas: Canvas, random: Random, corner: Point, width: float, colour: Colour) -> None:
    x, top = corner
    middle = x + width / 2
    match random.randrange(4):
        case 0:
            canvas.box(middle - 0.25, top - 9, middle + 0.25, top, colour)
            canvas.box(middle - width * 0.22, top - 2.2, middle + width * 0.22, top + 0.2, colour)
        case 1:
            canvas.polygon([(x, top + 0.1), (x + width, top + 0.1), (x + width, top - width * 0.5)], colour)
        case 2:
            canvas.box(x + width * 0.18, top - 3, x + width * 0.82, top + 0.2, colour)
        case _:
            canvas.ellipse(middle, top + 0.1, width * 0.36, 3, colour)


def _windows(canvas: Canvas, random: Random, wall: tuple[float, float, float, float], nearness: float) -> None:
    left, top, right, foot = wall
    pitch = 1.9 + 0.5 * nearness
    columns = max(2, int((right - left - 1) / pitch))
    start = left + (right - left - (columns - 1) * pitch) / 2
    colour = random.choice(WINDOWS)
    for row in range(int((foot - top - 2) / 2.5)):
        for column in range(columns):
            if random.random() < 0.25 + 0.25 * nearness:
                x, y = start + column * pitch, top + 1.8 + row * 2.5
                canvas.box(x - 0.42, y, x + 0.42, y + 1.3, (*colour, random.randint(90, 130) + round(120 * nearness)))


def _reflect(canvas: Canvas, river: float, night: Colour) -> None:
    depth = canvas.height - river
    edge = round(river * canvas.unit)
    rows = canvas.image.height - edge
    mirrored = ImageOps.flip(canvas.image.crop((0, edge - rows, canvas.image.width, edge)))
    small = mirrored.resize((mirrored.width // 4, max(1, mirrored.height // 10)), Image.Resampling.BOX)
    soft = small.filter(ImageFilter.GaussianBlur(0.7)).resize(mirrored.size, Image.Resampling.BILINEAR)
    canvas.image.paste(soft, (0, edge))
    canvas.wash(river, canvas.height, [(0, (*night, 60)), (1, (*night, 200))])
    for number in range(16):
        y = river + depth * (number / 16) ** 1.3
        canvas.box(0, y, 100, y + 0.25, (*mix(night, (255, 255, 255), 0.3), 40))
