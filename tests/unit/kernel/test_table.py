"""A table says what follows, what is possible, what is final, and refuses the rest with its reasons."""

from enum import IntEnum, StrEnum

import pytest

from kernel.table import IllegalMove, Table


class Door(IntEnum):
    OPEN = 1
    SHUT = 2
    WALLED_UP = 3


class Hand(StrEnum):
    PUSH = "push"
    PULL = "pull"
    WALL_UP = "wall_up"


DOOR = Table(
    "door",
    [Door.SHUT],
    {
        (Door.SHUT, Hand.PULL): Door.OPEN,
        (Door.SHUT, Hand.WALL_UP): Door.WALLED_UP,
        (Door.OPEN, Hand.PUSH): Door.SHUT,
        (Door.WALLED_UP, Hand.PUSH): Door.WALLED_UP,
    },
)


def test_what_follows() -> None:
    assert DOOR.after(Door.SHUT, Hand.PULL) is Door.OPEN


def test_what_the_table_lacks_is_refused_with_what_is_possible() -> None:
    expected = r"^door: push is not possible while shut; possible: pull, wall_up$"
    with pytest.raises(IllegalMove, match=expected) as refused:
        DOOR.after(Door.SHUT, Hand.PUSH)
    assert (refused.value.subject, refused.value.state, refused.value.event) == ("door", Door.SHUT, Hand.PUSH)
    assert refused.value.legal == (Hand.PULL, Hand.WALL_UP)


def test_where_nothing_is_possible_the_refusal_says_so() -> None:
    stuck = Table("door", [Door.WALLED_UP], {(Door.SHUT, Hand.PULL): Door.OPEN})
    with pytest.raises(IllegalMove, match=r"^door: pull is not possible while walled_up; possible: nothing$"):
        stuck.after(Door.WALLED_UP, Hand.PULL)


def test_what_can_happen() -> None:
    assert DOOR.can(Door.OPEN, Hand.PUSH)
    assert not DOOR.can(Door.OPEN, Hand.PULL)


def test_legal_events_come_in_the_order_of_the_table() -> None:
    assert DOOR.legal(Door.SHUT) == (Hand.PULL, Hand.WALL_UP)


def test_final_is_what_no_event_leaves() -> None:
    assert [state for state in DOOR.states if DOOR.is_final(state)] == [Door.WALLED_UP]


def test_states_and_events_are_whole_vocabularies() -> None:
    assert (DOOR.states, DOOR.events) == (tuple(Door), tuple(Hand))


def test_moves_come_in_the_order_of_the_table() -> None:
    assert [event for _, event, _ in DOOR] == [Hand.PULL, Hand.WALL_UP, Hand.PUSH, Hand.PUSH]
