"""A face in large sunglasses, drawn in flat shapes: the model of a fashion cover."""

import math
from dataclasses import dataclass
from random import Random

from artwork.canvas import Canvas, Point, mirrored
from artwork.colour import WHITE, Colour, mix

BLACK: Colour = (0, 0, 0)
SKINS: tuple[Colour, ...] = ((255, 214, 186), (232, 176, 136), (188, 122, 84), (126, 76, 54))
HAIRS: tuple[Colour, ...] = ((34, 24, 38), (92, 44, 36), (238, 104, 132), (70, 60, 150), (214, 150, 70))
TOPS: tuple[Colour, ...] = ((240, 70, 90), (255, 196, 60), (30, 150, 140), (92, 72, 210), (250, 246, 238))
LENSES: tuple[tuple[Colour, Colour], ...] = (
    ((60, 26, 110), (255, 120, 130)),
    ((10, 50, 90), (90, 220, 220)),
    ((90, 20, 60), (255, 190, 80)),
)


@dataclass(frozen=True)
class Look:
    skin: Colour
    hair: Colour
    top: Colour
    lenses: tuple[Colour, Colour]
    afro: bool


def any_look(random: Random) -> Look:
    looks = (random.choice(SKINS), random.choice(HAIRS), random.choice(TOPS), random.choice(LENSES))
    return Look(*looks, afro=random.random() < 0.4)


def draw(canvas: Canvas, look: Look) -> None:
    """A head and shoulders; the face is 1 high from its crown at -0.5 to its chin at 0.5."""
    (_afro if look.afro else _long_hair)(canvas, look.hair)
    _neck(canvas, look.skin)
    _jacket(canvas, look)
    _face(canvas, look.skin)
    _earrings(canvas)
    (_hairline if look.afro else _fringe)(canvas, look.hair)
    _sunglasses(canvas, look.lenses)
    _mouth(canvas, look.skin)


def _afro(canvas: Canvas, hair: Colour) -> None:
    for step in range(36):
        x, y = _on_circle(step / 36, 0.555)
        canvas.circle(x, y - 0.2, 0.132 + 0.013 * (step % 3), hair)
    canvas.circle(0, -0.2, 0.59, hair)
    canvas.glow(-0.3, -0.53, 0.53, mix(hair, WHITE, 0.45), 0.5)


def _long_hair(canvas: Canvas, hair: Colour) -> None:
    side = [(0.40 + 0.13 * math.sin(step / 12 * 3.6), -0.3 + 1.15 * step / 12) for step in range(13)]
    canvas.ellipse(0, -0.16, 0.5, 0.48, hair)
    canvas.shade([*side, *mirrored(reversed(side))], [(0, hair), (1, mix(hair, BLACK, 0.3))])


def _neck(canvas: Canvas, skin: Colour) -> None:
    canvas.polygon([(-0.17, 0.25), (0.17, 0.25), (0.2, 0.9), (-0.2, 0.9)], skin)
    shadow = [(-0.17, 0.3), (0.17, 0.3), (0.17, 0.52), (-0.03, 0.69), (-0.17, 0.56)]
    canvas.polygon(shadow, mix(skin, (110, 30, 60), 0.32))


def _jacket(canvas: Canvas, look: Look) -> None:
    dark = mix(look.top, (40, 0, 60), 0.35)
    side = [(0.2, 0.74), (0.6, 0.91), (0.84, 1.24), (0.9, 2.2)]
    canvas.shade([*side, *mirrored(reversed(side))], [(0, look.top), (1, dark)])
    canvas.ellipse(0, 0.74, 0.2, 0.13, look.skin)
    lapel = [(0.19, 0.7), (0.42, 1.04), (0, 1.46), (0.17, 0.82)]
    canvas.polygon(lapel, dark)
    canvas.polygon(mirrored(lapel), mix(look.top, WHITE, 0.2))


