"""Pictures as files."""

from io import BytesIO

from PIL import Image


def png_bytes(image: Image.Image, ppi: int) -> bytes:
    """The picture as a PNG that says how large it is; nothing else (EXIF, profile, text) goes with it.

    PNG counts pixels per metre, so that 300 ppi reads back as 299.9994. Packed lightly: a quarter more bytes, for a
    quarter of the time.
    """
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    buffer = BytesIO()
    bare.save(buffer, "PNG", dpi=(ppi, ppi), compress_level=1)
    return buffer.getvalue()
