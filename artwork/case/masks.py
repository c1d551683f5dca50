"""Masks and gradients of which the drawings of a case are made."""

from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw

from artwork.case.shape import Point, RoundedRectangle

SMOOTHING = 4
"""Times the size at which an edge is drawn before it is averaged down."""


def filled(area: RoundedRectangle, scale: float, size: tuple[int, int], origin: Point = (0.0, 0.0)) -> Image.Image:
    """A mask of `size` pixels, `scale` of them a millimetre, that begins at `origin` and shows the area."""
    fine = scale * SMOOTHING
    left, top = (area.left - origin[0]) * fine, (area.top - origin[1]) * fine
    mask = Image.new("L", (size[0] * SMOOTHING, size[1] * SMOOTHING))
    edges = (left, top, left + area.width * fine - 1, top + area.height * fine - 1)
    ImageDraw.Draw(mask).rounded_rectangle(edges, area.radius * fine, fill=255)
    return mask.reduce(SMOOTHING)


def vertical(size: tuple[int, int], top: tuple[int, ...], foot: tuple[int, ...]) -> Image.Image:
    """A gradient from the colour at the top to that at the foot."""
    mode = "RGB" if len(top) == 3 else "RGBA"
    ramp = Image.linear_gradient("L").resize(size)
    return Image.composite(Image.new(mode, size, foot), Image.new(mode, size, top), ramp)


def diagonal(size: tuple[int, int]) -> Image.Image:
    """Levels from 0 at the top left to 255 at the bottom right."""
    down = Image.linear_gradient("L")
    return ImageChops.add(down, down.rotate(90), scale=2).resize(size)


def between(low: float, high: float) -> Sequence[int]:
    """A table that maps 0 to 255 onto a part of that range."""
    return [round(255 * low + level * (high - low)) for level in range(256)]
