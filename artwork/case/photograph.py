"""The phone case as a product photograph: slightly turned, under a lamp, with its shadow."""

import math
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from artwork.case.front import WHITE, draw_front
from artwork.case.masks import between
from artwork.case.pose import Pose
from artwork.case.shape import USUAL, CaseShape, Point, shape_for
from artwork.colour import Colour

PICTURE_WIDTH = 0.72  # of the picture's height
CASE_LENGTH = 0.85  # of the picture's height
LIGHT = (-0.48, -0.62, -0.62)  # the direction towards the lamp: left, above, before the case
BLEED = 3  # px beyond the front's edge
WALL_BANDS = 10
GRAZING = 0.15  # walls that face further away than this are hidden behind the front
EDGE_SAMPLES = (24, 64)
SMOOTHING = 3


def photograph(artwork: Image.Image | None, height_px: int) -> Image.Image:
    """The case with the artwork, a picture of the whole face, on it; RGBA, transparent around it.

    The picture is `height_px` high and 0.72 of that wide. Without artwork the case is blank.
    """
    shape = USUAL if artwork is None else shape_for(*artwork.size)
    size = (round(height_px * PICTURE_WIDTH), height_px)
    pose = pose_in(size, shape)
    front = _with_gloss(draw_front(shape, artwork, pose.scale))
    picture = _shadow(size, pose, shape)
    picture.alpha_composite(_sides(size, pose, shape, front))
    picture.alpha_composite(_in_perspective(size, pose, front))
    return picture


def pose_in(size: tuple[int, int], shape: CaseShape) -> Pose:
    """Where the case lies in a picture of so many pixels."""
    scale = CASE_LENGTH * size[1] / shape.face.height
    return Pose((size[0] * 0.487, size[1] * 0.47), scale, shape.face.middle)


