"""Retro Remix: a striped sun over a neon grid, palms, scan lines, and the words as a glowing sign."""

import math
from random import Random

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from artwork.canvas import Canvas, Point, mirrored
from artwork.colour import WHITE, Colour, mix, parse
from artwork.design import Design
from artwork.lettering import LINE_HEIGHT, fit, font_file, printable
from artwork.scenes.shapes import ground, palm, ridge, stars

HORIZON = 0.62  # of the height
SCAN_LINE = [level * 236 // 255 for level in range(256)] * 3  # what each channel becomes in a dark line
SCHEMES: tuple[tuple[Colour, Colour, Colour, Colour], ...] = (  # night, dusk, sun, neon
    ((22, 8, 64), (214, 36, 140), (255, 214, 90), (70, 240, 255)),
    ((8, 12, 62), (92, 40, 190), (255, 120, 160), (255, 90, 220)),
    ((40, 6, 60), (255, 92, 84), (255, 232, 120), (120, 255, 220)),
)


def draw(canvas: Canvas, design: Design) -> None:
    random = Random(design.seed)
    night, dusk, sun, neon = random.choice(SCHEMES)
    horizon = canvas.height * HORIZON
    canvas.wash(0, horizon, [(0, night), (0.55, mix(night, dusk, 0.55)), (1, dusk)])
    stars(canvas, random, 120, horizon * 0.6)
    _sun(canvas.at(50, horizon - 22, 33), sun, dusk)
    _mountains(canvas, random, horizon, night, neon)
    _grid(canvas, horizon, night, neon)
    silhouette = mix(night, (0, 0, 0), 0.6)
    canvas.ellipse(-2, canvas.height * 0.81, 22, 5, silhouette)
    canvas.ellipse(104, canvas.height * 0.745, 17, 3.4, silhouette)
    palm(canvas, (2, canvas.height * 0.80), canvas.height * 0.36, 9, silhouette)
    palm(canvas, (99, canvas.height * 0.74), canvas.height * 0.25, -8, silhouette)
    _sign(canvas, design, neon)
    _scan_lines(canvas)


def _sun(canvas: Canvas, light: Colour, low: Colour) -> None:
    """A sun of radius 1, cut into slices."""
    canvas.glow(0, 0, 2, light, 0.7)
    foot = mix(low, light, 0.3)
    for band in range(7):
        top, bottom = _band(band, 7)
        canvas.shade(
            _slice(top, bottom), [(0, mix(light, foot, (top + 1) / 2)), (1, mix(light, foot, (bottom + 1) / 2))]
        )


def _band(number: int, count: int) -> tuple[float, float]:
    """Upper and lower edge of a slice of the sun, -1 to 1; the gaps widen downwards."""
    if number == 0:
        return -1.0, 0.0
    step = 1 / (count - 1)
    top = (number - 1) * step
    return top + 0.15 * step + 0.5 * step * top, top + step


def _slice(top: float, bottom: float) -> list[Point]:
    first, last = math.acos(-top), math.acos(-bottom)
    angles = [first + (last - first) * step / 32 for step in range(33)]
    half = [(math.sin(angle), -math.cos(angle)) for angle in angles]
    return [*half, *mirrored(reversed(half))]


def _mountains(canvas: Canvas, random: Random, horizon: float, night: Colour, neon: Colour) -> None:
    skyline = [(x, min(horizon, y + (1 - abs(x - 50) / 50) * 9)) for x, y in ridge(random, horizon - 9, 7, 0.8)]
    canvas.shade(ground(skyline, horizon + 0.2), [(0, mix(night, neon, 0.12)), (1, mix(night, neon, 0.35))])
    canvas.stroke(skyline, neon, 0.4)


def _grid(canvas: Canvas, horizon: float, night: Colour, neon: Colour) -> None:
    canvas.wash(horizon, canvas.height, [(0, mix(night, neon, 0.3)), (0.35, night), (1, mix(night, (0, 0, 0), 0.5))])
    depth = canvas.height - horizon
    for line in range(-14, 15):
        canvas.stroke([(50 + line * 4.4, horizon), (50 + line * 30, canvas.height + 1)], mix(night, neon, 0.72), 0.42)
    for row in range(13):
        y = horizon + depth * (row / 12) ** 2.3
        canvas.stroke([(-1, y), (101, y)], mix(night, neon, 0.55 + 0.4 * row / 12), 0.25 + 0.4 * row / 12)
    canvas.glow(50, horizon, 60, neon, 0.32)
    canvas.stroke([(-1, horizon), (101, horizon)], mix(neon, WHITE, 0.6), 0.7)


def _sign(canvas: Canvas, design: Design, neon: Colour) -> None:
    file = font_file(design.font)
    words = printable(design.text, file)
    if not words:
        return
    unit = canvas.unit
    size = (canvas.image.width, round(44 * unit))
    font, lines = fit(words, file, 84 * unit, 38 * unit, 19 * unit)
    letters = _letters(size, font, lines)
    top = canvas.height * 0.755
    halo = _halo(letters, 1.5 * unit)
    canvas.place(Image.new("RGB", size, (6, 2, 24)), 0, top, halo.point([min(235, level * 2) for level in range(256)]))
    canvas.place(Image.new("RGB", size, neon), 0, top, halo)
    canvas.place(Image.new("RGB", size, neon), 0, top, _halo(letters, 0.45 * unit))
    canvas.place(Image.new("RGB", size, _tube(design, neon)), 0, top, letters)


def _letters(size: tuple[int, int], font: ImageFont.FreeTypeFont, lines: list[str]) -> Image.Image:
    mask = Image.new("L", size)
    pen = ImageDraw.Draw(mask)
    line_height = font.size * LINE_HEIGHT
    first = size[1] / 2 - line_height * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        pen.text((size[0] / 2, first + number * line_height), line, 255, font, anchor="mm")
    return mask


def _halo(letters: Image.Image, pixels: float) -> Image.Image:
    soft = letters.reduce(4).filter(ImageFilter.GaussianBlur(pixels / 4))
    return soft.resize(letters.size, Image.Resampling.BICUBIC).point([min(255, level * 3 // 2) for level in range(256)])


def _tube(design: Design, neon: Colour) -> Colour:
    """The colour of the lit letters: the shopper's, made to shine."""
    return mix(parse(design.text_colour, neon), WHITE, 0.85)


def _scan_lines(canvas: Canvas) -> None:
    image, pitch = canvas.image, max(4, round(canvas.unit * 0.9))
    for top in range(0, image.height, pitch):
        line = (0, top, image.width, min(top + pitch // 2, image.height))
        image.paste(image.crop(line).point(SCAN_LINE), line)
