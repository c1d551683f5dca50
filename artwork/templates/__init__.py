"""The templates of the catalogue, one function each."""

from collections.abc import Callable, Mapping

from artwork.canvas import Canvas
from artwork.design import Design
from artwork.templates import (
    cover_shoot,
    film_strip,
    footy_fan,
    funny_toon,
    glitch_pro,
    photos,
    retro_remix,
)

TEMPLATES: Mapping[str, Callable[[Canvas, Design], None]] = {
    "classic": photos.draw_classic,
    "2-in-1": photos.draw_two,
    "3-in-1": photos.draw_three,
    "4-in-1": photos.draw_four,
    "film-strip-3": film_strip.draw,
    "funny-toon": funny_toon.draw,
    "retro-remix": retro_remix.draw,
    "cover-shoot": cover_shoot.draw,
    "glitch-pro": glitch_pro.draw,
    "footy-fan": footy_fan.draw,
}


def draw_template(canvas: Canvas, design: Design) -> None:
    """Draw the design's template over the whole canvas; one that nobody knows looks classic."""
    TEMPLATES.get(design.template, photos.draw_classic)(canvas, design)
