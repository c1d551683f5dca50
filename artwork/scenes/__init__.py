"""Drawn "photographs": what stands in for a shopper's pictures until there are uploads."""

from collections.abc import Callable
from random import Random

from PIL import Image

from artwork.canvas import Canvas
from artwork.scenes import aurora, balloons, blossom, cat, city, hills, sunset, waves

Scene = Callable[[Canvas, Random], None]

SCENES: tuple[Scene, ...] = (
    sunset.draw,
    balloons.draw,
    hills.draw,
    cat.draw,
    city.draw,
    blossom.draw,
    waves.draw,
    aurora.draw,
)


def photographs(sizes: list[tuple[int, int]], seed: str) -> list[Image.Image]:
    """One picture of a different scene for each size in pixels; the seed chooses them."""
    scenes = Random(seed).sample(SCENES, len(sizes))
    return [
        _photograph(size, scene, f"{seed} {number}")
        for number, (size, scene) in enumerate(zip(sizes, scenes, strict=True))
    ]


def _photograph(size: tuple[int, int], scene: Scene, seed: str) -> Image.Image:
    canvas = Canvas(Image.new("RGB", size))
    scene(canvas, Random(seed))
    return canvas.image
