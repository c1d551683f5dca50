"""The front of a case straight on: the print over its rounded edge, and the opening with the phone's cameras."""

from PIL import Image, ImageChops, ImageFilter, ImageOps

from artwork.case.camera import camera_plate
from artwork.case.masks import between, diagonal, filled, vertical
from artwork.case.shape import CaseShape

WHITE = (255, 255, 255)
BLANK_TOP, BLANK_FOOT = (240, 237, 232), (212, 207, 201)


def draw_front(shape: CaseShape, artwork: Image.Image | None, scale: float) -> Image.Image:
    """The face, `scale` pixels a millimetre, transparent beyond its corners; RGBA. Without artwork it is blank."""
    size = (round(shape.face.width * scale), round(shape.face.height * scale))
    mask = filled(shape.face, scale, size)
    front = _print(artwork, size)
    _round_the_edge(front, mask, shape.edge * scale)
    _cut_camera(front, shape, scale)
    front.putalpha(mask)
    return front


def _print(artwork: Image.Image | None, size: tuple[int, int]) -> Image.Image:
    if artwork is None:
        return vertical(size, BLANK_TOP, BLANK_FOOT)
    return ImageOps.fit(artwork.convert("RGB"), size, Image.Resampling.LANCZOS)


def _round_the_edge(front: Image.Image, mask: Image.Image, edge: float) -> None:
    """Light on the edges that face the lamp and shade on the others, as on a moulded lip."""
    soft = ImageOps.expand(mask, 4).filter(ImageFilter.GaussianBlur(edge * 0.55))
    reach = max(1, round(edge * 0.6))
    towards = ImageChops.offset(soft, reach, reach).crop((4, 4, 4 + front.width, 4 + front.height))
    away = ImageChops.offset(soft, -reach, -reach).crop((4, 4, 4 + front.width, 4 + front.height))
    lit = ImageChops.subtract(away, towards)
    shaded = ImageChops.subtract(towards, away)
    front.paste(WHITE, (0, 0), lit.point([min(150, level * 3 // 4) for level in range(256)]))
    front.paste((12, 8, 20), (0, 0), shaded.point([min(120, level * 3 // 5) for level in range(256)]))


def _cut_camera(front: Image.Image, shape: CaseShape, scale: float) -> None:
    """The lip of the case, the dark gap behind it, the phone's glass plate."""
    rim, lip = shape.camera.grown(shape.lip), round(shape.lip * scale)
    place = (round(rim.left * scale), round(rim.top * scale))
    size = (round(rim.width * scale), round(rim.height * scale))
    outer, hole = (filled(area, scale, size, (rim.left, rim.top)) for area in (rim, shape.camera))
    lip_mask, slope = ImageChops.subtract(outer, hole), diagonal(size)
    front.paste((8, 6, 14), place, ImageChops.multiply(lip_mask, ImageChops.invert(slope).point(between(0, 0.5))))
    front.paste(WHITE, place, ImageChops.multiply(lip_mask, slope.point(between(0, 0.5))))
    front.paste((14, 14, 18), place, hole)
    plate = camera_plate(shape, scale)
    inset = (size[0] - plate.width) // 2, (size[1] - plate.height) // 2
    front.paste(plate, (place[0] + inset[0], place[1] + inset[1]), plate)
    fallen = ImageChops.subtract(hole, ImageChops.offset(hole, lip, lip * 3 // 2)).filter(ImageFilter.BoxBlur(lip // 2))
    front.paste((0, 0, 0), place, ImageChops.multiply(fallen, hole.point(between(0, 0.6))))
