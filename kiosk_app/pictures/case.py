"""The phone case as a product photograph: the hero of every screen."""

import math
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

from kiosk_app.pictures.camera import camera_plate, diagonal, rounded, vertical
from kiosk_app.pictures.pose import Point, Pose

Colour = tuple[int, int, int]

WHITE: Colour = (255, 255, 255)

# Lengths are shares of the case's length; the front has the printable face's proportions (69 x 145 mm), so that
# nothing of the artwork is cut off.
WIDTH = 0.478
CORNER = 0.08
DEPTH = 0.068
EDGE = 0.012  # the rounded edge between front and side
CAMERA = 0.25  # side of the cut-out
CAMERA_INSET = 0.030
LIP = 0.006  # width of the rim around the cut-out
GAP = 0.0045  # between the rim and the phone's glass
PICTURE_WIDTH = 0.72  # of the picture's height
CASE_LENGTH = 0.85  # of the picture's height

BLANK_TOP, BLANK_FOOT = (240, 237, 232), (212, 207, 201)
LIGHT = (-0.48, -0.62, -0.62)  # the direction towards the lamp: left, above, before the case
BLEED = 3  # px beyond the front's edge
CORNER_STEPS = 18
STRAIGHT_STEPS = 30
WALL_BANDS = 10
GRAZING = 0.15  # walls that face further away than this are hidden behind the front
EDGE_SAMPLES = (24, 64)
SMOOTHING = 3


def case_picture(artwork: Image.Image | None, height_px: int) -> Image.Image:
    """The case with the artwork on it, slightly turned, with its shadow; RGBA, transparent around it.

    The picture is `height_px` high and 0.72 of that wide. Without artwork the case is blank.
    """
    size = (round(height_px * PICTURE_WIDTH), height_px)
    pose = Pose(centre=(size[0] * 0.487, size[1] * 0.47), scale=CASE_LENGTH * height_px)
    flat = _flat(artwork, round(pose.scale))
    picture = _shadow(size, pose)
    picture.alpha_composite(_sides(size, pose, flat))
    picture.alpha_composite(_front(size, pose, flat))
    return picture


def _flat(artwork: Image.Image | None, length: int) -> Image.Image:
    """The front of the case seen straight on, `length` pixels high, with all its light; RGBA."""
    size = (round(WIDTH * length), length)
    mask = rounded(size, (0, 0, size[0] - 1, size[1] - 1), CORNER * length)
    front = _print(artwork, size)
    _round_the_edge(front, mask, length)
    _cut_camera(front, length)
    _gloss(front, length)
    front.putalpha(mask)
    return front


def _print(artwork: Image.Image | None, size: tuple[int, int]) -> Image.Image:
    if artwork is None:
        return vertical(size, BLANK_TOP, BLANK_FOOT)
    return ImageOps.fit(artwork.convert("RGB"), size, Image.Resampling.LANCZOS)


