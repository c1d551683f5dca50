"""Things that several scenes have in common: ridges, stars, birds, clouds, trees."""

import math
from collections.abc import Sequence
from itertools import pairwise
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from artwork.canvas import Canvas, Point
from artwork.colour import WHITE, Colour, Fill


def ridge(random: Random, base: float, amplitude: float, jagged: float = 0.5) -> list[Point]:
    """A skyline from left to right around height `base`; `jagged` 0 is a dune, 1 an alp."""
    waves = [(octave, random.uniform(0, math.tau), 0.5 ** (octave * (1.1 - jagged))) for octave in range(6)]
    scale = amplitude / sum(size for _, _, size in waves)
    return [(x, base - scale * sum(_wave(x, *wave) for wave in waves)) for x in range(-1, 102)]


def _wave(x: float, octave: int, phase: float, size: float) -> float:
    return size * math.sin(x / 100 * math.tau * 0.55 * 1.93**octave + phase)


def ground(skyline: Sequence[Point], bottom: float) -> list[Point]:
    """The area from a skyline down to `bottom`."""
    return [*skyline, (skyline[-1][0], bottom), (skyline[0][0], bottom)]


def stars(canvas: Canvas, random: Random, count: int, lowest: float) -> None:
    for _ in range(count):
        size = random.choice((0.16, 0.2, 0.24, 0.38))
        opacity = random.randint(110, 255)
        canvas.circle(random.uniform(0, 100), random.uniform(0, lowest), size, (255, 250, 235, opacity))


def bird(canvas: Canvas, x: float, y: float, span: float, colour: Colour) -> None:
    wing = [(i / 6, -0.42 * math.sin(math.pi * i / 6) ** 0.8 + 0.12 * i / 6) for i in range(7)]
    right = [(x + dx * span, y + dy * span) for dx, dy in wing]
    left = [(x - dx * span, y + dy * span) for dx, dy in wing]
    thin = [(px, py + span * 0.13 * (1 - abs(px - x) / span)) for px, py in reversed(right)]
    under = [(px, py + span * 0.13 * (1 - abs(px - x) / span)) for px, py in left]
    canvas.polygon([*reversed(left), *right, *thin, *under], colour)


def flock(canvas: Canvas, random: Random, x: float, y: float, colour: Colour) -> None:
    for _ in range(random.randint(4, 7)):
        bird(canvas, x + random.uniform(-13, 13), y + random.uniform(-7, 7), random.uniform(1.4, 2.9), colour)


def cloud(canvas: Canvas, random: Random, foot: Point, width: float, opacity: int) -> None:
    """A white heap of soft round puffs standing on `foot`, densest at the top."""
    side = max(8, round(width * canvas.unit / 2))
    mask = Image.new("L", (side, side // 2))
    draw = ImageDraw.Draw(mask)
    for step in range(9):
        x, y = side * (0.16 + 0.68 * step / 8), side * 0.42
        puff = side * random.uniform(0.08, 0.11) * (1 + 1.1 * math.sin(math.pi * step / 8))
        draw.ellipse((x - puff, y - 1.25 * puff, x + puff, y + 0.75 * puff), fill=opacity)
    draw.rectangle((0, side * 0.44, side, side), fill=0)
    size = (side * 2, side // 2 * 2)
    soft = mask.filter(ImageFilter.GaussianBlur(side * 0.012)).resize(size, Image.Resampling.BICUBIC)
    thinning = Image.linear_gradient("L").point([255 - level // 3 for level in range(256)]).resize(size)
    white = Image.new("RGB", size, WHITE)
    canvas.place(white, foot[0] - width / 2, foot[1] - width * 0.44, ImageChops.multiply(soft, thinning))


def streak(canvas: Canvas, random: Random, place: Point, width: float, fill: Fill) -> None:
    """A long flat cloud of several bars with round ends."""
    for row in range(3):
        half, thick = width / 2 * random.uniform(0.35, 1), random.uniform(0.7, 1.5)
        x, top = place[0] + random.uniform(-0.3, 0.3) * width, place[1] + row * 1.3
        canvas.box(x - half, top, x + half, top + thick, fill, thick / 2)


def pine(canvas: Canvas, x: float, foot: float, height: float, colour: Colour) -> None:
    half = height * 0.2
    for tier in range(5):
        top = foot - height * (1 - tier * 0.17)
        wide = half * (0.34 + 0.165 * tier)
        bottom = top + height * 0.34
        canvas.polygon([(x, top), (x + wide, bottom), (x, bottom - height * 0.04), (x - wide, bottom)], colour)
    canvas.box(x - height * 0.018, foot - height * 0.1, x + height * 0.018, foot + height * 0.05, colour)


def palm(canvas: Canvas, foot: Point, height: float, lean: float, colour: Colour) -> None:
    """A leaning palm; `lean` is how far to the right its crown stands."""
    trunk = [(foot[0] + lean * (t / 10) ** 1.8, foot[1] - height * t / 10) for t in range(11)]
    for number, (lower, upper) in enumerate(pairwise(trunk)):
        canvas.stroke([lower, upper], colour, height * (0.046 - 0.0022 * number))
    for angle in (-170, -146, -118, -88, -60, -32, -8, 14, 166):
        _frond(canvas, trunk[-1], math.radians(angle), height * 0.44, colour)


def _frond(canvas: Canvas, crown: Point, angle: float, length: float, colour: Colour) -> None:
    """A leaf that rises from the crown and bends down under its own weight, with leaflets on both sides."""
    steps = 16
    spine = [_along(crown, angle, length, step / steps) for step in range(steps + 1)]
    canvas.stroke(spine, colour, length * 0.022)
    for step in range(1, steps):
        (x0, y0), (x1, y1) = spine[step - 1], spine[step + 1]
        heading = math.atan2(y1 - y0, x1 - x0)
        reach = length * 0.34 * math.sin(math.pi * (step / steps) ** 0.75) + length * 0.05
        for side in (-1, 1):
            _leaflet(canvas, spine[step], heading + side * 0.75, reach, colour)


def _along(crown: Point, angle: float, length: float, share: float) -> Point:
    fall = 0.5 * share**2
    return crown[0] + length * share * math.cos(angle), crown[1] + length * (share * math.sin(angle) * 0.8 + fall)


def _leaflet(canvas: Canvas, root: Point, heading: float, reach: float, colour: Colour) -> None:
    x, y = root
    tip = (x + reach * math.cos(heading), y + reach * (math.sin(heading) + 0.35))
    across, down = -math.sin(heading) * reach * 0.09, math.cos(heading) * reach * 0.09
    canvas.polygon([(x - across, y - down), (x + across, y + down), tip], colour)
