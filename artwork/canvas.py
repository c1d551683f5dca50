"""A picture measured in hundredths of its width, so that a drawing is the same at every resolution."""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache

from PIL import Image, ImageDraw

from artwork.colour import Colour, Fill

Point = tuple[float, float]
Stops = Sequence[tuple[float, Fill]]  # (0 to 1 from top to bottom, colour); all colours of one length


def gradient(size: tuple[int, int], stops: Stops) -> Image.Image:
    """A vertical gradient through the stops; RGBA when they carry an opacity."""
    steps = 128
    column = Image.new("RGB" if len(stops[0][1]) == 3 else "RGBA", (1, steps))
    column.putdata([_between(stops, step / (steps - 1)) for step in range(steps)])
    return column.resize((1, size[1]), Image.Resampling.BILINEAR).resize(size, Image.Resampling.NEAREST)


def _between(stops: Stops, place: float) -> Fill:
    below = max((stop for stop in stops if stop[0] <= place), key=lambda stop: stop[0], default=stops[0])
    above = min((stop for stop in stops if stop[0] >= place), key=lambda stop: stop[0], default=stops[-1])
    span = above[0] - below[0]
    share = (place - below[0]) / span if span else 0.0
    return tuple(round(a + (b - a) * share) for a, b in zip(below[1], above[1], strict=True))


def mirrored(drawing: Iterable[Point]) -> list[Point]:
    """The points of a drawing's left half as those of its right half, or the other way round."""
    return [(-across, down) for across, down in drawing]


@lru_cache(maxsize=1)
def _soft_disc() -> Image.Image:
    """Light falling off from the middle of a square to its edge."""
    return Image.radial_gradient("L").point([round(255 * max(0.0, 1 - level / 180) ** 2) for level in range(256)])


class Canvas:
    """An RGB picture to draw on; x runs from 0 to 100, y from 0 to `height`, lengths in the same unit.

    `at` gives the same picture with its origin and unit elsewhere, for things that are drawn at any place and size.
    """

    def __init__(self, image: Image.Image, unit: float = 0.0, origin: Point = (0.0, 0.0)) -> None:
        """Measure the image in hundredths of its width, or in units of so many pixels from an origin in pixels."""
        self.image = image
        self.unit = unit or image.width / 100
        self.height = image.height / self.unit
        self._origin = origin
        self._draw = ImageDraw.Draw(image, "RGBA")

    def at(self, x: float, y: float, size: float) -> "Canvas":
        """The same picture, measured from (x, y) in lengths of `size`."""
        return Canvas(self.image, self.unit * size, self._pixel(x, y))

    def polygon(self, points: Iterable[Point], fill: Fill) -> None:
        self._draw.polygon(self._pixels(points), fill=fill)

    def shade(self, points: Sequence[Point], stops: Stops) -> None:
        """A polygon filled with a vertical gradient from its top to its bottom."""
        pixels = self._pixels(points)
        left, top = (max(0, math.floor(min(values))) for values in zip(*pixels, strict=True))
        right = min(self.image.width, math.ceil(max(x for x, _ in pixels)))
        bottom = min(self.image.height, math.ceil(max(y for _, y in pixels)))
        if right <= left or bottom <= top:
            return
        mask = Image.new("L", (right - left, bottom - top))
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in pixels], fill=255)
        self.image.paste(gradient(mask.size, stops), (left, top), mask)

    def box(  # noqa: PLR0913, PLR0917 (four edges are one thing to whoever draws)
        self, left: float, top: float, right: float, bottom: float, fill: Fill, radius: float = 0
    ) -> None:
        edges = (*self._pixel(left, top), *self._pixel(right, bottom))
        self._draw.rounded_rectangle(edges, radius * self.unit, fill=fill)

    def ellipse(self, x: float, y: float, across: float, down: float, fill: Fill) -> None:
        """An ellipse around (x, y), `across` and `down` being its half axes."""
        self._draw.ellipse((*self._pixel(x - across, y - down), *self._pixel(x + across, y + down)), fill=fill)

    def circle(self, x: float, y: float, radius: float, fill: Fill) -> None:
        self.ellipse(x, y, radius, radius, fill)

    def stroke(self, points: Sequence[Point], fill: Fill, width: float) -> None:
        """A line with round ends; give it opaque colours, since its ends overlap it."""
        self._draw.line(self._pixels(points), fill=fill, width=max(1, round(width * self.unit)), joint="curve")
        for x, y in (points[0], points[-1]):
            self.circle(x, y, width / 2, fill)

    def wash(self, top: float, bottom: float, stops: Stops) -> None:
        """A gradient over a band of the whole width."""
        size = (self.image.width, round((bottom - top) * self.unit))
        layer = gradient(size, stops)
        self.image.paste(layer, (0, round(top * self.unit)), layer if layer.mode == "RGBA" else None)

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float = 1.0) -> None:
        """Light around (x, y), `strength` 1 covering all in its middle."""
        side = max(2, round(2 * radius * self.unit))
        disc = _soft_disc().point([round(level * strength) for level in range(256)])
        self.place(Image.new("RGB", (side, side), colour), x - radius, y - radius, disc.resize((side, side)))

    def place(self, picture: Image.Image, left: float, top: float, mask: Image.Image | None = None) -> None:
        """Paste a picture, in pixels of this canvas, with its top left corner at (left, top)."""
        x, y = self._pixel(left, top)
        self.image.paste(picture, (round(x), round(y)), mask)

    def _pixel(self, x: float, y: float) -> Point:
        return self._origin[0] + x * self.unit, self._origin[1] + y * self.unit

    def _pixels(self, points: Iterable[Point]) -> list[Point]:
        return [self._pixel(x, y) for x, y in points]
