"""Drawing in a process of its own."""

import os
import signal
from collections.abc import Iterator

import pytest

from artwork.design import Design
from artwork.studio import DrawingFailed, Studio

FACE = (20.0, 40.0)


@pytest.fixture
def studio() -> Iterator[Studio]:
    studio = Studio()
    yield studio
    studio.close()


def test_a_picture_comes_back_whole(studio: Studio) -> None:
    assert studio.draw("ORDER_1", Design(template="classic", text="你好"), FACE).startswith(b"\x89PNG")


def test_without_a_design_something_stands_for_it(studio: Studio) -> None:
    assert studio.draw("ORDER_1", None, FACE).startswith(b"\x89PNG")


def test_it_goes_on_after_its_process_was_killed(studio: Studio) -> None:
    first = studio.draw("ORDER_1", None, FACE)
    os.kill(studio.process_id or 0, signal.SIGKILL)
    assert studio.draw("ORDER_1", None, FACE) == first


def test_what_ends_its_process_twice_is_told(studio: Studio) -> None:
    with pytest.raises(DrawingFailed, match="ORDER_1"):
        studio.draw("ORDER_1", None, (-1.0, -1.0))


def test_a_studio_that_drew_nothing_has_no_process(studio: Studio) -> None:
    assert studio.process_id is None
