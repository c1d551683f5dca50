"""Words on a case: wrapped, as large as their box allows, and legible on whatever lies beneath."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from artwork.canvas import Canvas
from artwork.colour import Colour, contrast, counterpart
from artwork.design import Design

FONTS = Path(__file__).resolve().parents[1] / "assets" / "fonts"
LONGEST_TEXT = 120  # characters; a longer one couldn't be read on a case
LINE_HEIGHT = 1.16  # of the size of the type
GROUND_SAMPLES = (6, 6)  # what lies beneath words is judged by so many spots
LEGIBLE = 3.0  # contrast ratio (WCAG 2.2, AA for large type)

# The web fonts of the catalogue aren't here: their lighter ones are set in Regular, all others in Bold.
LIGHT_FONTS = frozenset({"Georgia", "Lato", "Merriweather", "PT Sans", "Raleway", "Source Sans Pro"})

_WORD = re.compile(
    r"\n|[^\S\n]+|[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef][，。！？、；：）》”’]*|[^\s\u2e80-\u9fff\uff00-\uffef]+"
)


@dataclass(frozen=True)
class Box:
    """Where words may go, in the canvas's units."""

    left: float
    top: float
    right: float
    bottom: float


def font_file(font_name: str) -> Path:
    """The file that stands in for a font of the catalogue."""
    return FONTS / f"NotoSansSC-{'Regular' if font_name in LIGHT_FONTS else 'Bold'}.otf"


@lru_cache(maxsize=64)
def load_font(file: Path, pixels: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, pixels, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=2048)
def _has_glyph(file: Path, character: str) -> bool:
    font = load_font(file, 32)
    return character.isspace() or bytes(font.getmask(character)) != bytes(font.getmask("\uffff"))


def printable(text: str, file: Path) -> str:
    """The text without the characters that the font would show as an empty square, cut to LONGEST_TEXT."""
    drawable = "".join(character for character in text if _has_glyph(file, character))
    kept = re.sub(r"[^\S\n]+", " ", drawable).strip()
    return kept if len(kept) <= LONGEST_TEXT else kept[: LONGEST_TEXT - 1] + "…"


def wrap(text: str, font: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """Lines no wider than `width` pixels; Chinese breaks anywhere but before punctuation, Latin between words."""
    lines = [""]
    for word in _WORD.findall(text):
        if word == "\n":
            lines.append("")
        elif not lines[-1] or font.getlength(lines[-1] + word.rstrip()) <= width:
            lines[-1] = (lines[-1] + word).lstrip()
        else:
            lines.append(word.lstrip())
    return [line.rstrip() for line in lines if line.strip()]


def fit(text: str, file: Path, width: float, height: float, largest: float) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest type, up to `largest` pixels, at which the wrapped text fits; the smallest if none does."""
    pixels = max(6, round(largest))
    while True:
        font = load_font(file, pixels)
        lines = wrap(text, font, width)
        fits = len(lines) * pixels * LINE_HEIGHT <= height and all(font.getlength(line) <= width for line in lines)
        if fits or pixels <= 6:
            return font, _balanced(text, font, width, len(lines))
        pixels = max(6, min(pixels - 1, round(pixels * 0.93)))


def _balanced(text: str, font: ImageFont.FreeTypeFont, width: float, count: int) -> list[str]:
    """The same number of lines, as equal in length as they come."""
    narrow, wide = width / 3, width
    for _ in range(6):
        middle = (narrow + wide) / 2
        lines = wrap(text, font, middle)
        if len(lines) <= count and all(font.getlength(line) <= middle for line in lines):
            wide = middle
        else:
            narrow = middle
    return wrap(text, font, wide)


def write(canvas: Canvas, design: Design, colour: Colour, box: Box, largest: float) -> None:
    """Write the design's words in the middle of the box, their type at most `largest` units.

    They are outlined where they would be hard to read.
    """
    file = font_file(design.font)
    words = printable(design.text, file)
    if not words:
        return
    unit = canvas.unit
    font, lines = fit(words, file, (box.right - box.left) * unit, (box.bottom - box.top) * unit, largest * unit)
    outline = font.size * 0.09 if _needs_outline(canvas, box, colour) else 0.0
    draw = ImageDraw.Draw(canvas.image)
    middle = (box.left + box.right) / 2 * unit
    line_height = font.size * LINE_HEIGHT
    first = (box.top + box.bottom) / 2 * unit - line_height * (len(lines) - 1) / 2
    for fill, stroke in ((counterpart(colour), outline), (colour, 0.0)):
        for number, line in enumerate(lines):
            at = (middle, first + number * line_height)
            draw.text(at, line, fill, font, anchor="mm", stroke_width=stroke, stroke_fill=fill)


def _needs_outline(canvas: Canvas, box: Box, colour: Colour) -> bool:
    unit = canvas.unit
    area = (box.left * unit, box.top * unit, box.right * unit, box.bottom * unit)
    ground = canvas.image.resize(GROUND_SAMPLES, Image.Resampling.BOX, area).tobytes()
    pixels = zip(ground[0::3], ground[1::3], ground[2::3], strict=True)
    return any(contrast(colour, pixel) < LEGIBLE for pixel in pixels)
