"""The description of a case, and the drawings of Pillow that follow it to two pixels."""

import math

import pytest
from PIL import Image

from artwork.case.front import draw_front
from artwork.case.photograph import GRAZING, photograph, pose_in
from artwork.case.preview import CASE_HEIGHT, MARGIN, render_preview
from artwork.case.shape import USUAL, RoundedRectangle, shape_for
from tests.case_outline import GREEN, inked, printed_in

SQUAT, USUAL_FACE, SLENDER = (72, 130), (69, 145), (66, 155)
FACES = [SQUAT, USUAL_FACE, SLENDER]
OFF = 2.0
"""Pixels that a drawing may be away from the description."""


def artwork(face: tuple[int, int]) -> Image.Image:
    return Image.new("RGB", face, GREEN)


def test_a_face_of_the_usual_proportions_is_the_usual_one() -> None:
    assert shape_for(690, 1450) == USUAL


@pytest.mark.parametrize("face", FACES)
def test_a_face_has_the_proportions_of_its_picture(face: tuple[int, int]) -> None:
    shape = shape_for(*face)
    assert shape.face.height / shape.face.width == pytest.approx(face[1] / face[0])
    assert shape.camera == USUAL.camera


@pytest.mark.parametrize(("size", "height"), [((1000, 1), 69 * 1.6), ((1, 1000), 69 * 2.4)])
def test_a_strange_picture_is_drawn_on_a_case_all_the_same(size: tuple[int, int], height: float) -> None:
    assert shape_for(*size).face.height == pytest.approx(height)
    assert photograph(Image.new("RGB", size), 120).height == 120


def test_lenses_lie_on_the_glass() -> None:
    glass = USUAL.camera.grown(-USUAL.gap)
    for disc in (*USUAL.lenses, USUAL.flash, USUAL.scanner):
        assert glass.left < disc.x - disc.radius < disc.x + disc.radius < glass.left + glass.width
        assert glass.top < disc.y - disc.radius < disc.y + disc.radius < glass.top + glass.height


def test_points_around_lie_on_the_edge_and_look_outwards() -> None:
    rectangle = RoundedRectangle(10, 20, 30, 40, radius=5)
    for (x, y), (across, down) in rectangle.around():
        into_corner = max(0.0, abs(x - 25) - 10), max(0.0, abs(y - 40) - 15)
        assert math.hypot(*into_corner) == pytest.approx(5)
        assert math.hypot(across, down) == pytest.approx(1)
        assert across * (x - 25) + down * (y - 40) > 0


@pytest.mark.parametrize("face", FACES)
def test_the_front_follows_the_description(face: tuple[int, int]) -> None:
    shape, scale = shape_for(*face), 6.0
    front = draw_front(shape, artwork(face), scale)
    framed = Image.new("RGB", (front.width + 20, front.height + 20))
    framed.paste(front, (10, 10), front)
    shows = printed_in(framed)
    on_front = [
        inked(edge, OFF / scale, lambda place: shows((place[0] * scale + 10, place[1] * scale + 10)))
        for edge in (shape.face, shape.camera)
    ]
    assert on_front == [(1, 0), (0, 1)]


@pytest.mark.parametrize("face", FACES)
def test_the_preview_follows_the_description(face: tuple[int, int]) -> None:
    shape = shape_for(*face)
    scale, shows = CASE_HEIGHT / shape.face.height, printed_in(render_preview(artwork(face)))
    on_preview = [
        inked(edge, OFF / scale, lambda place: shows((place[0] * scale + MARGIN, place[1] * scale + MARGIN)))
        for edge in (shape.face, shape.camera)
    ]
    assert on_preview == [(1, 0), (0, 1)]


@pytest.mark.parametrize("face", FACES)
def test_the_photograph_s_opening_follows_the_description(face: tuple[int, int]) -> None:
    shape, picture = shape_for(*face), photograph(artwork(face), 1040)
    pose, shows = pose_in(picture.size, shape), printed_in(picture)
    assert inked(shape.camera, OFF / pose.scale, lambda place: shows(pose.project(*place))) == (0, 1)


@pytest.mark.parametrize("face", FACES)
def test_the_photograph_s_outline_follows_the_description_where_no_wall_is_seen(face: tuple[int, int]) -> None:
    shape, picture = shape_for(*face), photograph(artwork(face), 1040)
    pose, shows = pose_in(picture.size, shape), printed_in(picture)
    by = OFF / pose.scale
    far_side = [point for point in shape.face.around() if pose.facing(*point[1])[2] > 2 * GRAZING]
    assert len(far_side) > 30
    for (x, y), (across, down) in far_side:
        assert shows(pose.project(x - by * across, y - by * down))
        assert not shows(pose.project(x + by * across, y + by * down))
