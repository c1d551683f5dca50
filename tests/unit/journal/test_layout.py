"""How the two parts of a call are found: in a full journal, nothing that is asked often may read all of it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from contract.messages.journal_query import FindCalls
from journal.filters import filter_of, of_request
from journal.layout import CREATE
from journal.reading import where_of


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in CREATE:
            connection.execute(statement)
        yield connection


def plan_of(connection: sqlite3.Connection, where: str, values: list[str]) -> list[str]:
    found = connection.execute(f"EXPLAIN QUERY PLAN SELECT * FROM call WHERE {where} ORDER BY id DESC", values)  # noqa: S608 (our own conditions)
    return [step for *_, step in found]


@pytest.mark.parametrize("name", ["session", "order", "machine", "transaction", "request_id", "fault", "after"])
def test_what_is_asked_often_goes_by_an_index(connection: sqlite3.Connection, name: str) -> None:
    steps = plan_of(connection, *where_of(filter_of(FindCalls.model_validate({name: "7"})).conditions))
    assert [step for step in steps if "SCAN" in step or "AUTOMATIC" in step] == []


def test_a_call_is_found_by_its_number_in_either_part(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO wire (key, request_id, real_time, tags, dropped) VALUES (1, 'req_w', 0, '', 0)")
    connection.execute(
        "INSERT INTO account (key, request_id, at, real_time, method, is_refused, actor, codes)"
        " VALUES (1, 'req_a', 0, 0, 'GET', 0, '', '')"
    )
    found = [where_of([of_request(name)]) for name in ("req_a", "req_w")]
    keys = [connection.execute(f"SELECT key FROM call WHERE {where}", values).fetchall() for where, values in found]  # noqa: S608 (likewise)
    assert keys == [[(1,)], []], "the number that the server has told its client counts"
