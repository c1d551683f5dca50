"""Funny Toon: a cheerful monster in thick outlines before a burst of rays, saying the shopper's words."""

import math
from random import Random

from artwork.canvas import Canvas, Point
from artwork.colour import INK, WHITE, Colour, mix, parse
from artwork.design import Design
from artwork.lettering import Box, write

OUTLINE = 1.5
SCHEMES: tuple[tuple[Colour, Colour, Colour, Colour], ...] = (  # ray, ray, fur, belly
    ((255, 206, 60), (255, 178, 40), (124, 92, 235), (214, 196, 255)),
    ((120, 224, 232), (84, 204, 222), (255, 112, 124), (255, 208, 200)),
    ((255, 150, 176), (255, 122, 158), (48, 190, 160), (200, 246, 214)),
    ((174, 156, 255), (150, 128, 246), (255, 176, 46), (255, 236, 176)),
)


def draw(canvas: Canvas, design: Design) -> None:
    random = Random(design.seed)
    first_ray, second_ray, fur, belly = random.choice(SCHEMES)
    middle = canvas.height * 0.56
    _burst(canvas, middle, first_ray, second_ray)
    _halftone(canvas, mix(second_ray, INK, 0.16))
    _monster(canvas, random, middle, fur, belly)
    if design.text.strip():
        _speech(canvas, design)


def _burst(canvas: Canvas, middle: float, first: Colour, second: Colour) -> None:
    canvas.box(0, 0, 100, canvas.height, first)
    for ray in range(0, 28, 2):
        angles = [(ray + edge) / 28 * math.tau for edge in (0, 1)]
        canvas.polygon([(50, middle), *[(50 + 200 * math.cos(a), middle + 200 * math.sin(a)) for a in angles]], second)
    canvas.glow(50, middle, 70, mix(first, WHITE, 0.75), 0.9)


def _halftone(canvas: Canvas, colour: Colour) -> None:
    """Dots that grow towards the bottom edge, as in print."""
    rows = 15
    for row in range(rows):
        size = 2.3 * (row / rows) ** 1.1
        y = canvas.height - (rows - row) * 3.6 + 2
        for column in range(26):
            canvas.circle(column * 4.2 + (row % 2) * 2.1, y, size, (*colour, 210))


def _outlined(canvas: Canvas, points: list[Point], fill: Colour) -> None:
    canvas.polygon(points, fill)
    canvas.stroke([*points, points[0]], INK, OUTLINE)


def _oval(x: float, y: float, across: float, down: float) -> list[Point]:
    return [(x + across * math.cos(a), y + down * math.sin(a)) for a in (t / 72 * math.tau for t in range(72))]


def _monster(canvas: Canvas, random: Random, y: float, fur: Colour, belly: Colour) -> None:
    dark = mix(fur, INK, 0.28)
    _horns(canvas, y - 33, random.choice(("horns", "ears", "feelers")), mix(fur, WHITE, 0.55), dark)
    for side in (-1, 1):
        arm = [(50 + side * 31, y + 16), (50 + side * 42, y + 4), (50 + side * 42, y - 12)]
        canvas.stroke(arm, INK, 12)
        canvas.stroke(arm, fur, 12 - 2 * OUTLINE)
        canvas.stroke([(50 + side * 14, y + 42), (50 + side * 15, y + 52)], INK, 15)
        canvas.stroke([(50 + side * 14, y + 38), (50 + side * 15, y + 52)], dark, 15 - 2 * OUTLINE)
    _outlined(canvas, _fur(50, y + 4, 35, 43, random), fur)
    canvas.ellipse(50, y + 27, 21, 17, belly)
    for spot_x, spot_y, size in ((24, y - 4, 2.4), (28, y - 10, 1.6), (76, y + 2, 2.6), (73, y - 6, 1.7)):
        canvas.circle(spot_x, spot_y, size, dark)
    _eyes(canvas, y - 16, random.choice((1, 2, 3)), random.uniform(-0.5, 0.5))
    _grin(canvas, random, y + 8)
    for side in (-1, 1):
        canvas.ellipse(50 + side * 26, y + 7, 4.6, 3, (255, 120, 140, 150))


