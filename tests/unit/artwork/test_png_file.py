"""The file that the backend serves."""

from io import BytesIO

import pytest
from PIL import Image

from artwork.png import png_bytes


def reopened(image: Image.Image, ppi: int) -> Image.Image:
    return Image.open(BytesIO(png_bytes(image, ppi)))


@pytest.mark.parametrize("ppi", [90, 300, 600])
def test_the_file_says_its_resolution(ppi: int) -> None:
    assert reopened(Image.new("RGB", (4, 4)), ppi).info["dpi"] == pytest.approx((ppi, ppi), abs=0.02)


def test_pixels_come_back_unchanged() -> None:
    image = Image.linear_gradient("L").convert("RGB")
    assert reopened(image, 300).tobytes() == image.tobytes()


def test_a_photograph_s_metadata_stays_behind() -> None:
    image = Image.new("RGB", (4, 4))
    image.getexif()[0x010E] = "at home"
    image.info["comment"] = "at home"
    assert b"at home" not in png_bytes(image, 300)
    assert reopened(image, 300).info.keys() == {"dpi"}
