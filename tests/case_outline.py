"""Whether a drawing agrees with the description of a case: its pixels are asked along each edge."""

from collections.abc import Callable

from PIL import Image

from artwork.case.shape import Point, RoundedRectangle

GREEN = (0, 255, 0)
"""An artwork that neither the phone, nor paper, nor any shadow looks like, in whatever light."""


def looks_printed(pixel: tuple[int, ...]) -> bool:
    return pixel[1] - pixel[0] > 50


def printed_in(picture: Image.Image) -> Callable[[Point], bool]:
    """Whether a pixel of the picture shows the artwork."""

    def shows(place: Point) -> bool:
        pixel = picture.getpixel((int(place[0]), int(place[1])))
        assert isinstance(pixel, tuple)
        return looks_printed(tuple(int(level) for level in pixel))

    return shows


def inked(edge: RoundedRectangle, by: float, shows: Callable[[Point], bool]) -> tuple[float, float]:
    """The shares of the points `by` mm inside the edge, and outside it, at which artwork is seen."""
    around = edge.around()
    inside = [shows((x - by * across, y - by * down)) for (x, y), (across, down) in around]
    outside = [shows((x + by * across, y + by * down)) for (x, y), (across, down) in around]
    return sum(inside) / len(inside), sum(outside) / len(outside)
