"""A football on fire, drawn with radius 1 around (0, 0)."""

import math
from random import Random

from artwork.canvas import Canvas, Point
from artwork.colour import WHITE, Colour

Vector = tuple[float, float, float]

LEATHER: Colour = (246, 246, 250)
PATCH: Colour = (30, 28, 44)
SEAM: Colour = (120, 118, 140)
GOLDEN = (1 + math.sqrt(5)) / 2
PATCH_SIZE = 0.37  # of the way to the next patch
FLAMES: tuple[tuple[float, Colour], ...] = (  # size and colour, from the outside in
    (1.0, (240, 60, 20)),
    (0.82, (255, 130, 20)),
    (0.62, (255, 206, 60)),
    (0.42, (255, 246, 190)),
)
HEADING = math.radians(-58)  # of the flames: up and to the right


def draw_flames(canvas: Canvas, random: Random) -> None:
    canvas.glow(0.24, -0.32, 2.3, (255, 130, 30), 0.8)
    for size, colour in FLAMES:
        for tongue in range(9):
            spread = (tongue - 4) / 4
            length = (2.5 - 1.1 * abs(spread)) * size * random.uniform(0.8, 1.1)
            canvas.polygon(_tongue(0.98 * size + 0.12, spread, length), colour)


def _tongue(reach: float, spread: float, length: float) -> list[Point]:
    """A flame rooted `reach` from the middle; `spread` is its place in the fan, -1 to 1."""
    root = HEADING + spread * 1.45
    left, right = [], []
    for share in (step / 8 for step in range(9)):
        sway = reach * 0.16 * math.sin(share * 5 + spread * 3)
        x = 0.75 * reach * math.cos(root) + length * share * math.cos(HEADING) + sway
        y = 0.75 * reach * math.sin(root) + length * share * math.sin(HEADING)
        half = 0.36 * reach * (1 - share) ** 0.8 * (1 + 0.5 * math.sin(share * math.pi))
        across, down = -half * math.sin(HEADING), half * math.cos(HEADING)
        left.append((x - across, y - down))
        right.append((x + across, y + down))
    return [*left, *reversed(right)]


def draw_ball(canvas: Canvas, random: Random) -> None:
    """A truncated icosahedron as a photographer sees it: twelve dark patches, seams between them."""
    canvas.circle(0, 0, 1, LEATHER)
    tilt = (random.uniform(0, math.tau), random.uniform(0, math.tau))
    patches = [_turned(corner, tilt) for corner in _icosahedron()]
    for patch in patches:
        around = _neighbours(patch, patches)
        for other in around:
            _seam(canvas, _between(patch, other, PATCH_SIZE), _between(patch, other, 1 - PATCH_SIZE))
        if patch[2] > -0.25:
            canvas.polygon([_seen(_between(patch, other, PATCH_SIZE)) for other in around], PATCH)
    _light(canvas)


def _icosahedron() -> list[Vector]:
    scale = math.hypot(1, GOLDEN)
    corners = [(0.0, a / scale, b * GOLDEN / scale) for a in (-1, 1) for b in (-1, 1)]
    return [turned for a, b, c in corners for turned in ((a, b, c), (b, c, a), (c, a, b))]


def _turned(vector: Vector, tilt: tuple[float, float]) -> Vector:
    x, y, z = vector
    x, z = x * math.cos(tilt[0]) - z * math.sin(tilt[0]), x * math.sin(tilt[0]) + z * math.cos(tilt[0])
    y, z = y * math.cos(tilt[1]) - z * math.sin(tilt[1]), y * math.sin(tilt[1]) + z * math.cos(tilt[1])
    return x, y, z


def _neighbours(patch: Vector, patches: list[Vector]) -> list[Vector]:
    """The five nearest patches, in order around this one."""
    near = sorted((other for other in patches if other is not patch), key=lambda other: math.dist(other, patch))[:5]
    ordered = [near.pop()]
    while near:
        ordered.append(near.pop(near.index(min(near, key=lambda other: math.dist(other, ordered[-1])))))
    return ordered


def _between(first: Vector, second: Vector, share: float) -> Vector:
    """A point of the sphere, `share` of the way along the chord."""
    x, y, z = (a + (b - a) * share for a, b in zip(first, second, strict=True))
    length = math.hypot(x, y, z)
    return x / length, y / length, z / length


def _seen(point: Vector) -> Point:
    """Where a point of the sphere is seen; what lies behind the rim is drawn at it."""
    x, y, z = point
    away = math.hypot(x, y) if z < 0 else 1.0
    return x / away, y / away


def _seam(canvas: Canvas, start: Vector, end: Vector) -> None:
    if min(start[2], end[2]) > 0.02:
        canvas.stroke([_seen(_between(start, end, step / 4)) for step in range(5)], SEAM, 0.028)


def _light(canvas: Canvas) -> None:
    """Shade growing towards the lower right, floodlight from the left, fire from above."""
    circle = [(math.cos(turn), math.sin(turn)) for turn in (step / 60 * math.tau for step in range(61))]
    for share in (step / 14 for step in range(14)):
        lit = [((1 - 0.26 * share) * x - 0.16 * share, (1 - 0.26 * share) * y - 0.2 * share) for x, y in circle]
        canvas.polygon([*circle, *reversed(lit)], (30, 16, 70, 12))
    canvas.glow(-0.35, -0.42, 0.62, WHITE, 0.55)
    canvas.glow(0.45, -0.72, 0.5, (255, 160, 60), 0.5)
