"""What a design renders to: exact size, equal bytes for equal designs, words within the face."""

from dataclasses import replace

import pytest
from PIL import Image, ImageChops

from artwork.design import Design
from artwork.render import render_design
from artwork.templates import TEMPLATES

FACE_MM = (69.0, 145.0)
COARSE = 40  # ppi, for tests that look at no detail
DESIGN = Design("classic", "Hello", seed="session-1")


def render(design: Design) -> Image.Image:
    return render_design(design, FACE_MM, COARSE)


@pytest.mark.parametrize(("ppi", "size"), [(90, (244, 514)), (300, (815, 1713))])
def test_the_picture_has_the_face_s_size_at_the_resolution(ppi: int, size: tuple[int, int]) -> None:
    picture = render_design(DESIGN, FACE_MM, ppi)
    assert (picture.size, picture.mode) == (size, "RGB")


@pytest.mark.parametrize("template", TEMPLATES)
def test_equal_designs_render_to_equal_bytes(template: str) -> None:
    design = replace(DESIGN, template=template)
    assert render(design).tobytes() == render(replace(design)).tobytes()


@pytest.mark.parametrize("template", TEMPLATES)
def test_another_seed_gives_another_picture(template: str) -> None:
    design = replace(DESIGN, template=template)
    assert render(design).tobytes() != render(replace(design, seed="session-2")).tobytes()


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_picture_is_colourful(template: str) -> None:
    small = render(replace(DESIGN, template=template)).resize((23, 48))
    assert len(small.getcolors(23 * 48) or []) > 100


def test_templates_differ() -> None:
    pictures = {render(replace(DESIGN, template=template)).tobytes() for template in TEMPLATES}
    assert len(pictures) == len(TEMPLATES)


def test_an_unknown_template_looks_classic() -> None:
    assert render(replace(DESIGN, template="no-such-template")).tobytes() == render(DESIGN).tobytes()


@pytest.mark.parametrize("template", TEMPLATES)
def test_words_stay_clear_of_the_edge(template: str) -> None:
    """Changing the words changes nothing in the outer 2 mm nor beneath the cameras."""
    short = render(replace(DESIGN, template=template, text="Hi"))
    long = render(replace(DESIGN, template=template, text="一二三四五六七 Best friends forever and ever"))
    changed = ImageChops.difference(short, long).getbbox()
    assert changed is not None
    left, top, right, bottom = changed
    edge = 2 / 25.4 * COARSE
    assert min(left, short.width - right, short.height - bottom) >= edge
    assert top > short.height * 0.3


def test_background_and_text_colours_are_the_shopper_s() -> None:
    design = Design("4-in-1", "IIII", background="#3B82F6", text_colour="#EAB308", seed="s")
    colours = render_design(design, FACE_MM, 90).getcolors(244 * 514) or []
    seen = {tuple(channel // 16 for channel in colour) for _, colour in colours if isinstance(colour, tuple)}
    assert {(0x3B // 16, 0x82 // 16, 0xF6 // 16), (0xEA // 16, 0xB3 // 16, 0x08 // 16)} <= seen


def test_an_unreadable_colour_is_taken_for_white() -> None:
    odd = Design("3-in-1", background="rainbow", seed="s")
    assert render(odd).tobytes() == render(replace(odd, background="#FFFFFF")).tobytes()
