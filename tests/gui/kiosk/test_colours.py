"""Each pair of colours that the screen sets upon one another can be read (WCAG 2.2: 4.5 to 1)."""

import pytest

from qtkit.colours import DARK, LIGHT, Palette, contrast

ENOUGH = 4.5
TINT = 0.13
"""Theme.tint: how much of a colour goes into the paper."""
PAIRS = [
    *[(text, surface) for text in ("ink", "soft") for surface in ("paper", "card")],
    *[(text, "paper") for text in ("accent", "good", "warn", "bad")],
    *[(text, "card") for text in ("accent", "good", "warn")],
    ("on_accent", "accent"),
    *[("on_state", surface) for surface in ("good", "warn")],
]
TINTED = [("ink", "ink"), ("ink", "warn"), ("ink", "good")]
"""Ink upon the paper with a tint of the second."""


def tinted(palette: Palette, colour: str) -> str:
    channels = [
        (int(palette.paper[start : start + 2], 16), int(getattr(palette, colour)[start : start + 2], 16))
        for start in (1, 3, 5)
    ]
    return "#" + "".join(f"{round(paper + (over - paper) * TINT):02X}" for paper, over in channels)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize(("text", "surface"), PAIRS)
def test_pair_can_be_read(palette: Palette, text: str, surface: str) -> None:
    assert contrast(getattr(palette, text), getattr(palette, surface)) >= ENOUGH


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize(("text", "tint"), TINTED)
def test_text_on_a_tint_can_be_read(palette: Palette, text: str, tint: str) -> None:
    assert contrast(getattr(palette, text), tinted(palette, tint)) >= ENOUGH


@pytest.mark.parametrize(
    ("text", "surface"),
    [("#d5fff2", "#123a3b"), ("#ffffff", "#1f7a66"), ("#ffffff", "#6a5a7d"), ("#d9dce2", "#2d2f33")],
)
def test_the_fascia_can_be_read(text: str, surface: str) -> None:
    assert contrast(text, surface) >= ENOUGH