def _round_the_edge(front: Image.Image, mask: Image.Image, length: int) -> None:
    """Light on the edges that face the lamp and shade on the others, as on a moulded lip."""
    soft = ImageOps.expand(mask, 4).filter(ImageFilter.GaussianBlur(EDGE * length * 0.55))
    reach = max(1, round(EDGE * length * 0.6))
    towards = ImageChops.offset(soft, reach, reach).crop((4, 4, 4 + front.width, 4 + front.height))
    away = ImageChops.offset(soft, -reach, -reach).crop((4, 4, 4 + front.width, 4 + front.height))
    lit = ImageChops.subtract(away, towards)
    shaded = ImageChops.subtract(towards, away)
    front.paste(WHITE, (0, 0), lit.point([min(150, level * 3 // 4) for level in range(256)]))
    front.paste((12, 8, 20), (0, 0), shaded.point([min(120, level * 3 // 5) for level in range(256)]))


def _cut_camera(front: Image.Image, length: int) -> None:
    """The cut-out: the lip of the case, the dark gap behind it, the phone's glass plate."""
    side, lip, gap = (round(share * length) for share in (CAMERA, LIP, GAP))
    place = (round(CAMERA_INSET * length) - lip, round(CAMERA_INSET * length) - lip)
    size = (side + 2 * lip, side + 2 * lip)
    outer = rounded(size, (0, 0, size[0] - 1, size[1] - 1), side * 0.29 + lip)
    hole = rounded(size, (lip, lip, lip + side, lip + side), side * 0.29)
    lip_mask, slope = ImageChops.subtract(outer, hole), diagonal(size)
    front.paste((8, 6, 14), place, ImageChops.multiply(lip_mask, ImageChops.invert(slope).point(_between(0, 0.5))))
    front.paste(WHITE, place, ImageChops.multiply(lip_mask, slope.point(_between(0, 0.5))))
    front.paste((14, 14, 18), place, hole)
    plate = camera_plate(side - 2 * gap)
    front.paste(plate, (place[0] + lip + gap, place[1] + lip + gap), plate)
    fallen = ImageChops.subtract(hole, ImageChops.offset(hole, lip, lip * 3 // 2)).filter(ImageFilter.BoxBlur(lip // 2))
    front.paste((0, 0, 0), place, ImageChops.multiply(fallen, hole.point(_between(0, 0.6))))


def _gloss(front: Image.Image, length: int) -> None:
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
    sheen = ImageChops.multiply(window.filter(ImageFilter.BoxBlur(length * 0.002)), fading.point(_between(0.35, 1)))
    strip = Image.new("L", small)
    middle, thick = width * 0.052, max(1, round(width * 0.02))
    ImageDraw.Draw(strip).line([(middle, height * 0.36), (middle, height * 0.92)], fill=120, width=thick)
    sheen = ImageChops.lighter(sheen, strip.filter(ImageFilter.BoxBlur(length * 0.004)))
    front.paste(WHITE, (0, 0), sheen.resize(front.size, Image.Resampling.BILINEAR))


def _between(low: float, high: float) -> list[int]:
    """A table that maps 0 to 255 onto a part of that range."""
    return [round(255 * low + level * (high - low)) for level in range(256)]


def _outline() -> list[tuple[Point, Point]]:
    """Points around the case with their outward normals, clockwise from the top of the right-hand corner."""
    half_x, half_y = WIDTH / 2 - CORNER, 0.5 - CORNER
    around: list[tuple[Point, Point]] = []
    for side_x, side_y, start in ((1, -1, -90), (1, 1, 0), (-1, 1, 90), (-1, -1, 180)):
        for step in range(CORNER_STEPS + 1):
            angle = math.radians(start + 90 * step / CORNER_STEPS)
            across, down = math.cos(angle), math.sin(angle)
            place = (side_x * half_x + CORNER * across, side_y * half_y + CORNER * down)
            around += _straight(around, place) if step == 0 else []
            around.append((place, (across, down)))
    return around


def _straight(around: list[tuple[Point, Point]], end: Point) -> list[tuple[Point, Point]]:
    """Points between the last corner and this one, so that the wall can follow the print's colours."""
    if not around:
        return []
    (x, y), normal = around[-1]
    shares = [step / STRAIGHT_STEPS for step in range(1, STRAIGHT_STEPS)]
    return [((x + (end[0] - x) * share, y + (end[1] - y) * share), normal) for share in shares]


def _sides(size: tuple[int, int], pose: Pose, flat: Image.Image) -> Image.Image:
    """The wall between front and back: the print runs over the edge, lit by the direction it faces."""
    layer = Image.new("RGBA", (size[0] * SMOOTHING, size[1] * SMOOTHING))
    draw = ImageDraw.Draw(layer)
    averaged = flat.convert("RGB").resize((EDGE_SAMPLES[0], EDGE_SAMPLES[1] // 4), Image.Resampling.BOX)
    colours = averaged.resize(EDGE_SAMPLES, Image.Resampling.BICUBIC)
    around = _outline()
    for (start, normal), (end, _) in pairwise([*around, around[0]]):
        colour, facing = _edge_colour(colours, start), pose.facing(*normal)
        if facing[2] > GRAZING:
            continue
        for band in range(WALL_BANDS):
            near, far = band / WALL_BANDS, (band + 1) / WALL_BANDS
            wall = ((start, near), (end, near), (end, far), (start, far))
            corners = [_wall_point(pose, place, share) for place, share in wall]
            draw.polygon([(x * SMOOTHING, y * SMOOTHING) for x, y in corners], _wall_colour(colour, facing, near))
    return layer.reduce(SMOOTHING)


def _wall_point(pose: Pose, place: Point, share: float) -> Point:
    """A point of the wall, `share` of the way to the back, where it draws in; its start lies below the front."""
    tuck = 0.012 * share**3 if share else 0.004
    return pose.project(place[0] * (1 - 2 * tuck), place[1] * (1 - tuck), share * DEPTH)


def _edge_colour(colours: Image.Image, place: Point) -> Colour:
    columns, rows = EDGE_SAMPLES
    x = min(columns - 1, max(0, int((place[0] / WIDTH + 0.5) * columns)))
    y = min(rows - 1, max(0, int((place[1] + 0.5) * rows)))
    red, green, blue = colours.crop((x, y, x + 1, y + 1)).tobytes()
    return red, green, blue


def _wall_colour(colour: Colour, facing: tuple[float, float, float], share: float) -> tuple[int, int, int]:
    """Shade falls off towards the back, where a lamp behind the case draws a thin bright rim."""
    lamp = sum(a * b for a, b in zip(facing, LIGHT, strict=True))
    bright = 0.90 + 0.34 * lamp - 0.26 * math.sin(share * math.pi * 0.8)
    rim = 70 * max(0.0, facing[0]) * max(0.0, 1 - abs(share - 0.84) / 0.2)
    red, green, blue = (max(0, min(255, round(channel * bright + rim))) for channel in colour)
    return red, green, blue


def _front(size: tuple[int, int], pose: Pose, flat: Image.Image) -> Image.Image:
    """The front in perspective; colours and outline apart, since interpolating both at once fringes the edge."""
    colours = flat.convert("RGB")
    bled = colours.resize((flat.width + 2 * BLEED, flat.height + 2 * BLEED))
    bled.paste(colours, (BLEED, BLEED))
    outline = ImageOps.expand(flat.getchannel("A"), BLEED)
    coefficients = pose.unproject(bled.size, flat.height)
    front, alpha = (
        layer.transform(size, Image.Transform.PERSPECTIVE, coefficients, Image.Resampling.BICUBIC)
        for layer in (bled, outline)
    )
    front.putalpha(alpha)
    return front


def _shadow(size: tuple[int, int], pose: Pose) -> Image.Image:
    """A tight dark shadow where the case meets the ground and a wide faint one below it."""
    quarter = (size[0] // 4 + 1, size[1] // 4 + 1)
    alpha = Image.new("L", quarter)
    for depth, shift, blur, opacity in ((DEPTH * 1.0, 0.022, 0.016, 120), (DEPTH * 1.5, 0.042, 0.036, 90)):
        layer = Image.new("L", quarter)
        outline = [pose.project(x, y, depth) for (x, y), _ in _outline()]
        moved = [((x + shift * 0.45 * size[1]) / 4, (y + shift * 0.7 * size[1]) / 4) for x, y in outline]
        ImageDraw.Draw(layer).polygon(moved, fill=opacity)
        alpha = ImageChops.lighter(alpha, layer.filter(ImageFilter.GaussianBlur(blur * size[1] / 4)))
    shadow = Image.new("RGBA", size, (24, 14, 30, 0))
    shadow.putalpha(alpha.resize(size, Image.Resampling.BICUBIC))
    return shadow
