"""What a phone case looks like from behind, in millimetres: the one description that every drawing follows."""

import math
from dataclasses import dataclass, replace

Point = tuple[float, float]

CORNER_STEPS = 18
STRAIGHT_STEPS = 30
PROPORTIONS = (1.6, 2.4)
"""Of faces, their height to their width: the squattest and the slenderest."""


@dataclass(frozen=True)
class RoundedRectangle:
    left: float
    top: float
    width: float
    height: float
    radius: float

    @property
    def middle(self) -> Point:
        return self.left + self.width / 2, self.top + self.height / 2

    def grown(self, by: float) -> "RoundedRectangle":
        """The same with its edge further outside, or inside when `by` is negative."""
        size = self.width + 2 * by, self.height + 2 * by
        return RoundedRectangle(self.left - by, self.top - by, *size, self.radius + by)

    def around(self) -> list[tuple[Point, Point]]:
        """Points of its edge with their outward normals, clockwise from the top of the right-hand corner."""
        middle_x, middle_y = self.middle
        half_x, half_y = self.width / 2 - self.radius, self.height / 2 - self.radius
        around: list[tuple[Point, Point]] = []
        for side_x, side_y, start in ((1, -1, -90), (1, 1, 0), (-1, 1, 90), (-1, -1, 180)):
            for step in range(CORNER_STEPS + 1):
                angle = math.radians(start + 90 * step / CORNER_STEPS)
                across, down = math.cos(angle), math.sin(angle)
                x = middle_x + side_x * half_x + self.radius * across
                y = middle_y + side_y * half_y + self.radius * down
                around += _straight(around[-1], (x, y)) if around and step == 0 else []
                around.append(((x, y), (across, down)))
        return around


def _straight(corner: tuple[Point, Point], end: Point) -> list[tuple[Point, Point]]:
    """Points between a corner and the next, so that a wall can follow the print's colours."""
    (x, y), normal = corner
    shares = [step / STRAIGHT_STEPS for step in range(1, STRAIGHT_STEPS)]
    return [((x + (end[0] - x) * share, y + (end[1] - y) * share), normal) for share in shares]


@dataclass(frozen=True)
class Disc:
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class CaseShape:
    """Millimetres from the upper left corner of the face, which is all of the case that is seen and printed."""

    face: RoundedRectangle
    edge: float
    """Width of the rounded edge between face and side."""
    depth: float
    camera: RoundedRectangle
    """The opening, through which the phone is seen."""
    lip: float
    """Width of the case's rim around the opening."""
    gap: float
    """Between the rim and the phone's glass."""
    lenses: tuple[Disc, ...]
    flash: Disc
    scanner: Disc


USUAL = CaseShape(
    face=RoundedRectangle(0.0, 0.0, 69.0, 145.0, radius=11.6),
    edge=1.74,
    depth=9.9,
    camera=RoundedRectangle(4.35, 4.35, 36.25, 36.25, radius=10.5),
    lip=0.87,
    gap=0.65,
    lenses=(Disc(15.15, 15.15, 6.9), Disc(15.15, 29.8, 6.9), Disc(29.8, 22.5, 6.9)),
    flash=Disc(31.05, 10.95, 2.15),
    scanner=Disc(31.05, 34.0, 1.9),
)
"""Where nothing is known of a model: our own estimate, after a large phone with three lenses."""


def shape_for(width: float, height: float) -> CaseShape:
    """The usual case with a face of these proportions, as a picture of the whole face has them.

    They are held to those of phones: whatever is drawn of a strange picture, it is a case.
    """
    slender = min(max(height / width, PROPORTIONS[0]), PROPORTIONS[1])
    return replace(USUAL, face=replace(USUAL.face, height=USUAL.face.width * slender))
