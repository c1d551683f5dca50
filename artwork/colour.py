"""Colours as triples of 0 to 255, and the few sums done with them."""

from PIL import ImageColor

Colour = tuple[int, int, int]
Fill = tuple[int, ...]  # a Colour, or a Colour and its opacity (0 to 255)

WHITE: Colour = (255, 255, 255)
INK: Colour = (22, 20, 28)


def parse(text: str, otherwise: Colour) -> Colour:
    """The colour that #RRGGBB names; `otherwise` for what can't be read, since a sale mustn't fail over it."""
    try:
        red, green, blue = ImageColor.getrgb(text)[:3]
    except ValueError:
        return otherwise
    return red, green, blue


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """`share` (0 to 1) of the way from the first colour to the second."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: Colour, second: Colour) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def counterpart(colour: Colour) -> Colour:
    """White or ink, whichever stands out more against the colour."""
    return max(WHITE, INK, key=lambda other: contrast(colour, other))


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
