"""One table of colours for both programs: roles, not hues. Every pair that carries text is checked for contrast."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Roles as #RRGGBB. `on_x` is text upon `x`; the four states are the same on the kiosk and in the station."""

    paper: str
    """Behind everything."""
    card: str
    """A surface upon the paper."""
    ink: str
    """Text and drawings."""
    soft: str
    """Text that can wait."""
    line: str
    """Tracks, empty places, outlines that must be."""
    accent: str
    """The one action of a screen."""
    on_accent: str
    good: str
    warn: str
    bad: str
    on_state: str
    """Text upon good, warn and bad."""


LIGHT = Palette(
    paper="#F7F3EC",
    card="#FFFFFF",
    ink="#1B1714",
    soft="#6A6058",
    line="#E4DBCF",
    accent="#C92A62",
    on_accent="#FFFFFF",
    good="#1B7F4B",
    warn="#9A5B00",
    bad="#C22F2F",
    on_state="#FFFFFF",
)

DARK = Palette(
    paper="#15110F",
    card="#241E1A",
    ink="#F7F1E8",
    soft="#B8ABA0",
    line="#3A312B",
    accent="#FF7AA8",
    on_accent="#2A0714",
    good="#5BD398",
    warn="#F2B34C",
    bad="#FF8A80",
    on_state="#15110F",
)


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
