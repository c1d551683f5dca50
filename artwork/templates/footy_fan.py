"""Footy Fan: a night match under floodlights, the ball on fire, and the words as on a terrace banner."""

import math
from itertools import pairwise
from random import Random

from artwork.canvas import Canvas
from artwork.colour import WHITE, Colour, mix, parse
from artwork.design import Design
from artwork.lettering import Box, write
from artwork.scenes import football

KITS: tuple[tuple[Colour, Colour], ...] = (
    ((226, 30, 50), (255, 214, 70)),
    ((40, 90, 230), (255, 255, 255)),
    ((120, 40, 200), (255, 190, 60)),
    ((255, 120, 20), (255, 240, 220)),
)
NIGHT: Colour = (6, 12, 36)
BLACK: Colour = (0, 0, 0)
GRASS: Colour = (28, 140, 62)
PITCH = 0.70  # of the height: where the grass begins


def draw(canvas: Canvas, design: Design) -> None:
    random = Random(design.seed)
    first, second = random.choice(KITS)
    touchline = canvas.height * PITCH
    canvas.wash(0, touchline, [(0, NIGHT), (0.6, mix(NIGHT, first, 0.45)), (1, mix(NIGHT, first, 0.7))])
    _floodlights(canvas)
    _crowd(canvas, random, touchline, first, second)
    _pitch(canvas, touchline)
    _confetti(canvas, random, first, second)
    ball = canvas.at(54, canvas.height * 0.47, 25)
    football.draw_flames(ball, random)
    football.draw_ball(ball, random)
    if design.text.strip():
        _banner(canvas, design, first)


def _floodlights(canvas: Canvas) -> None:
    top = canvas.height * 0.13
    for x, lean in ((16, 26), (84, -26)):
        for beam in range(3):
            reach = canvas.height * 0.8
            left, right = x + lean * (1.0 + beam) - 10, x + lean * (1.0 + beam) + 14
            canvas.polygon([(x - 3, top), (x + 3, top), (right, top + reach), (left, top + reach)], (255, 255, 240, 16))
        canvas.box(x - 0.8, top, x + 0.8, canvas.height * PITCH, (20, 26, 50))
        canvas.box(x - 9, top - 6, x + 9, top + 5, (20, 26, 50), 1)
        for row in range(2):
            for lamp in range(4):
                canvas.circle(x - 6 + lamp * 4, top - 3 + row * 5, 1.6, (255, 255, 244))
        canvas.glow(x, top, 30, (255, 252, 230), 0.9)


def _crowd(canvas: Canvas, random: Random, touchline: float, first: Colour, second: Colour) -> None:
    top = touchline - 42
    for row in range(15):
        share = row / 14
        for person in range(34):
            x = person * 3.1 + (row % 2) * 1.55 + random.uniform(-0.5, 0.5)
            bowl = 9 * (1 - (2 * x / 100 - 1) ** 2) * (1 - share)
            tint = mix(random.choice((first, second, WHITE, first)), NIGHT, random.uniform(0.35, 0.85) - 0.15 * share)
            canvas.circle(x, top + share * 40 + bowl, 1.5, tint)
    for _ in range(16):
        canvas.glow(random.uniform(0, 100), random.uniform(top, touchline), 2.6, WHITE, 0.9)


def _pitch(canvas: Canvas, touchline: float) -> None:
    depth = canvas.height - touchline
    edges = [touchline + depth * (row / 7) ** 1.5 for row in range(8)]
    for row, (top, bottom) in enumerate(pairwise(edges)):
        canvas.box(0, top, 100, bottom + 0.1, mix(GRASS, (120, 210, 80), 0.28 if row % 2 else 0.05))
    canvas.stroke([(-1, touchline), (101, touchline)], (240, 250, 240), 0.9)
    circle = [
        (50 + 46 * math.cos(a), touchline + depth * 0.55 + depth * 0.3 * math.sin(a))
        for a in (t / 60 * math.tau for t in range(61))
    ]
    canvas.stroke(circle, (226, 244, 226), 0.9)
    canvas.glow(50, touchline + depth * 0.3, 60, (220, 255, 190), 0.45)


def _confetti(canvas: Canvas, random: Random, first: Colour, second: Colour) -> None:
    colours = (first, second, (255, 214, 70), (90, 220, 255), WHITE)
    for _ in range(150):
        x, y = random.uniform(0, 100), random.triangular(0, canvas.height * 0.9, canvas.height * 0.15)
        turn, length, width = random.uniform(0, math.pi), random.uniform(0.8, 2.0), random.uniform(0.4, 0.9)
        along = (math.cos(turn) * length, math.sin(turn) * length)
        across = (-math.sin(turn) * width, math.cos(turn) * width)
        corners = [
            (x + i * along[0] + j * across[0], y + i * along[1] + j * across[1])
            for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1))
        ]
        canvas.polygon(corners, random.choice(colours))


def _banner(canvas: Canvas, design: Design, cloth: Colour) -> None:
    """A banner in the shopper's colours; white cloth and black letters, which nobody chose, become the club's."""
    background = parse(design.background, WHITE)
    colour = cloth if background == WHITE else background
    top, bottom = canvas.height - 45, canvas.height - 13
    wave = [(4 + 92 * t / 30, 1.6 * math.sin(t / 30 * 7)) for t in range(31)]
    upper, lower = [(x, top + dy) for x, dy in wave], [(x, bottom + dy) for x, dy in reversed(wave)]
    canvas.polygon([(x + 1, y + 1.6) for x, y in [*upper, *lower]], (4, 20, 20, 110))
    canvas.shade([*upper, *lower], [(0, mix(colour, WHITE, 0.16)), (1, mix(colour, BLACK, 0.16))])
    for edge, shift in ((upper, 2.0), (lower, -2.0)):
        canvas.stroke([(x, y + shift) for x, y in edge], mix(colour, WHITE, 0.75), 0.6)
    chosen = parse(design.text_colour, WHITE)
    letters = WHITE if chosen == BLACK else chosen
    write(canvas, design, letters, Box(10, top + 5, 90, bottom - 5), 18)
