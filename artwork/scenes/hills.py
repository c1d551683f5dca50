"""Range behind range in the morning mist, pines in front."""

from random import Random

from artwork.canvas import Canvas
from artwork.colour import Colour, mix
from artwork.scenes.shapes import flock, ground, pine, ridge

RANGES = 6
PALETTES: tuple[tuple[Colour, Colour, Colour, Colour], ...] = (
    ((255, 190, 150), (255, 232, 200), (240, 150, 140), (38, 40, 88)),
    ((120, 200, 214), (250, 238, 200), (130, 190, 190), (8, 62, 74)),
    ((150, 140, 226), (255, 205, 200), (200, 150, 210), (42, 24, 92)),
)


def draw(canvas: Canvas, random: Random) -> None:
    zenith, mist, far, near = random.choice(PALETTES)
    canvas.wash(0, canvas.height, [(0, zenith), (0.5, mist), (1, mist)])
    sun_x, sun_y = random.uniform(30, 72), canvas.height * random.uniform(0.26, 0.33)
    canvas.glow(sun_x, sun_y, 48, (255, 250, 230), 0.9)
    canvas.circle(sun_x, sun_y, 9.5, (255, 252, 240))
    flock(canvas, random, 100 - sun_x, canvas.height * 0.27, mix(far, near, 0.6))
    for number in range(RANGES):
        _range(canvas, random, number / (RANGES - 1), mix(far, near, (number / (RANGES - 1)) ** 1.1), mist)
    _forest(canvas, random, mix(near, (0, 0, 0), 0.35))


def _range(canvas: Canvas, random: Random, nearness: float, colour: Colour, mist: Colour) -> None:
    base = canvas.height * (0.45 + 0.42 * nearness)
    skyline = ridge(random, base, 16 - 7 * nearness, 0.75 - 0.3 * nearness)
    foggy = mix(colour, mist, 0.55 * (1 - nearness * 0.8))
    canvas.shade(
        ground(skyline, base + canvas.height * 0.2 + 8), [(0, colour), (0.45, mix(colour, foggy, 0.5)), (1, foggy)]
    )


def _forest(canvas: Canvas, random: Random, colour: Colour) -> None:
    skyline = ridge(random, canvas.height * 0.96, 3, 0.3)
    canvas.polygon(ground(skyline, canvas.height + 1), colour)
    for _ in range(26):
        x, foot = random.choice(skyline)
        edge = abs(x - 50) / 50
        pine(canvas, x + random.uniform(-2, 2), foot + 1.5, random.uniform(7, 12) + 14 * edge**2, colour)
