"""Many who wait for an event at a real backend: they hold none of its 32 threads, and hear of it all the same."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from hostkit.lab_token import find_token
from tests.e2e.conftest import Start
from tests.e2e.processes import PATIENCE, PROMISE, Running
from tests.e2e.wire import Wire, request

MANY = 100
LONGEST = 20
"""Seconds that each of them would wait."""
CREATE = request("POST", "/api/vending/create-session", json.dumps({"machine_id": "VM001"}).encode())
HEALTH = request("GET", "/health")


class Lab:
    """A running backend, and connections to it that end with the test."""

    def __init__(self, backend: Running, connections: ExitStack) -> None:
        self.backend = backend
        self._connections = connections
        self._address = backend.line().split()[1]
        self._token = f"Bearer {find_token(self._address)}"
        headers = {"Authorization": self._token}
        self.cursor = httpx.get(f"{self._address}/lab/events", headers=headers, trust_env=False).json()["next"]

    def call(self, message: bytes) -> tuple[int, Any]:
        with Wire(self._port) as wire:
            return wire.send(message).answer()

    def followers(self, count: int) -> list[Wire]:
        """They wait, or will as soon as the server has looked."""
        poll = request(
            "GET", f"/lab/events?after={self.cursor}&wait={LONGEST}", Host="localhost", Authorization=self._token
        )
        return [self._open(poll) for _ in range(count)]

    def waiting(self, count: int, **wanted: Any) -> list[Wire]:
        body = json.dumps({"timeout": LONGEST, **wanted}).encode()
        return [
            self._open(request("POST", "/lab/wait", body, Host="localhost", Authorization=self._token))
            for _ in range(count)
        ]

    def _open(self, message: bytes) -> Wire:
        return self._connections.enter_context(Wire(self._port)).send(message)

    @property
    def _port(self) -> int:
        return urlsplit(self._address).port or 0


@pytest.fixture
def lab(start: Start) -> Iterator[Lab]:
    with ExitStack() as connections:
        yield Lab(start("run_backend.py", "--host", "127.0.0.1", "--port", "0"), connections)


def test_others_are_answered_while_many_wait(lab: Lab) -> None:
    followers = lab.followers(MANY)
    assert lab.call(HEALTH)[0] == 200
    assert lab.call(CREATE)[0] == 200
    answers = [follower.answer() for follower in followers]
    assert [(status, [event["kind"] for event in body["events"]]) for status, body in answers] == [
        (200, ["session_created"])
    ] * MANY
    assert len({body["next"] for _, body in answers}) == 1


def test_who_waits_for_something_else_goes_on_waiting(lab: Lab) -> None:
    [other], [wanted] = lab.waiting(1, machine_id="VM002"), lab.waiting(1, kind="session_created")
    assert lab.call(HEALTH)[0] == 200  # both have been asked by now
    assert lab.call(CREATE)[0] == 200
    assert wanted.answer()[1]["event"]["machine_id"] == "VM001"
    assert lab.call(CREATE.replace(b"VM001", b"VM002"))[0] == 200
    assert other.answer()[1]["event"]["machine_id"] == "VM002"


def test_one_that_hangs_up_leaves_the_others_waiting(lab: Lab) -> None:
    *leaving, staying = lab.followers(MANY)
    assert lab.call(HEALTH)[0] == 200
    for follower in leaving:
        follower.socket.close()
    assert lab.call(CREATE)[0] == 200
    assert staying.answer()[0] == 200


@pytest.mark.parametrize("ends_by", ["terminate", "ctrl_c"])
def test_a_server_ends_at_once_though_calls_wait(lab: Lab, ends_by: str) -> None:
    wires = [*lab.followers(MANY), *lab.waiting(MANY, kind="refunded")]
    assert lab.call(HEALTH)[0] == 200
    lab.backend.ctrl_c() if ends_by == "ctrl_c" else lab.backend.process.terminate()
    assert lab.backend.ends(PROMISE) == 0
    answers = [wire.answer() for wire in wires]
    assert [(status, body["code"]) for status, body in answers] == [(503, "SERVER_ENDING")] * len(wires)


def test_a_killed_server_leaves_nobody_waiting(lab: Lab) -> None:
    followers = lab.followers(MANY)
    assert lab.call(HEALTH)[0] == 200
    lab.backend.process.kill()
    lab.backend.ends(PATIENCE)
    assert all(follower.is_over() for follower in followers)