def _face(canvas: Canvas, skin: Colour) -> None:
    outline = [_on_face(step / 60) for step in range(60)]
    bright = mix(skin, (255, 240, 220), 0.35)
    canvas.polygon(outline, skin)
    canvas.shade([point for point in outline if point[0] <= 0.02], [(0, bright), (1, mix(bright, skin, 0.7))])
    canvas.polygon([(0.01, -0.02), (0.075, 0.155), (0, 0.185)], mix(skin, (150, 50, 60), 0.28))
    for cheek in (-0.21, 0.21):
        canvas.glow(cheek, 0.2, 0.16, (255, 96, 110), 0.35)


def _on_face(turn: float) -> Point:
    """An egg with its point at the chin."""
    x, y = _on_circle(turn, 1)
    return 0.37 * x * (1 - 0.13 * (1 + y) * (y > 0)), 0.5 * y


def _on_circle(turn: float, radius: float) -> Point:
    """A point of a circle, so many turns clockwise from its top."""
    return radius * math.sin(turn * math.tau), -radius * math.cos(turn * math.tau)


def _hairline(canvas: Canvas, hair: Colour) -> None:
    for step in range(-6, 7):
        angle = step / 6 * 1.25
        canvas.circle(0.36 * math.sin(angle), -0.05 - 0.42 * math.cos(angle), 0.1, hair)


def _fringe(canvas: Canvas, hair: Colour) -> None:
    top = [(x, y - 0.16) for x, y in (_on_circle(step / 40 - 0.25, 0.46) for step in range(21))]
    lower = [(0.44 - 0.088 * t, -0.13 - 0.17 * math.sin(t / 10 * math.pi) ** 0.7 - 0.004 * t) for t in range(11)]
    canvas.polygon([*top, *lower], hair)
    angles = [-0.95 + step / 10 for step in range(13)]
    shine = [(0.36 * math.sin(angle), -0.2 - 0.33 * math.cos(angle)) for angle in angles]
    canvas.stroke(shine, mix(hair, WHITE, 0.35), 0.022)


def _earrings(canvas: Canvas) -> None:
    ring = [(0.375 + 0.85 * x, y + 0.31) for x, y in (_on_circle(step / 30, 0.11) for step in range(31))]
    for half in (list[Point], mirrored):
        canvas.stroke(half(ring), (250, 196, 70), 0.024)


def _sunglasses(canvas: Canvas, lenses: tuple[Colour, Colour]) -> None:
    frame = mix(lenses[0], BLACK, 0.5)
    glass = [(0, lenses[0]), (0.45, mix(*lenses, 0.6)), (1, lenses[1])]
    canvas.stroke([(-0.38, -0.09), (0.38, -0.09)], frame, 0.035)
    for half in (list[Point], mirrored):
        canvas.polygon(half(_lens(0.178)), frame)
        canvas.shade(half(_lens(0.155)), glass)
    for eye in (-0.19, 0.19):
        shine = [(eye - 0.09, 0.03), (eye - 0.02, -0.11), (eye + 0.02, -0.11), (eye - 0.05, 0.04)]
        canvas.polygon(shine, (*WHITE, 90))


def _lens(radius: float) -> list[Point]:
    """The right one: a rounded rectangle drawn up towards the temple."""
    points = []
    for step in range(48):
        x, y = (math.copysign(abs(part) ** 0.75, part) for part in _on_circle(step / 48, 1))
        lift = 0.2 * max(0.0, x) * (y < 0)
        points.append((0.19 + radius * x, -0.02 + radius * (0.78 * y - lift)))
    return points


def _mouth(canvas: Canvas, skin: Colour) -> None:
    lips = mix(skin, (214, 20, 60), 0.8)
    upper = [(-0.125, 0.29), (-0.045, 0.242), (0, 0.26), (0.045, 0.242), (0.125, 0.29), (0.05, 0.296), (-0.05, 0.296)]
    lower = [(-0.125, 0.29), (0.125, 0.29), (0.075, 0.338), (0, 0.356), (-0.075, 0.338)]
    canvas.polygon(lower, mix(lips, WHITE, 0.12))
    canvas.polygon(upper, lips)
    canvas.ellipse(-0.03, 0.326, 0.03, 0.009, (*WHITE, 120))
