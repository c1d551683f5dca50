"""Searching, following, counting, tagging and removing calls of the journal."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from werkzeug.test import TestResponse

from backend.settings import Settings
from tests.api.api_driver import Api


def journal(api: Api, query: str = "") -> dict[str, Any]:
    return dict(api.lab(f"journal{query}").json or {})


def paths(api: Api, query: str = "") -> list[str]:
    return [call["path"].rsplit("/", 1)[-1] for call in journal(api, query)["calls"]]


def tagged(api: Api, query: str, tag: str) -> TestResponse:
    return api.lab(f"journal-tags{query}", method="POST", json={"tag": tag})


def removed(api: Api, query: str) -> TestResponse:
    return api.lab(f"journal{query}", method="DELETE")


def refused(answer: TestResponse) -> tuple[int, str]:
    return answer.status_code, answer.get_json(force=True)["code"]


@pytest.fixture
def visited(api: Api) -> Api:
    """create-session, health, an unknown path, another create-session."""
    api.session()
    api.client.get("/health")
    api.client.get("/api/nowhere")
    api.session(machine_id="VM002")
    return api


def test_following_from_a_call_on(visited: Api) -> None:
    answer = journal(visited, "?after=2")
    assert ([call["id"] for call in answer["calls"]], answer["next"]) == ([3, 4], "4")
    assert journal(visited, "?after=4") == {"calls": [], "next": "4"}
    visited.client.get("/health")
    assert [call["id"] for call in journal(visited, "?after=4")["calls"]] == [5]


def test_following_in_pages(visited: Api) -> None:
    answer = journal(visited, "?after=0&limit=3")
    assert ([call["id"] for call in answer["calls"]], answer["next"]) == ([1, 2, 3], "3")


def test_following_what_a_filter_finds(visited: Api) -> None:
    assert [call["id"] for call in journal(visited, "?after=1&machine=VM002")["calls"]] == [4]


def test_following_a_journal_that_began_anew(visited: Api) -> None:
    assert journal(visited, "?after=100000")["next"] == "4"


@pytest.mark.parametrize("cursor", ["x", "-1", "9223372036854775808"])
def test_a_malformed_cursor(api: Api, cursor: str) -> None:
    assert refused(api.lab(f"journal?after={cursor}")) == (400, "CURSOR_MALFORMED")


@pytest.mark.parametrize("path", ["journal", "journal.har"])
@pytest.mark.parametrize("limit", ["100000", "1001", "0", "-5", "1e3", "many"])
def test_too_many_rows(api: Api, path: str, limit: str) -> None:
    answer = api.lab(f"{path}?limit={limit}")
    assert refused(answer) == (400, "QUERY_MALFORMED")
    assert "from 1 to 1000" in answer.get_json(force=True)["detail"]


def test_an_answer_has_a_size_that_can_be_read(api: Api) -> None:
    for _ in range(600):
        api.client.post("/api/vending/create-session", data=b'"' + b"x" * 16_382 + b'"')
    first = api.lab("journal?limit=1000")
    rest = journal(api, f"?limit=1000&before={(first.json or {})['next']}")
    assert 4_000_000 < len(first.data) < 12_000_000
    assert len((first.json or {})["calls"]) + len(rest["calls"]) == 600


def test_counting(visited: Api) -> None:
    assert visited.lab("journal-count").json == {
        "count": 4,
        "by_status": {"200": 3, "404": 1},
        "by_route": {"POST /api/vending/create-session": 2, "GET /health": 1, "no such route": 1},
    }


def test_counting_what_a_filter_finds(visited: Api) -> None:
    assert (visited.lab("journal-count?machine=VM002").json or {})["count"] == 1
    assert visited.lab("journal-count?machine=VM009").json == {"count": 0, "by_status": {}, "by_route": {}}


def test_tagging(visited: Api) -> None:
    assert tagged(visited, "?route=/api/vending/create-session", "run-1").json == {"count": 2}
    assert tagged(visited, "?machine=VM002", "second").json == {"count": 1}
    assert paths(visited, "?tag=run-1") == ["create-session", "create-session"]
    assert journal(visited, "?tag=second")["calls"][0]["tags"] == ["run-1", "second"]
    assert journal(visited, "?tag=run")["calls"] == []


def test_a_tag_is_put_once(visited: Api) -> None:
    tagged(visited, "?machine=VM002", "run-1")
    assert tagged(visited, "?all=true", "run-1").json == {"count": 3}
    assert [call["tags"] for call in journal(visited)["calls"]] == [["run-1"]] * 4


@pytest.mark.parametrize("tag", ["", "two words", "a" * 51, "新", "a\n"])
def test_a_tag_that_can_not_be_used(visited: Api, tag: str) -> None:
    assert tagged(visited, "?all=true", tag).status_code == 422
    assert {str(call["tags"]) for call in journal(visited)["calls"]} == {"[]"}


@pytest.mark.parametrize("query", ["", "?tag=", "?all=false"])
def test_tagging_needs_a_condition(visited: Api, query: str) -> None:
    assert tagged(visited, query, "run-1").status_code == 400
    assert {str(call["tags"]) for call in journal(visited)["calls"]} == {"[]"}


def test_removing(visited: Api) -> None:
    assert removed(visited, "?machine=VM001").json == {"count": 1}
    assert paths(visited) == ["create-session", "nowhere", "health"]


def test_removing_by_tag(visited: Api) -> None:
    tagged(visited, "?status=4xx", "noise")
    assert removed(visited, "?tag=noise").json == {"count": 1}
    assert "nowhere" not in paths(visited)


def test_removing_all(visited: Api) -> None:
    assert removed(visited, "?all=true").json == {"count": 4}
    assert journal(visited)["calls"] == []
    visited.client.get("/health")
    assert [call["id"] for call in journal(visited)["calls"]] == [5]


def test_removing_without_a_word(visited: Api) -> None:
    assert refused(removed(visited, "")) == (400, "CONDITION_MISSING")
    assert refused(removed(visited, "?machine=")) == (400, "CONDITION_MISSING")
    assert len([call for call in journal(visited)["calls"] if call["status"] < 400]) == 3


@pytest.mark.parametrize("query", ["?all=yes", "?all=false", "?all=true&machine=VM001", "?status=4x"])
def test_a_removal_that_can_not_be_meant(visited: Api, query: str) -> None:
    assert refused(removed(visited, query)) == (400, "QUERY_MALFORMED")
    assert len(journal(visited, "?refused=false")["calls"]) == 3


@pytest.mark.parametrize("query", ["?since=yesterday"])
def test_a_count_that_can_not_be_meant(visited: Api, query: str) -> None:
    assert refused(visited.lab(f"journal-count{query}")) == (400, "QUERY_MALFORMED")


@pytest.mark.parametrize("query", ["?limit=1", "?sesion=x", "?machine=VM001&sesion=x"])
def test_a_removal_by_what_there_is_not(visited: Api, query: str) -> None:
    assert refused(removed(visited, query)) == (400, "QUERY_UNKNOWN")
    assert len(journal(visited, "?refused=false")["calls"]) == 3


@pytest.mark.parametrize("query", ["?limit=10", "?all=true"])
def test_a_count_by_what_there_is_not(visited: Api, query: str) -> None:
    assert refused(visited.lab(f"journal-count{query}")) == (400, "QUERY_UNKNOWN")


@pytest.fixture
def locked(visited: Api, settings: Settings) -> Iterator[None]:
    """Somebody else writes into the journal, and doesn't come to an end."""
    journal(visited)
    file = settings.database.with_name("backend.journal.sqlite")
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


@pytest.mark.usefixtures("locked")
def test_an_edit_of_a_busy_journal(visited: Api) -> None:
    answer = removed(visited, "?all=true")
    assert refused(answer) == (503, "DATABASE_BUSY")
    assert answer.headers["Retry-After"] == "1"
