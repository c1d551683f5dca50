"""Pictures from elsewhere, honest and hostile; and the case that a preview shows."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from artwork.case.preview import preview_jpg, render_preview
from artwork.pictures import NotAPicture, fit_face, read_picture
from artwork.placeholder import render_placeholder

RED, BLUE = (255, 0, 0), (0, 0, 255)


def encoded(picture: Image.Image, form: str = "PNG", **options: object) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, form, **options)
    return buffer.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    """A PNG's beginning, of a few bytes, that claims a size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_honest_pictures(form: str, mode: str) -> None:
    picture = read_picture(encoded(Image.new(mode, (40, 60)), form))
    assert (picture.mode, picture.size) == ("RGB", (40, 60))


def test_transparency_shows_white() -> None:
    assert read_picture(encoded(Image.new("RGBA", (4, 4), (255, 0, 0, 0)))).getpixel((0, 0)) == (255, 255, 255)


def test_a_phone_s_picture_stands_upright() -> None:
    lying = Image.new("RGB", (60, 40))
    lying.getexif()[0x0112] = 6
    assert read_picture(encoded(lying, "JPEG", exif=lying.getexif())).size == (40, 60)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>Not found</html>",
        encoded(Image.new("RGB", (400, 400), RED))[:200],
        encoded(Image.effect_noise((200, 200), 50), "JPEG")[:-900],
        encoded(Image.new("RGB", (4, 4)), "BMP"),
        encoded(Image.new("RGB", (4, 4)), "GIF"),
        png_claiming(10, 10),
    ],
)
def test_what_is_no_picture(data: bytes) -> None:
    with pytest.raises(NotAPicture, match="no whole PNG"):
        read_picture(data)


@pytest.mark.parametrize("size", [(8000, 8000), (60_000, 60_000)])
def test_a_decompression_bomb(size: tuple[int, int]) -> None:
    with pytest.raises(NotAPicture, match="40 million"):
        read_picture(png_claiming(*size))


def test_a_wide_picture_loses_its_sides() -> None:
    wide = Image.new("RGB", (300, 100), BLUE)
    wide.paste(RED, (100, 0, 200, 100))
    face = fit_face(wide, (25.4, 50.8), 50)
    assert (face.size, face.getpixel((25, 50)), face.getpixel((1, 50))) == ((50, 100), RED, RED)


def test_the_preview_shows_the_design_on_a_case() -> None:
    preview = render_preview(Image.new("RGB", (816, 1714), RED))
    middle, corner = preview.getpixel((preview.width // 2, preview.height // 2)), preview.getpixel((2, 2))
    assert preview.height == 1040
    assert (middle, corner) == (RED, (246, 245, 243))


def test_the_preview_is_a_jpg() -> None:
    data = preview_jpg(encoded(Image.new("RGB", (200, 420), RED)))
    assert Image.open(BytesIO(data)).format == "JPEG"


def test_the_placeholder_names_its_order() -> None:
    first, second = (render_placeholder(order_id, (69.0, 145.0), 40) for order_id in ("ORDER_1", "ORDER_2"))
    assert first.size == (109, 228)
    assert first.tobytes() != second.tobytes()
