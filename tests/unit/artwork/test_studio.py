"""Drawing in a process of its own."""

import os
import signal
from collections.abc import Iterator

import pytest

from artwork.design import Design
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


def test_it_goes_on_after_its_process_was_killed(studio: Studio) -> None:
    first = studio.draw("ORDER_1", None, FACE, PPI)
    os.kill(studio.process_id or 0, signal.SIGKILL)
    assert studio.draw("ORDER_1", None, FACE, PPI) == first


def test_what_ends_its_process_twice_is_told(studio: Studio) -> None:
    with pytest.raises(DrawingFailed, match="ORDER_1"):
        studio.draw("ORDER_1", None, (-1.0, -1.0), PPI)


def test_a_studio_that_drew_nothing_has_no_process(studio: Studio) -> None:
    assert studio.process_id is None
