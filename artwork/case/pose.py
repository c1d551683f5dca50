"""How the case lies in space, and where its points fall in the picture."""

import math
from dataclasses import dataclass

from artwork.case.shape import Point

Matrix = tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]]

TURN = math.radians(24)  # about the upright axis: shows the right-hand side
TIP = math.radians(-5)  # backwards
ROLL = math.radians(7.5)  # clockwise
DISTANCE = 754.0  # mm from the eye to the middle of the front


@dataclass(frozen=True)
class Pose:
    """A camera before the middle of the front, which falls on `centre`; the case is in mm, pictures are in pixels."""

    centre: Point
    scale: float
    """Pixels a millimetre, where the front's middle is."""
    middle: Point

    def project(self, x: float, y: float, depth: float = 0.0) -> Point:
        """Where a point falls: x to the right, y down, depth behind the front."""
        across, down = x - self.middle[0], y - self.middle[1]
        turned = [row[0] * across + row[1] * down + row[2] * depth for row in ROTATION]
        nearness = self.scale * DISTANCE / (DISTANCE + turned[2])
        return self.centre[0] + turned[0] * nearness, self.centre[1] + turned[1] * nearness

    def facing(self, across: float, down: float) -> tuple[float, float, float]:
        """The direction in the picture of a side wall whose normal in the case's plane is (across, down)."""
        x, y, z = (row[0] * across + row[1] * down for row in ROTATION)
        return x, y, z

    def unproject(self, flat_size: tuple[int, int], flat_scale: float) -> tuple[float, ...]:
        """Pillow's eight perspective coefficients, from pixels of the picture to those of a flat drawing.

        The flat drawing has `flat_size` pixels, `flat_scale` of them a millimetre; its middle is the front's.
        """
        (a, b, _), (c, d, _), (e, f, _) = ROTATION
        lens = self.scale * DISTANCE
        x, y = self.centre
        forward: Matrix = (
            (lens * a + x * e, lens * b + x * f, x * DISTANCE),
            (lens * c + y * e, lens * d + y * f, y * DISTANCE),
            (e, f, DISTANCE),
        )
        back = _adjugate(forward)
        half_x, half_y = flat_size[0] / 2, flat_size[1] / 2
        top = [flat_scale * back[0][i] + half_x * back[2][i] for i in range(3)]
        middle = [flat_scale * back[1][i] + half_y * back[2][i] for i in range(3)]
        return tuple(value / back[2][2] for value in (*top, *middle, back[2][0], back[2][1]))


def _rotation() -> Matrix:
    """Roll after tip after turn."""
    ct, st, cp, sp, cr, sr = (f(a) for a in (TURN, TIP, ROLL) for f in (math.cos, math.sin))
    first = (ct, 0.0, st)
    second = (sp * st, cp, -sp * ct)
    return (
        (cr * first[0] - sr * second[0], cr * first[1] - sr * second[1], cr * first[2] - sr * second[2]),
        (sr * first[0] + cr * second[0], sr * first[1] + cr * second[1], sr * first[2] + cr * second[2]),
        (-cp * st, sp, cp * ct),
    )


def _adjugate(m: Matrix) -> Matrix:
    """The inverse but for its scale, which a homography doesn't need."""
    (a, b, c), (d, e, f), (g, h, i) = m
    return (
        (e * i - f * h, c * h - b * i, b * f - c * e),
        (f * g - d * i, a * i - c * g, c * d - a * f),
        (d * h - e * g, b * g - a * h, a * e - b * d),
    )


ROTATION = _rotation()
