"""The order of a time line, also where all moments are the same."""

from datetime import UTC, datetime, timedelta
from typing import Any

from backend.timeline.order import Noted, folded, in_order
from contract.messages.timeline import Entry, EntryKind

MOMENT = datetime(2025, 8, 4, 14, 30, 22, tzinfo=UTC)


def noted(number: int, kind: EntryKind, title: str, after: float = 0, **more: Any) -> Noted:
    return Noted(number, Entry(at=MOMENT + timedelta(seconds=after), kind=kind, title=title, **more))


def call(number: int, title: str, after: float = 0, **more: Any) -> Noted:
    return noted(number, EntryKind.CALL, title, after, request_id=f"req_{number}", **more)


def event(number: int, title: str, after: float = 0, cause: str | None = None) -> Noted:
    return noted(number, EntryKind.EVENT, title, after, request_id=cause)


def titles(entries: list[Entry]) -> list[str]:
    return [entry.title for entry in entries]


def test_what_a_call_did_follows_it_while_time_stands_still() -> None:
    mixed = [
        event(2, "changed", cause="req_2"),
        event(1, "created", cause="req_1"),
        call(2, "POST b"),
        call(1, "POST a"),
    ]
    assert titles(in_order(mixed)) == ["POST a", "created", "POST b", "changed"]


def test_what_a_call_did_comes_before_its_answer() -> None:
    entries = in_order([call(1, "POST a", after=0.005), event(1, "created", after=0.001, cause="req_1")])
    assert titles(entries) == ["POST a", "created"]
    assert [entry.at for entry in entries] == [MOMENT + timedelta(seconds=0.001)] * 2


def test_what_time_did_comes_last_at_its_moment() -> None:
    assert titles(in_order([event(1, "expired"), call(1, "GET a"), call(2, "GET b", after=1)])) == [
        "GET a",
        "expired",
        "GET b",
    ]


def test_a_break_follows_the_call_that_led_to_it() -> None:
    found = noted(1, EntryKind.BREAK, "double_charge", request_id="req_1")
    assert titles(in_order([found, call(2, "GET b"), call(1, "POST a")])) == ["POST a", "double_charge", "GET b"]


def test_polls_are_one_entry_until_something_happens() -> None:
    polls = [call(number, "GET status", after=number, status=200) for number in range(1, 6)]
    entries = folded(in_order([*polls, event(1, "changed", after=3.5)]))
    assert titles(entries) == ["GET status", "changed", "GET status"]
    assert [entry.data.get("times") for entry in entries] == [3, None, 2]
    assert entries[0].data["last_at"] == "2025-08-04T14:30:25.000Z"


def test_polls_of_two_clients_are_told_apart() -> None:
    polls = [call(number, "GET status", after=number, actor=("kiosk", "shopper")[number % 2]) for number in range(4)]
    assert [(one.actor, one.data["times"]) for one in folded(in_order(polls))] == [("kiosk", 2), ("shopper", 2)]


def test_other_answers_and_faults_are_entries_of_their_own() -> None:
    calls = [
        call(1, "GET status", status=200),
        call(2, "GET status", status=404),
        call(3, "GET status", status=200, fault="late"),
        call(4, "POST status", status=200),
        call(5, "POST status", status=200),
    ]
    assert len(folded(in_order(calls))) == 5
