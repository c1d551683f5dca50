"""A cat on a roof before a very large moon."""

import math
from random import Random

from artwork.canvas import Canvas, Point, mirrored
from artwork.colour import Colour, mix
from artwork.scenes.shapes import stars

PALETTES: tuple[tuple[Colour, Colour, Colour, Colour], ...] = (
    ((22, 24, 84), (88, 62, 170), (255, 222, 150), (18, 14, 44)),
    ((8, 60, 84), (40, 150, 150), (255, 236, 190), (6, 26, 44)),
    ((78, 20, 84), (226, 84, 120), (255, 226, 170), (40, 10, 50)),
)
ROOF = 0.8  # of the height
MOON = 34.0  # radius


def draw(canvas: Canvas, random: Random) -> None:
    zenith, lower, moon, dark = random.choice(PALETTES)
    canvas.wash(0, canvas.height, [(0, zenith), (0.8, lower), (1, lower)])
    stars(canvas, random, 140, canvas.height * 0.7)
    roof = canvas.height * ROOF
    x = random.uniform(44, 56)
    _moon(canvas, random, (x, roof - 31), moon)
    _roof(canvas, random, roof, dark)
    _cat(canvas.at(x, roof + 0.6, 42), dark, random.choice((-1, 1)))


def _moon(canvas: Canvas, random: Random, centre: Point, colour: Colour) -> None:
    x, y = centre
    canvas.glow(x, y, MOON * 2.1, colour, 0.8)
    canvas.circle(x, y, MOON, colour)
    for _ in range(9):
        angle, away = random.uniform(0, math.tau), random.uniform(0.1, 0.75) * MOON
        size = random.uniform(0.05, 0.15) * MOON
        crater = (*mix(colour, (180, 120, 110), 0.4), 90)
        canvas.circle(x + away * math.cos(angle), y + away * math.sin(angle), size, crater)


def _roof(canvas: Canvas, random: Random, top: float, colour: Colour) -> None:
    canvas.polygon([(-1, top), (101, top), (101, canvas.height + 1), (-1, canvas.height + 1)], colour)
    for row in range(math.ceil((canvas.height - top) / 5)):
        tint = mix(colour, (120, 90, 150), 0.10 + 0.05 * (row % 2))
        for column in range(-1, 13):
            x = column * 9 + (row % 2) * 4.5
            canvas.ellipse(x, top + row * 5 + 2, 4.2, 4.4, mix(tint, (0, 0, 0), random.uniform(0, 0.3)))
    canvas.box(-1, top - 1.2, 101, top + 2.2, mix(colour, (120, 90, 150), 0.05), 1)


def _cat(canvas: Canvas, colour: Colour, tail_side: int) -> None:
    """A cat of height 1 sitting at (0, 0), seen from behind; its tail hangs to the right (1) or the left (-1)."""
    flank = [(0.27 * _waist(step / 20), -0.72 * step / 20) for step in range(21)]
    canvas.polygon([*flank, *mirrored(reversed(flank))], colour)
    canvas.ellipse(0, -0.8, 0.185, 0.155, colour)
    ear = [(0.18, -0.78), (0.165, -1.07), (0.02, -0.92)]
    whiskers = [[(0.15, -0.75), (0.3, -0.77 + 0.04 * row)] for row in range(-1, 2)]
    for half in (list[Point], mirrored):
        canvas.polygon(half(ear), colour)
        for whisker in whiskers:
            canvas.stroke(half(whisker), colour, 0.008)
    tail = [(tail_side * (0.2 + 0.32 * math.sin(step / 14 * 2.6)), -0.03 + 0.34 * step / 14) for step in range(15)]
    canvas.stroke(tail, mix(colour, (0, 0, 0), 0.2), 0.075)


def _waist(share: float) -> float:
    """Half the width of a sitting cat from the roof (0) to its neck (1)."""
    return 0.36 + 0.64 * math.cos(share * math.pi / 2) ** 0.8 if share < 1 else 0.36
