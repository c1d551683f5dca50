"""The cameras of the phone, seen through the opening of the case."""

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from artwork.case.masks import diagonal, vertical
from artwork.case.shape import CaseShape, Disc

GLASS_TOP, GLASS_FOOT = (74, 76, 84), (40, 41, 48)
GLASS_EDGE = (150, 152, 160, 255)
SMOOTHING = 3  # drawn this much larger, then averaged down


def camera_plate(shape: CaseShape, scale: float) -> Image.Image:
    """The glass plate with its lenses, flash and scanner, `scale` pixels a millimetre; RGBA."""
    glass, fine = shape.camera.grown(-shape.gap), scale * SMOOTHING
    plate = _glass((round(glass.width * scale), round(glass.height * scale)), glass.radius * fine)

    def place(disc: Disc) -> tuple[float, float, float]:
        return (disc.x - glass.left) * fine, (disc.y - glass.top) * fine, disc.radius * fine

    for lens in shape.lenses:
        _lens(plate, *place(lens))
    _flash(plate, *place(shape.flash))
    _scanner(plate, *place(shape.scanner))
    return plate.reduce(SMOOTHING)


def _glass(size: tuple[int, int], radius: float) -> Image.Image:
    """Drawn SMOOTHING times the size, as the radius is."""
    width, height = size[0] * SMOOTHING, size[1] * SMOOTHING
    area = (0, 0, width - 1, height - 1)
    plate = vertical((width, height), (*GLASS_TOP, 255), (*GLASS_FOOT, 255))
    edge = max(1, round(width * 0.012))
    ImageDraw.Draw(plate).rounded_rectangle(area, radius, outline=GLASS_EDGE, width=edge)
    shine = Image.new("L", plate.size)
    ImageDraw.Draw(shine).polygon([(0, 0), (width * 0.62, 0), (width * 0.05, height), (0, height)], fill=26)
    plate.paste((255, 255, 255), (0, 0), shine)
    mask = Image.new("L", plate.size)
    ImageDraw.Draw(mask).rounded_rectangle(area, radius, fill=255)
    plate.putalpha(mask)
    return plate


def _lens(plate: Image.Image, x: float, y: float, radius: float) -> None:
    _shadow(plate, x, y, radius)
    draw = ImageDraw.Draw(plate)
    for share, colour in _ring_colours():
        reach = radius * share
        draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=colour)
    _bright_arc(draw, x, y, radius)
    _coating(plate, x, y, radius * 0.6)
    for dx, dy, size, opacity in ((-0.22, -0.26, 0.085, 235), (0.17, 0.20, 0.045, 130), (0.02, -0.36, 0.03, 140)):
        _spot(plate, x + dx * radius, y + dy * radius, size * radius, opacity)


def _ring_colours() -> list[tuple[float, tuple[int, int, int]]]:
    """From the metal ring inwards to the pupil, as shares of the radius."""
    metal = [(1.0 - 0.012 * step, (118 + 9 * step, 120 + 9 * step, 128 + 9 * step)) for step in range(7)]
    barrel = [(0.90, (58, 60, 66)), (0.86, (14, 14, 17)), (0.72, (30, 31, 36)), (0.70, (8, 8, 11))]
    glass = [(0.60, (18, 20, 30)), (0.44, (9, 10, 18)), (0.30, (4, 4, 8))]
    return metal + barrel + glass


def _bright_arc(draw: ImageDraw.ImageDraw, x: float, y: float, radius: float) -> None:
    reach = radius * 0.985
    box = (x - reach, y - reach, x + reach, y + reach)
    width = max(1, round(radius * 0.035))
    draw.arc(box, 190, 280, fill=(244, 245, 248), width=width)
    draw.arc(box, 20, 80, fill=(96, 98, 106), width=width)


def _shadow(plate: Image.Image, x: float, y: float, radius: float) -> None:
    side = round(radius * 2.8)
    soft = Image.radial_gradient("L").point([max(0, min(150, (178 - level) * 4)) for level in range(256)])
    plate.paste((8, 8, 12), (round(x - side * 0.46), round(y - side * 0.44)), soft.resize((side, side)))


def _coating(plate: Image.Image, x: float, y: float, radius: float) -> None:
    """The violet and blue sheen of the anti-reflex coating."""
    side = round(radius * 2)
    disc = Image.new("L", (side, side))
    ImageDraw.Draw(disc).ellipse((0, 0, side - 1, side - 1), fill=255)
    ramp = diagonal((side, side)).rotate(90)
    violet = ramp.point([max(0, 190 - level * 2) for level in range(256)])
    blue = ramp.point([max(0, (level - 140) * 2) for level in range(256)])
    at = (round(x - radius), round(y - radius))
    for colour, sheen in (((110, 70, 200), violet), ((30, 110, 170), blue)):
        plate.paste(colour, at, ImageChops.multiply(disc, sheen))


def _spot(plate: Image.Image, x: float, y: float, radius: float, opacity: int) -> None:
    side = max(3, round(radius * 3))
    falling = Image.radial_gradient("L").point([max(0, min(opacity, (150 - level) * 3)) for level in range(256)])
    plate.paste((255, 255, 255), (round(x - side / 2), round(y - side / 2)), falling.resize((side, side)))


def _flash(plate: Image.Image, x: float, y: float, radius: float) -> None:
    draw = ImageDraw.Draw(plate)
    for share, colour in (
        (1.0, (96, 96, 100)),
        (0.88, (250, 244, 224)),
        (0.6, (255, 232, 176)),
        (0.34, (255, 250, 236)),
    ):
        reach = radius * share
        draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=colour)


def _scanner(plate: Image.Image, x: float, y: float, radius: float) -> None:
    draw = ImageDraw.Draw(plate)
    for share, colour in ((1.0, (70, 72, 78)), (0.9, (12, 12, 15)), (0.5, (24, 22, 30))):
        reach = radius * share
        draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=colour)
    plate.paste((90, 40, 60), (round(x - radius), round(y - radius)), _faint(round(radius * 2)))


def _faint(side: int) -> Image.Image:
    disc = Image.new("L", (side, side))
    ImageDraw.Draw(disc).ellipse((side * 0.2, side * 0.2, side * 0.8, side * 0.8), fill=60)
    return disc.filter(ImageFilter.GaussianBlur(side * 0.08))
