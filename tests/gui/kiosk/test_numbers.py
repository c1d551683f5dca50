"""The strip's numbers come and go one by one, so that the screen can move them."""

import pytest

from kiosk_app.viewmodels.numbers import NumberList, strip
from tests.gui.kiosk.items import numbers


class Watched:
    """A list with the changes that it told."""

    def __init__(self, *shown: str) -> None:
        self.list = NumberList()
        self.list.show(shown)
        self.told: list[tuple[str, int]] = []
        self.list.rowsInserted.connect(lambda _parent, row, _last: self.told.append(("in", row)))
        self.list.rowsRemoved.connect(lambda _parent, row, _last: self.told.append(("out", row)))


def test_a_new_number_comes_alone() -> None:
    watched = Watched("Q1", "Q2")
    watched.list.show(["Q1", "Q2", "Q3"])
    assert watched.told == [("in", 2)]


def test_a_finished_number_goes_alone() -> None:
    watched = Watched("Q1", "Q2", "Q3")
    watched.list.show(["Q1", "Q3"])
    assert watched.told == [("out", 1)]


def test_the_same_numbers_move_nothing() -> None:
    watched = Watched("Q1", "Q2")
    watched.list.show(["Q1", "Q2"])
    assert watched.told == []


@pytest.mark.parametrize("after", [[], ["Q2", "Q1"], ["Q9", "Q1"], ["Q1", "Q5", "Q2"], ["Q3", "Q4", "Q5", "Q6"]])
def test_what_is_shown_is_what_was_given(after: list[str]) -> None:
    watched = Watched("Q1", "Q2")
    watched.list.show(after)
    assert numbers(watched.list) == strip(after)
    assert watched.list.property("count") == len(strip(after))


@pytest.mark.parametrize(
    ("given", "places"),
    [(0, []), (3, ["1", "2", "3"]), (4, ["+2", "3", "4"]), (9, ["+7", "8", "9"])],
)
def test_the_strip_keeps_the_newest_numbers(given: int, places: list[str]) -> None:
    assert strip([str(number + 1) for number in range(given)]) == places