def _fur(x: float, y: float, across: float, down: float, random: Random) -> list[Point]:
    tufts = random.choice((18, 22, 26))
    points = []
    for step in range(360):
        angle = step / 360 * math.tau
        shag = 1 + 0.035 * abs(math.sin(angle * tufts / 2)) ** 0.6
        square = (abs(math.cos(angle)) ** 2.6 + abs(math.sin(angle)) ** 2.6) ** (-1 / 2.6)
        points.append((x + across * square * shag * math.cos(angle), y + down * square * shag * math.sin(angle)))
    return points


def _horns(canvas: Canvas, y: float, kind: str, light: Colour, dark: Colour) -> None:
    for side in (-1, 1):
        x = 50 + side * 20
        if kind == "horns":
            curve = [
                (x - side * 6, y + 6.0),
                (x - side * 5.0, y - 6),
                (x + side * 4, y - 18),
                (x + side * 7, y - 4),
                (x + side * 8, y + 10),
            ]
            _outlined(canvas, curve, light)
        elif kind == "ears":
            _outlined(canvas, _oval(x, y - 4, 9, 14), dark)
            canvas.ellipse(x, y - 3, 4.6, 8.5, light)
        else:
            canvas.stroke([(x - side * 6, y + 4), (x - side * 1, y - 6), (x + side * 1, y - 14)], INK, 2.2)
            _outlined(canvas, _oval(x + side * 1, y - 17, 5, 5), light)


def _eyes(canvas: Canvas, y: float, count: int, look: float) -> None:
    radius = (15.5, 12.5, 10)[count - 1]
    for number in range(count):
        x = 50 + (number - (count - 1) / 2) * radius * 1.85
        lift = -3 if count == 3 and number == 1 else 0
        _outlined(canvas, _oval(x, y + lift, radius, radius * 1.08), WHITE)
        pupil = x + look * radius * 0.5
        canvas.circle(pupil, y + lift + radius * 0.16, radius * 0.54, INK)
        canvas.circle(pupil - radius * 0.2, y + lift - radius * 0.08, radius * 0.2, WHITE)
        canvas.circle(pupil + radius * 0.22, y + lift + radius * 0.36, radius * 0.1, WHITE)


def _grin(canvas: Canvas, random: Random, y: float) -> None:
    upper = [(30 + 40 * t / 20, y - 2.5 * math.cos((t / 10 - 1) * math.pi / 2) + 2) for t in range(21)]
    lower = [(70 - 40 * t / 20, y + 2 + 17 * math.sin(t / 20 * math.pi) ** 0.8) for t in range(21)]
    mouth = [*upper, *lower]
    canvas.polygon(mouth, (120, 20, 52))
    canvas.ellipse(50, y + 14.5, 10, 4.4, (255, 104, 120))
    for x in random.sample((36, 42, 48, 54, 60), random.choice((2, 3, 5))):
        canvas.box(x - 1, y - 1.4, x + 4.4, y + 4.6, WHITE, 1.6)
    canvas.stroke([*mouth, mouth[0]], INK, OUTLINE)


def _speech(canvas: Canvas, design: Design) -> None:
    top, bottom = canvas.height - 37, canvas.height - 8
    tail = [(40.0, top + 4), (47.0, top - 9), (58.0, top + 4)]
    canvas.polygon([(x + 1.4, y + 1.8) for x, y in tail], INK)
    canvas.box(7.4, top + 1.8, 95.4, bottom + 1.8, INK, 11)
    canvas.box(6, top, 94, bottom, INK, 11)
    canvas.stroke([*tail, tail[0]], INK, 2 * OUTLINE)
    paper = parse(design.background, WHITE)
    canvas.box(6 + OUTLINE, top + OUTLINE, 94 - OUTLINE, bottom - OUTLINE, paper, 11 - OUTLINE)
    canvas.polygon(tail, paper)
    write(canvas, design, parse(design.text_colour, INK), Box(12, top + 3, 88, bottom - 3), 15)
