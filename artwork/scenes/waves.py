"""Great waves under a red sun, as on a woodblock print."""

import math
from random import Random

from artwork.canvas import Canvas, Point
from artwork.colour import WHITE, Colour, mix
from artwork.scenes.shapes import bird, ground

PALETTES: tuple[tuple[Colour, Colour, Colour, Colour, Colour], ...] = (
    ((250, 232, 200), (255, 206, 160), (232, 74, 66), (120, 200, 210), (12, 44, 110)),
    ((255, 222, 214), (255, 180, 170), (240, 60, 90), (150, 190, 240), (52, 28, 120)),
    ((222, 240, 230), (255, 224, 170), (250, 120, 50), (110, 210, 180), (4, 70, 92)),
)
ROWS = 8


def draw(canvas: Canvas, random: Random) -> None:
    zenith, horizon, sun, shallow, deep = random.choice(PALETTES)
    canvas.wash(0, canvas.height, [(0, zenith), (0.6, horizon), (1, horizon)])
    sun_x, sun_y = random.uniform(38, 64), canvas.height * 0.38
    canvas.circle(sun_x, sun_y, 23, sun)
    for number, y in enumerate((0.30, 0.44, 0.21)):
        left = (-8, 46, 60)[number] + random.uniform(-6, 6)
        _cloud_bar(canvas, left, canvas.height * y, random.uniform(38, 56), mix(zenith, WHITE, 0.6))
    bird(canvas, 30, canvas.height * 0.34, 4, deep)
    bird(canvas, 22, canvas.height * 0.37, 2.6, deep)
    for row in range(ROWS):
        share = row / (ROWS - 1)
        _wave(canvas, random, canvas.height * (0.53 + 0.44 * share), 4 + 7 * share, mix(shallow, deep, share))


def _cloud_bar(canvas: Canvas, left: float, y: float, width: float, colour: Colour) -> None:
    canvas.box(left, y, left + width, y + 3.4, colour, 1.7)
    canvas.box(left + width * 0.2, y - 3.2, left + width * 0.75, y + 0.4, colour, 1.7)


def _wave(canvas: Canvas, random: Random, base: float, height: float, colour: Colour) -> None:
    length, phase = random.uniform(30, 46), random.uniform(0, 46)
    crest = [_trochoid(angle / 12, base, height, length, phase) for angle in range(-12, 12 * 5)]
    canvas.polygon(_lowered(crest, 0, canvas.height), mix(colour, WHITE, 0.82))
    for line, tint in ((1.5, 0.0), (4.2, 0.14), (5.0, 0.0), (8.0, 0.12)):
        canvas.polygon(_lowered(crest, line * height / 8, canvas.height), mix(colour, WHITE, tint))
    canvas.shade(_lowered(crest, 1.08 * height, canvas.height), [(0, colour), (1, mix(colour, (0, 10, 60), 0.35))])


def _lowered(crest: list[Point], by: float, bottom: float) -> list[Point]:
    return ground([(x, y + by) for x, y in crest], bottom + 1)


def _trochoid(turn: float, base: float, height: float, length: float, phase: float) -> Point:
    """The path of a point in a rolling wheel: flat troughs and pointed crests."""
    angle = turn * math.tau
    across = turn * length - phase - 0.152 * length * math.sin(angle)
    return across, base - height * (0.5 - 0.5 * math.cos(angle))
