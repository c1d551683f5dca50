"""Cherry blossom before a mountain with snow."""

import math
from itertools import pairwise
from random import Random

from artwork.canvas import Canvas, Point
from artwork.colour import Colour, mix
from artwork.scenes.shapes import cloud, ground

PALETTES: tuple[tuple[Colour, Colour, Colour], ...] = (
    ((120, 190, 240), (255, 232, 236), (70, 96, 170)),
    ((255, 170, 180), (255, 236, 210), (110, 80, 150)),
    ((130, 214, 208), (255, 240, 224), (52, 110, 140)),
)
PINKS: tuple[Colour, ...] = ((255, 186, 206), (255, 150, 182), (255, 214, 226), (248, 120, 160))
BARK: Colour = (74, 40, 52)
TALL = 140  # height from which a second branch fills the sky


def draw(canvas: Canvas, random: Random) -> None:
    sky, haze, rock = random.choice(PALETTES)
    canvas.wash(0, canvas.height, [(0, sky), (0.65, haze), (1, haze)])
    for x, y in ((16, 0.46), (88, 0.42), (50, 0.62)):
        place = (x + random.uniform(-6, 6), canvas.height * y)
        cloud(canvas, random, place, random.uniform(44, 60), 190)
    _mountain(canvas, random, rock, haze)
    _meadow(canvas, random, rock)
    side = random.choice((0, 1))
    for share in (0.10,) if canvas.height < TALL else (0.06, 0.31):
        _branch(canvas, random, (-4, 104)[side], canvas.height * share, (1, -1)[side])
        side = 1 - side
    for _ in range(34):
        _petal(canvas, random, random.uniform(0, 100), canvas.height * random.uniform(0.3, 0.98))


def _mountain(canvas: Canvas, random: Random, rock: Colour, haze: Colour) -> None:
    foot, rise = canvas.height * 0.84, max(48, canvas.height * 0.31)
    peak = foot - rise
    middle = random.uniform(42, 60)

    def slope(x: float) -> float:
        away = max(0.0, abs(x - middle) - 4.5)
        return peak + rise * (1 - math.exp(-away / 30)) * 1.12

    skyline: list[Point] = [(x, slope(x)) for x in range(-1, 102)]
    canvas.shade(ground(skyline, foot + 4), [(0, rock), (0.5, rock), (1, mix(rock, haze, 0.75))])
    canvas.polygon(_snow(skyline, peak + 0.26 * rise, 0.10 * rise), (255, 252, 252))


def _snow(skyline: list[Point], line: float, tongue: float) -> list[Point]:
    """The peak down to a snow line with tongues reaching below it."""
    top = [point for point in skyline if point[1] < line]
    depths = (-0.25, 0.5, -0.1, 1.0, -0.3, 0.65)
    return [*top, *[(x, line + tongue * depths[step % 6]) for step, (x, _) in enumerate(top[-2:0:-2])]]


def _meadow(canvas: Canvas, random: Random, rock: Colour) -> None:
    for number in range(3):
        base = canvas.height * (0.83 + 0.06 * number)
        phase = random.uniform(0, math.tau)
        line = [(x, base + 2.4 * math.sin(x / 24 + phase)) for x in range(-1, 102)]
        tint = mix(mix(rock, (150, 200, 150), 0.6), (46, 110, 96), number / 2)
        canvas.shade(ground(line, canvas.height + 1), [(0, mix(tint, (255, 236, 200), 0.25)), (1, tint)])


def _branch(canvas: Canvas, random: Random, x: float, y: float, direction: int) -> None:
    points = [(x + direction * 7.2 * step, y + 7 * math.sin(step * 0.42) + step * 2.2) for step in range(12)]
    for number, (start, end) in enumerate(pairwise(points)):
        canvas.stroke([start, end], BARK, 3.4 - 0.26 * number)
    for twig_x, twig_y in points[2:]:
        end = (twig_x + direction * random.uniform(3, 9), twig_y + random.choice((-1, 1)) * random.uniform(6, 13))
        canvas.stroke([(twig_x, twig_y), end], BARK, 0.8)
        for _ in range(7):
            share = random.uniform(0.2, 1.1)
            at_x = twig_x + (end[0] - twig_x) * share + random.uniform(-3.5, 3.5)
            at_y = twig_y + (end[1] - twig_y) * share + random.uniform(-3.5, 3.5)
            _flower(canvas, random, at_x, at_y, random.uniform(1.9, 3.3))


def _flower(canvas: Canvas, random: Random, x: float, y: float, size: float) -> None:
    colour, turn = random.choice(PINKS), random.uniform(0, math.tau)
    for petal in range(5):
        angle = turn + petal * math.tau / 5
        canvas.circle(x + 0.62 * size * math.cos(angle), y + 0.62 * size * math.sin(angle), 0.5 * size, colour)
    canvas.circle(x, y, 0.36 * size, mix(colour, (214, 40, 100), 0.55))
    canvas.circle(x, y, 0.14 * size, (255, 226, 130))


def _petal(canvas: Canvas, random: Random, x: float, y: float) -> None:
    size, turn = random.uniform(0.8, 1.6), random.uniform(0, math.tau)
    points = [
        (math.cos(a) * size, math.sin(a) * size * 0.5 * (1 + 0.4 * math.cos(a)))
        for a in (i / 12 * math.tau for i in range(12))
    ]
    turned = [
        (x + px * math.cos(turn) - py * math.sin(turn), y + px * math.sin(turn) + py * math.cos(turn))
        for px, py in points
    ]
    canvas.polygon(turned, (*random.choice(PINKS), 235))
