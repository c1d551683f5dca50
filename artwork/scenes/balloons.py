"""Hot-air balloons over a valley on a bright morning."""

import math
from random import Random

from artwork.canvas import Canvas, Point
from artwork.colour import Colour, mix
from artwork.scenes.shapes import cloud, ground, ridge

SKIES: tuple[tuple[Colour, Colour, Colour], ...] = (
    ((58, 150, 236), (150, 214, 250), (255, 244, 214)),
    ((96, 92, 214), (240, 150, 196), (255, 226, 170)),
    ((20, 150, 170), (140, 226, 210), (255, 246, 210)),
)
STRIPES: tuple[tuple[Colour, Colour, Colour], ...] = (
    ((240, 70, 80), (255, 244, 224), (255, 178, 60)),
    ((84, 70, 200), (255, 206, 90), (244, 110, 150)),
    ((10, 150, 150), (255, 250, 236), (250, 120, 80)),
    ((255, 190, 40), (240, 80, 110), (120, 60, 170)),
)
PLACES = ((62, 0.43, 20), (25, 0.60, 12.5), (84, 0.70, 8), (22, 0.26, 7), (48, 0.76, 5))


def draw(canvas: Canvas, random: Random) -> None:
    zenith, middle, horizon = random.choice(SKIES)
    canvas.wash(0, canvas.height, [(0, zenith), (0.55, middle), (0.9, horizon), (1, horizon)])
    for _ in range(6):
        place = (random.uniform(-5, 105), canvas.height * random.uniform(0.12, 0.8))
        cloud(canvas, random, place, random.uniform(30, 58), random.randint(120, 200))
    stripes = random.sample(STRIPES, len(STRIPES))
    for number, (x, height, radius) in reversed(list(enumerate(PLACES))):
        shift = random.uniform(-5, 5)
        balloon(canvas, x + shift, canvas.height * height, radius, stripes[number % len(stripes)])
    _valley(canvas, random, mix(zenith, (20, 120, 90), 0.55), horizon)


def balloon(canvas: Canvas, x: float, y: float, radius: float, stripes: tuple[Colour, Colour, Colour]) -> None:
    """A balloon whose round part is centred on (x, y)."""
    basket = y + radius * 1.72
    rope = mix(stripes[0], (30, 20, 20), 0.6)
    for side in (-1, 1):
        canvas.stroke(
            [(x + side * radius * 0.24, y + radius * 1.25), (x + side * radius * 0.13, basket)], rope, radius * 0.025
        )
    for gore in range(9):
        colour = stripes[(0, 1, 2, 1)[gore % 4]]
        shade = mix(colour, (40, 20, 60), 0.30 * (gore / 8) ** 1.5)
        canvas.polygon(_gore(x, y, radius, -1 + 2 * gore / 9, -1 + 2 * (gore + 1) / 9), shade)
    canvas.glow(x - radius * 0.42, y - radius * 0.42, radius * 0.62, (255, 255, 255), 0.5)
    canvas.box(x - radius * 0.17, basket, x + radius * 0.17, basket + radius * 0.24, (122, 74, 40), radius * 0.05)
    canvas.box(x - radius * 0.19, basket, x + radius * 0.19, basket + radius * 0.06, (164, 108, 62), radius * 0.03)


def _gore(x: float, y: float, radius: float, left: float, right: float) -> list[Point]:
    down = [_meridian(x, y, radius, math.sin(left * math.pi / 2), step / 24) for step in range(25)]
    up = [_meridian(x, y, radius, math.sin(right * math.pi / 2), step / 24) for step in range(24, -1, -1)]
    return down + up


def _meridian(x: float, y: float, radius: float, side: float, share: float) -> Point:
    """A point of the envelope: a sphere above, drawn in to the burner below."""
    angle = share * math.pi * 0.98
    width = math.sin(angle) ** (1 if angle < math.pi / 2 else 0.8) if share < 1 else 0.0
    stretch = 1.0 if angle < math.pi / 2 else 1.32
    neck = 0.23 if share > 0.5 else 0.0
    return x + radius * side * max(width, neck), y - radius * math.cos(angle) * stretch


def _valley(canvas: Canvas, random: Random, colour: Colour, light: Colour) -> None:
    for number in range(3):
        near = number / 2
        base = canvas.height * (0.86 + 0.055 * number)
        tint = mix(mix(colour, light, 0.45), mix(colour, (0, 40, 50), 0.35), near)
        canvas.shade(ground(ridge(random, base, 6, 0.3), canvas.height + 1), [(0, mix(tint, light, 0.25)), (1, tint)])