def _with_gloss(front: Image.Image) -> Image.Image:
    """A window's reflection lying across the case and a strip light along its left edge."""
    small = (front.width // 2 + 1, front.height // 2 + 1)
    width, height = small
    window = Image.new("L", small)
    draw = ImageDraw.Draw(window)
    draw.polygon(
        [(width * 0.30, 0), (width, 0), (width, height * 0.12), (0, height * 0.66), (0, height * 0.22)], fill=58
    )
    draw.polygon([(width, height * 0.18), (width, height * 0.25), (0, height * 0.79), (0, height * 0.72)], fill=38)
    fading = Image.linear_gradient("L").rotate(90).resize(small)
    blur = ImageFilter.BoxBlur(front.height * 0.002)
    sheen = ImageChops.multiply(window.filter(blur), fading.point(between(0.35, 1)))
    strip = Image.new("L", small)
    middle, thick = width * 0.052, max(1, round(width * 0.02))
    ImageDraw.Draw(strip).line([(middle, height * 0.36), (middle, height * 0.92)], fill=120, width=thick)
    sheen = ImageChops.lighter(sheen, strip.filter(ImageFilter.BoxBlur(front.height * 0.004)))
    colours = front.convert("RGB")  # its corners have colours too, which the walls below them take
    colours.paste(WHITE, (0, 0), sheen.resize(front.size, Image.Resampling.BILINEAR))
    colours.putalpha(front.getchannel("A"))
    return colours


def _sides(size: tuple[int, int], pose: Pose, shape: CaseShape, front: Image.Image) -> Image.Image:
    """The wall between front and back: the print runs over the edge, lit by the direction it faces."""
    layer = Image.new("RGBA", (size[0] * SMOOTHING, size[1] * SMOOTHING))
    draw = ImageDraw.Draw(layer)
    averaged = front.convert("RGB").resize((EDGE_SAMPLES[0], EDGE_SAMPLES[1] // 4), Image.Resampling.BOX)
    colours = averaged.resize(EDGE_SAMPLES, Image.Resampling.BICUBIC)
    around = shape.face.around()
    for (start, normal), (end, _) in pairwise([*around, around[0]]):
        facing = pose.facing(*normal)
        if facing[2] > GRAZING:
            continue
        colour = _edge_colour(colours, shape, start)
        for band in range(WALL_BANDS):
            near, far = band / WALL_BANDS, (band + 1) / WALL_BANDS
            wall = ((start, near), (end, near), (end, far), (start, far))
            corners = [_wall_point(pose, shape, place, share) for place, share in wall]
            draw.polygon([(x * SMOOTHING, y * SMOOTHING) for x, y in corners], _wall_colour(colour, facing, near))
    return layer.reduce(SMOOTHING)


def _wall_point(pose: Pose, shape: CaseShape, place: Point, share: float) -> Point:
    """A point of the wall, `share` of the way to the back, where it draws in; its start lies below the front."""
    tuck = 0.012 * share**3 if share else 0.004
    middle_x, middle_y = shape.face.middle
    x, y = middle_x + (place[0] - middle_x) * (1 - 2 * tuck), middle_y + (place[1] - middle_y) * (1 - tuck)
    return pose.project(x, y, share * shape.depth)


def _edge_colour(colours: Image.Image, shape: CaseShape, place: Point) -> Colour:
    columns, rows = EDGE_SAMPLES
    x = min(columns - 1, max(0, int(place[0] / shape.face.width * columns)))
    y = min(rows - 1, max(0, int(place[1] / shape.face.height * rows)))
    red, green, blue = colours.crop((x, y, x + 1, y + 1)).tobytes()
    return red, green, blue


def _wall_colour(colour: Colour, facing: tuple[float, float, float], share: float) -> Colour:
    """Shade falls off towards the back, where a lamp behind the case draws a thin bright rim."""
    lamp = sum(a * b for a, b in zip(facing, LIGHT, strict=True))
    bright = 0.90 + 0.34 * lamp - 0.26 * math.sin(share * math.pi * 0.8)
    rim = 70 * max(0.0, facing[0]) * max(0.0, 1 - abs(share - 0.84) / 0.2)
    red, green, blue = (max(0, min(255, round(channel * bright + rim))) for channel in colour)
    return red, green, blue


def _in_perspective(size: tuple[int, int], pose: Pose, front: Image.Image) -> Image.Image:
    """Colours and outline apart, since interpolating both at once fringes the edge."""
    colours = front.convert("RGB")
    bled = colours.resize((front.width + 2 * BLEED, front.height + 2 * BLEED))
    bled.paste(colours, (BLEED, BLEED))
    outline = ImageOps.expand(front.getchannel("A"), BLEED)
    coefficients = pose.unproject(bled.size, pose.scale)
    turned, alpha = (
        layer.transform(size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC)
        for layer in (bled, outline)
    )
    turned.putalpha(alpha)
    return turned


def _shadow(size: tuple[int, int], pose: Pose, shape: CaseShape) -> Image.Image:
    """A tight dark shadow where the case meets the ground and a wide faint one below it."""
    quarter = (size[0] // 4 + 1, size[1] // 4 + 1)
    alpha = Image.new("L", quarter)
    for depth, shift, blur, opacity in ((1.0, 0.022, 0.016, 120), (1.5, 0.042, 0.036, 90)):
        layer = Image.new("L", quarter)
        outline = [pose.project(x, y, depth * shape.depth) for (x, y), _ in shape.face.around()]
        moved = [((x + shift * 0.45 * size[1]) / 4, (y + shift * 0.7 * size[1]) / 4) for x, y in outline]
        ImageDraw.Draw(layer).polygon(moved, fill=opacity)
        alpha = ImageChops.lighter(alpha, layer.filter(ImageFilter.GaussianBlur(blur * size[1] / 4)))
    shadow = Image.new("RGBA", size, (24, 14, 30, 0))
    shadow.putalpha(alpha.resize(size, Image.Resampling.BICUBIC))
    return shadow
