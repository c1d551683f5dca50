"""The journal's thread: what finds no room, what is too old, and a file that can't be written."""

import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from contract.finding import Finding
from contract.hints import Code
from contract.messages.explanation import Explanation
from contract.messages.journal import RecordedCall
from contract.messages.journal_query import FindCalls
from journal.account import Accounts
from journal.call import Call
from journal.counting import count_calls
from journal.filters import filter_of
from journal.journal import Journal
from journal.keys import new_key
from journal.limits import Limits
from journal.reading import read_calls

NOW = datetime(2025, 8, 4, 14, 30, 22, tzinfo=UTC)
CALL = Call(
    key=1,
    is_on_wire=False,
    request_id="req_1",
    at=NOW,
    real_time=NOW,
    duration=0.002,
    method="GET",
    path="/health",
    query="",
    route="/health",
    base_url="http://127.0.0.1",
    status=200,
    client_ip="127.0.0.1",
    user_agent="test",
    program=None,
    content_type="",
    request_body=b"",
    answer_type="application/json",
    answer_body=b"{}",
    findings=(),
)


def recorded(**changed: Any) -> Call:
    """Another call."""
    return CALL._replace(key=new_key(), **changed)


def _fail_to_explain(call: Call) -> Explanation | None:
    raise OSError(call.path)


@pytest.fixture
def journal_of(tmp_path: Path) -> Iterator[Callable[[Limits], Journal[Call]]]:
    """Make a journal that the test starts; it ends with the test."""
    made: list[Journal[Call]] = []

    def make(limits: Limits) -> Journal[Call]:
        made.append(Journal(tmp_path / "journal.sqlite", Accounts(_fail_to_explain).rows_of, lambda: NOW, limits))
        return made[-1]

    yield make
    for journal in made:
        journal.stop()


def _calls(journal: Journal[Call]) -> list[RecordedCall]:
    return read_calls(journal, filter_of(FindCalls())).calls


def test_what_finds_no_room_is_counted(journal_of: Callable[[Limits], Journal[Call]]) -> None:
    journal = journal_of(Limits(waiting_calls=3))
    for _ in range(5):
        journal.record(recorded())
    journal.start()
    assert [(call.method, call.dropped) for call in _calls(journal)] == [(None, 2), *[("GET", 0)] * 3]


def test_large_bodies_take_more_room(journal_of: Callable[[Limits], Journal[Call]]) -> None:
    journal = journal_of(Limits(waiting_bytes=25))
    for _ in range(3):
        journal.record(recorded(request_body=b"0123456789"))
    journal.start()
    assert [call.dropped for call in _calls(journal)] == [1, 0, 0]


def test_the_newest_calls_are_kept(journal_of: Callable[[Limits], Journal[Call]]) -> None:
    journal = journal_of(Limits(kept_calls=2))
    for status in (200, 201, 202):
        journal.record(recorded(status=status))
    journal.start()
    assert [call.status for call in _calls(journal)] == [202, 201]


def test_old_calls_are_forgotten(journal_of: Callable[[Limits], Journal[Call]]) -> None:
    journal = journal_of(Limits(kept_for=timedelta(days=7)))
    for days in (8, 7, 6):
        journal.record(recorded(status=200 + days, real_time=NOW - timedelta(days=days)))
    journal.start()
    assert [call.status for call in _calls(journal)] == [206, 207]


def test_stopping_writes_what_waits(journal_of: Callable[[Limits], Journal[Call]]) -> None:
    first, second = journal_of(Limits()), journal_of(Limits())
    first.start()
    first.record(recorded())
    first.stop()
    second.start()
    assert len(_calls(second)) == 1


def test_a_file_that_can_not_be_written(
    journal_of: Callable[[Limits], Journal[Call]], tmp_path: Path, expected_logs: list[str]
) -> None:
    expected_logs.append("can't be written, and calls are only counted")
    (tmp_path / "journal.sqlite").mkdir()
    journal = journal_of(Limits())
    journal.start()
    journal.record(recorded())
    assert journal.flush()
    (tmp_path / "journal.sqlite").rmdir()
    journal.record(recorded())
    assert [(call.method, call.dropped) for call in _calls(journal)] == [(None, 1), ("GET", 0)]


def test_a_call_that_can_not_be_worked_out_takes_no_other_with_it(
    journal_of: Callable[[Limits], Journal[Call]], expected_logs: list[str]
) -> None:
    expected_logs.append("GET /health could not be worked out")
    journal = journal_of(Limits())
    journal.start()
    journal.record(recorded(at="not a time"))  # a defect of ours, rehearsed
    journal.record(recorded())
    assert len(_calls(journal)) == 1


def test_a_call_that_can_not_be_explained_is_kept(
    journal_of: Callable[[Limits], Journal[Call]], expected_logs: list[str]
) -> None:
    expected_logs.append("GET /health could not be explained")
    journal = journal_of(Limits())
    journal.start()
    journal.record(recorded(status=404, findings=(Finding(Code.ROUTE_UNKNOWN),)))
    [call] = _calls(journal)
    assert (call.codes, call.explanation) == (["ROUTE_UNKNOWN"], None)


def test_an_observer_gets_what_was_written(journal_of: Callable[[Limits], Journal[Call]]) -> None:
    journal = journal_of(Limits())
    seen: list[Call] = []
    journal.tell(seen.extend)
    journal.record(CALL)
    journal.start()
    journal.flush()
    assert seen == [CALL]


def test_an_observer_that_fails_harms_nothing(
    journal_of: Callable[[Limits], Journal[Call]], expected_logs: list[str]
) -> None:
    journal = journal_of(Limits())

    def fail(calls: Sequence[Call]) -> None:
        raise OSError(len(calls))

    journal.tell(fail)
    journal.start()
    journal.record(recorded())
    assert len(_calls(journal)) == 1
    expected_logs.append("the observer of")


def test_an_observer_is_asked_though_nobody_calls(journal_of: Callable[[Limits], Journal[Call]]) -> None:
    journal = journal_of(Limits())
    asked = threading.Event()
    journal.tell(lambda calls: None if calls else asked.set())
    journal.start()
    assert asked.wait(timeout=10)


def test_what_is_no_request_is_counted_apart(journal_of: Callable[[Limits], Journal[Call]]) -> None:
    journal = journal_of(Limits())
    for method, path, route in (("", "", None), ("GET", "/helth", None), ("GET", "/health", "/health")):
        journal.record(recorded(method=method, path=path, route=route))
    journal.start()
    assert count_calls(journal, ()).by_route == {"no request": 1, "no such route": 1, "GET /health": 1}


def test_who_asks_is_told_on_the_writers_thread_when_it_is_written(
    journal_of: Callable[[Limits], Journal[Call]],
) -> None:
    journal = journal_of(Limits())
    told, seen = threading.Event(), list[tuple[str, bool]]()

    def look() -> None:
        seen.append((threading.current_thread().name, journal.path.exists()))
        told.set()

    journal.record(recorded())
    journal.after_writing(look)
    assert not told.is_set()
    journal.start()
    assert told.wait(timeout=10)
    assert seen == [("journal", True)]
