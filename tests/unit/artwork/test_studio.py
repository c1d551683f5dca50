"""Drawing in a process of its own."""

import io
import os
import signal
from collections.abc import Iterator

import pytest
from PIL import Image

from artwork.design import Design
from artwork.pictures import NotAPicture
from artwork.render import face_pixels
from artwork.studio import DrawingFailed, Studio

FACE = (20.0, 40.0)
PPI = 100


@pytest.fixture
def studio() -> Iterator[Studio]:
    studio = Studio(patience=True)
    yield studio
    studio.close()


def test_a_picture_comes_back_whole(studio: Studio) -> None:
    assert studio.draw("ORDER_1", Design(template="classic", text="你好"), FACE, PPI).startswith(b"\x89PNG")


def test_without_a_design_something_stands_for_it(studio: Studio) -> None:
    assert studio.draw("ORDER_1", None, FACE, PPI).startswith(b"\x89PNG")


def test_a_picture_goes_there_and_its_preview_comes_back(studio: Studio) -> None:
    for _ in range(2):
        assert studio.preview("ORDER_1", studio.draw("ORDER_1", None, FACE, PPI)).startswith(b"\xff\xd8")


def test_what_is_no_picture_has_no_preview(studio: Studio) -> None:
    with pytest.raises(DrawingFailed, match="ORDER_1"):
        studio.preview("ORDER_1", b"no picture")


def test_somebody_s_picture_is_fitted_to_the_face(studio: Studio) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (300, 300), (255, 0, 0)).save(picture, "JPEG")
    with Image.open(io.BytesIO(studio.fit("ORDER_1", picture.getvalue(), FACE, PPI))) as fitted:
        assert (fitted.format, fitted.size) == ("PNG", face_pixels(FACE, PPI))


def test_it_goes_on_after_what_is_no_picture(studio: Studio) -> None:
    studio.draw("ORDER_1", None, FACE, PPI)
    first = studio.process_id
    with pytest.raises(NotAPicture, match="no whole PNG"):
        studio.fit("ORDER_1", b"<html>\nPlease log in\n</html>", FACE, PPI)
    assert studio.draw("ORDER_1", None, FACE, PPI).startswith(b"\x89PNG")
    assert studio.process_id == first


def test_it_goes_on_after_its_its_process_was_killed(studio: Studio) -> None:
    first = studio.draw("ORDER_1", None, FACE, PPI)
    os.kill(studio.process_id or 0, signal.SIGKILL)
    assert studio.draw("ORDER_1", None, FACE, PPI) == first


def test_what_ends_its_process_twice_is_told(studio: Studio) -> None:
    with pytest.raises(DrawingFailed, match="ORDER_1"):
        studio.draw("ORDER_1", None, (-1.0, -1.0), PPI)


def test_a_studio_that_drew_nothing_has_no_process(studio: Studio) -> None:
    assert studio.process_id is None
