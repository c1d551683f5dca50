"""The two parts of a call in the journal of the real program: the gate has seen it, the backend gives its account."""

import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from hostkit.lab_token import find_token
from tests.e2e.conftest import Start
from tests.e2e.processes import PATIENCE, Running
from tests.e2e.test_backend_program import address_of
from tests.e2e.test_wire_faults import is_silent
from tests.e2e.wire import Wire, request

CREATE = "/api/vending/create-session"
CALL = request("POST", CREATE, body=b'{"machine_id": 7, "token": "hidden"}')


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "lab.db"


@pytest.fixture
def backend(start: Start, database: Path) -> Running:
    return start("run_backend.py", "--port", "0", "--database", database)


def rows(database: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(database.with_name("lab.journal.sqlite"))) as journal:
        return journal.execute(sql).fetchall()


def recorded(port: int, query: str = "") -> list[dict[str, Any]]:
    authorization = f"Bearer {find_token(f'http://127.0.0.1:{port}')}"
    with Wire(port) as wire:
        status, answer = wire.send(
            request("GET", f"/lab/journal{query}", Host="127.0.0.1", Authorization=authorization)
        ).answer()
    assert status == 200, answer
    return list(answer["calls"])


def port_of(backend: Running) -> int:
    return urlsplit(address_of(backend)).port or 0


def worker_of(backend: Running) -> int:
    (worker,) = backend.family() - {backend.process.pid}
    return worker


def test_a_call_is_what_the_gate_saw_and_what_the_backend_tells(backend: Running, database: Path) -> None:
    port = port_of(backend)
    with Wire(port) as wire:
        status, answer = wire.send(CALL).answer()
    [call] = recorded(port, "?method=POST")
    assert (status, call["status"], call["path"]) == (422, 422, CREATE)
    assert call["request_id"] == answer["debug_info"]["request_id"]
    assert (call["route"], call["is_refused"]) == (CREATE, True)
    assert call["request"]["body"] == '{"machine_id": 7, "token": "***"}'
    assert call["explanation"]["code"] == call["codes"][0] == "FIELD_TYPE"
    parts = "SELECT count(*), count(wire.key), count(account.key) FROM wire LEFT JOIN account USING (key)"
    assert rows(database, f"{parts} WHERE wire.method = 'POST'") == [(1, 1, 1)]


def test_a_follower_sees_each_call_once_and_whole(backend: Running) -> None:
    """By its ids, while others call: a wire part whose account is still to come must not be passed by."""
    port, seen = port_of(backend), list[dict[str, Any]]()
    after = recorded(port)[0]["id"]
    with Wire(port) as wire:
        for _ in range(20):
            wire.send(request("GET", "/health")).answer()
            wire.send(request("GET", "/health"))
            found = recorded(port, f"?after={after}&route=/health")
            after = max([after, *(call["id"] for call in found)])
            seen += found
            wire.answer()
        seen += recorded(port, f"?after={after}&route=/health")
    assert len({call["id"] for call in seen}) == len(seen) == 40


def test_a_killed_worker_leaves_what_the_gate_saw(backend: Running, database: Path) -> None:
    with Wire(port_of(backend)) as wire:
        wire.send(request("GET", "/health")).answer()
        worker = worker_of(backend)
        os.kill(worker, signal.SIGSTOP)
        assert is_silent(wire.send(CALL))
        os.kill(worker, signal.SIGKILL)
        assert wire.is_over()
    assert backend.ends(PATIENCE) == 1
    seen = (
        "SELECT path, wire.status, sent, account.key FROM wire LEFT JOIN account USING (key) WHERE wire.method = 'POST'"
    )
    assert rows(database, seen) == [(CREATE, None, "nothing", None)]


def test_the_heads_of_both_sides_and_the_connection(backend: Running) -> None:
    port = port_of(backend)
    with Wire(port) as wire:
        wire.send(request("GET", "/health", User_Agent="okhttp/4.9.3", Authorization="Bearer Xq7-hidden")).answer()
        wire.send(CALL).answer()
    [first], [second] = recorded(port, "?q=okhttp"), recorded(port, "?route=create_session")
    assert first["connection"]["id"] == second["connection"]["id"]
    assert [call["connection"]["call"] for call in (first, second)] == [1, 2]
    assert [first[part]["version"] for part in ("request", "answer")] == ["HTTP/1.1", "HTTP/1.1"]
    asked = {line["name"]: line["value"] for line in first["request"]["headers"]}
    assert (asked["User-Agent"], asked["Authorization"]) == ("okhttp/4.9.3", "Bearer ***")
    told = {line["name"].lower(): line["value"] for line in second["answer"]["headers"]}
    assert (told["content-type"], "lab-hint" in told, "lab-wire" in told) == ("application/json", True, False)
    assert (first["target"], second["announced"], second["received"]) == ("/health", 36, 36)
    assert (first["sent"], first["raw"], "lab-gate" in str(first).lower()) == ("whole", None, False)


def test_a_reply_that_got_lost_is_found(backend: Running) -> None:
    port = port_of(backend)
    with Wire(port) as wire:
        fault = b'{"match": {"route": "health"}, "effect": "reply_lost_after_commit"}'
        headers = {"Host": "127.0.0.1", "Authorization": f"Bearer {find_token(f'http://127.0.0.1:{port}')}"}
        assert wire.send(request("PUT", "/lab/faults/lost", body=fault, **headers)).answer()[0] == 200
        assert wire.send(request("GET", "/health")).is_over()
    [call] = recorded(port, "?sent=nothing")
    assert (call["path"], call["status"], call["hit"]["fault"]) == ("/health", 200, "lost")
