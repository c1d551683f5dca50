"""The photograph of a phone case."""

from collections.abc import Sequence

import pytest
from PIL import Image

from artwork.case.photograph import photograph

GREEN = (20, 180, 60)


def pixel(picture: Image.Image, across: float, down: float) -> Sequence[float]:
    found = picture.getpixel((int(across * (picture.width - 1)), int(down * (picture.height - 1))))
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize("height", [120, 400])
def test_the_picture_has_the_height_asked_for(height: int) -> None:
    picture = photograph(None, height)
    assert (picture.mode, picture.height) == ("RGBA", height)


@pytest.mark.parametrize("corner", [(0, 0), (1, 0), (0, 1), (1, 1)])
def test_corners_are_transparent(corner: tuple[float, float]) -> None:
    assert pixel(photograph(None, 400), *corner)[3] == 0


def test_the_middle_is_opaque() -> None:
    assert pixel(photograph(None, 400), 0.5, 0.5)[3] == 255


def test_the_case_shows_the_artwork() -> None:
    red, green, blue, _ = pixel(photograph(Image.new("RGB", (48, 100), GREEN), 400), 0.5, 0.8)
    assert green > 2 * red
    assert green > 2 * blue


def test_the_artwork_lies_the_right_way_round() -> None:
    artwork = Image.new("RGB", (48, 100), (255, 0, 0))
    artwork.paste((0, 0, 255), (0, 50, 48, 100))
    picture = photograph(artwork, 400)
    upper, lower = pixel(picture, 0.6, 0.4), pixel(picture, 0.4, 0.8)
    assert upper[0] > upper[2]
    assert lower[2] > lower[0]


def test_the_print_runs_over_the_corner() -> None:
    red, green, blue, _ = pixel(photograph(Image.new("RGB", (48, 100), (0, 0, 60)), 400), 0.845, 0.11)
    assert max(red, green) < 60
    assert blue > red


def test_a_blank_case_is_neutral_and_light() -> None:
    red, green, blue, _ = pixel(photograph(None, 400), 0.5, 0.7)
    assert min(red, green, blue) > 190
    assert max(red, green, blue) - min(red, green, blue) < 20


def test_cameras_are_dark_whatever_the_artwork() -> None:
    picture = photograph(Image.new("RGB", (48, 100), (255, 255, 255)), 400)
    cameras = picture.resize((1, 1), Image.Resampling.BOX, (86, 40, 130, 88))
    assert max(pixel(cameras, 0, 0)[:3]) < 110


def test_edges_are_smooth() -> None:
    alpha = photograph(None, 400).getchannel("A")
    row = alpha.crop((0, 200, alpha.width, 201)).tobytes()
    assert any(100 < level < 250 for level in row)
