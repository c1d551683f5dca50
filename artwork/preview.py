"""The design on a drawn case, as a picture for a screen."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter, ImageOps

from artwork.canvas import Canvas
from artwork.colour import Colour

CASE_HEIGHT = 900
"""Pixels."""
DRAWN = 2
"""Times the size at which edges are drawn before they are averaged down."""
MARGIN = 70
RIM = 0.028
"""Of the case around its face, in widths of the case."""
CORNER = 0.15
CAMERA_SIDE, CAMERA_PLACE, CAMERA_CORNER = 0.40, 0.07, 0.28
"""Of the opening: side and place in widths of the case, corner in sides."""
PAPER: Colour = (246, 245, 243)
BODY: Colour = (38, 36, 44)
EDGE: Colour = (92, 90, 102)
LENSES = ((0.29, 0.29), (0.29, 0.71), (0.71, 0.5))
QUALITY = 88


def render_preview(design: Image.Image) -> Image.Image:
    """The design, a picture of the whole face, on a case of its proportions before a light ground; RGB."""
    height = CASE_HEIGHT * DRAWN
    rim = RIM * height * design.width / design.height
    width = round((height - 2 * rim) * design.width / design.height + 2 * rim)
    case = _case(design, (width, height), round(rim))
    outline = _rounded((width, height), CORNER * width)
    ground = _ground((width, height), outline)
    ground.paste(case, (MARGIN * DRAWN, MARGIN * DRAWN), outline)
    return ground.reduce(DRAWN)


def jpg_bytes(picture: Image.Image) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=QUALITY, optimize=True)
    return buffer.getvalue()


def _case(design: Image.Image, size: tuple[int, int], rim: int) -> Image.Image:
    """Body, face and camera opening; its corners are still square."""
    width, height = size
    case = Image.new("RGB", size, BODY)
    canvas = Canvas(case)
    tall = canvas.height
    canvas.box(0, 0, 100, tall, EDGE, radius=CORNER * 100)
    canvas.box(0.5, 0.5, 99.5, tall - 0.5, BODY, radius=CORNER * 100 - 0.5)
    face = ImageOps.fit(design, (width - 2 * rim, height - 2 * rim), Image.Resampling.LANCZOS)
    case.paste(face, (rim, rim), _rounded(face.size, CORNER * width - rim))
    _draw_camera(canvas)
    _shine(case)
    return case


def _draw_camera(canvas: Canvas) -> None:
    """The opening shows the telephone beneath."""
    left, side = CAMERA_PLACE * 100, CAMERA_SIDE * 100
    canvas.box(left - 1, left - 1, left + side + 1, left + side + 1, EDGE, radius=side * CAMERA_CORNER + 1)
    canvas.box(left, left, left + side, left + side, BODY, radius=side * CAMERA_CORNER)
    for across, down in LENSES:
        x, y = left + across * side, left + down * side
        canvas.circle(x, y, side * 0.19, (18, 17, 22))
        canvas.circle(x, y, side * 0.13, (46, 50, 66))
        canvas.circle(x - side * 0.04, y - side * 0.05, side * 0.035, (170, 180, 205))


def _shine(case: Image.Image) -> None:
    """Light from the upper left, faint enough to leave the design's colours alone."""
    width, height = case.size
    light = Image.new("L", case.size)
    ImageDraw.Draw(light).polygon([(0, 0), (width * 0.75, 0), (0, height * 0.62)], fill=26)
    case.paste((255, 255, 255), (0, 0), light.filter(ImageFilter.GaussianBlur(width * 0.04)))


def _ground(size: tuple[int, int], outline: Image.Image) -> Image.Image:
    """The paper with the case's shadow on it."""
    margin = MARGIN * DRAWN
    ground = Image.new("RGB", (size[0] + 2 * margin, size[1] + 2 * margin), PAPER)
    shadow = Image.new("L", ground.size)
    shadow.paste(outline.point([level * 110 // 255 for level in range(256)]), (margin, margin + margin // 4))
    ground.paste((40, 34, 60), (0, 0), shadow.filter(ImageFilter.GaussianBlur(margin / 4)))
    return ground


def _rounded(size: tuple[int, int], radius: float) -> Image.Image:
    mask = Image.new("L", size)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, size[0] - 1, size[1] - 1), radius, fill=255)
    return mask
