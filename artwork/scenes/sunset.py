"""The sun going down into the sea."""

from random import Random

from artwork.canvas import Canvas
from artwork.colour import Colour, mix
from artwork.scenes.shapes import flock, ground, ridge, streak

PALETTES: tuple[tuple[Colour, Colour, Colour, Colour, Colour], ...] = (
    ((44, 24, 92), (166, 48, 122), (255, 106, 92), (255, 214, 130), (38, 22, 78)),
    ((20, 60, 120), (94, 110, 190), (255, 140, 120), (255, 224, 150), (14, 44, 90)),
    ((96, 22, 74), (214, 52, 84), (255, 140, 60), (255, 226, 120), (66, 16, 60)),
)


def draw(canvas: Canvas, random: Random) -> None:
    zenith, upper, lower, light, deep = random.choice(PALETTES)
    horizon = canvas.height * random.uniform(0.58, 0.66)
    sun_x = random.uniform(36, 66)
    radius = random.uniform(13, 17)
    canvas.wash(0, horizon, [(0, zenith), (0.45, upper), (0.8, lower), (1, light)])
    canvas.glow(sun_x, horizon - radius * 0.4, 62, light, 0.75)
    for _ in range(5):
        place = (random.uniform(0, 100), random.uniform(horizon * 0.35, horizon * 0.9))
        streak(canvas, random, place, random.uniform(26, 60), (*mix(lower, light, 0.6), 110))
    canvas.circle(sun_x, horizon - radius * 0.4, radius, mix(light, (255, 255, 255), 0.55))
    _islands(canvas, random, horizon, mix(upper, deep, 0.4))
    _sea(canvas, random, horizon, sun_x, (mix(light, lower, 0.5), mix(upper, deep, 0.35), deep))
    mooring = canvas.at(sun_x + random.choice((-20, 19)), horizon + canvas.height * 0.05, 15)
    _boat(mooring, mix(deep, (0, 0, 0), 0.35))
    flock(canvas, random, random.uniform(25, 75), horizon * 0.5, mix(deep, (0, 0, 0), 0.2))


def _islands(canvas: Canvas, random: Random, horizon: float, colour: Colour) -> None:
    left = [(x, y + (x - 5) * 0.22) for x, y in ridge(random, horizon - 7, 3, 0.5)]
    canvas.polygon(ground([(x, min(y, horizon)) for x, y in left], horizon), colour)


def _sea(canvas: Canvas, random: Random, horizon: float, sun_x: float, colours: tuple[Colour, Colour, Colour]) -> None:
    near_light, middle, deep = colours
    canvas.wash(horizon, canvas.height, [(0, near_light), (0.3, middle), (1, deep)])
    depth = canvas.height - horizon
    for step in range(110):
        share = (step / 110) ** 1.35
        y = horizon + share * depth
        half = random.uniform(0.2, 1) * (5 + 15 * share)
        x = sun_x + random.gauss(0, 2.5 + 9 * share)
        thick = 0.28 + 0.9 * share
        canvas.box(x - half, y, x + half, y + thick, (255, 236, 190, round(200 * (1 - share) ** 1.2) + 18), thick / 2)


def _boat(canvas: Canvas, colour: Colour) -> None:
    """A sailing boat of height 1 on the water at 0."""
    main_sail = [(-0.1, -0.16), (-0.1, -1), (0.42, -0.16)]
    fore_sail = [(-0.15, -0.16), (-0.15, -0.8), (-0.42, -0.16)]
    hull = [(-0.48, -0.11), (0.5, -0.11), (0.36, 0.04), (-0.36, 0.04)]
    for part in (main_sail, fore_sail, hull):
        canvas.polygon(part, colour)
