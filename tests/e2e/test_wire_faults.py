"""Faults of the real backend as clients meet them: on a raw socket, with curl and with httpx."""

import json
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from tests.e2e.processes import Running
from tests.e2e.wire import PATIENCE, Wire, request

CREATE = "/api/vending/create-session"
BODY = b'{"machine_id": "VM001"}'
CALL = request("POST", CREATE, body=BODY)
A_MOMENT = 0.2
"""Seconds in which nothing may happen."""


@dataclass(frozen=True)
class Lab:
    """One backend, and its lab's API."""

    port: int
    lab: httpx.Client

    def fault(self, effect: Any, **when: Any) -> None:
        """The one fault from now on, for calls of create-session."""
        self.lab.delete("/lab/faults").raise_for_status()
        document = {"match": {"route": "create_session"}, "effect": effect, "when": when}
        self.lab.put("/lab/faults/mall", json=document).raise_for_status()

    def sessions(self) -> int:
        return int(self.lab.get("/health").json()["metrics"]["active_sessions"])

    def calls(self, count: int) -> list[dict[str, Any]]:
        """The last calls of create-session in the journal, the earliest first."""
        recorded = self.lab.get("/lab/journal").json()["calls"]
        return [call for call in recorded if call["path"] == CREATE][:count][::-1]

    def made(self, send: Callable[[], object]) -> int:
        """How many sessions there are more after it."""
        before = self.sessions()
        send()
        return self.sessions() - before


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    folder: Path = tmp_path_factory.mktemp("faults")
    words = ("run_backend.py", "--control", "--port", "0", "--rate-limit", "off")
    with ExitStack() as ours:
        backend = ours.enter_context(Running(*words, environment={"PIMPMYCASE_LAB_STATE": str(folder)}))
        address = json.loads(backend.line())["address"]
        port = urlsplit(address).port or 0
        token = (folder / f"lab-token-{port}").read_text().strip()
        headers = {"Authorization": f"Bearer {token}"}
        client = ours.enter_context(httpx.Client(base_url=address, headers=headers, trust_env=False))
        client.get("/health")  # connects before the first test counts its sockets
        yield Lab(port, client)


@pytest.fixture
def wire(lab: Lab) -> Iterator[Wire]:
    with Wire(lab.port) as connection:
        yield connection


def rest(wire: Wire) -> bytes:
    return b"".join(iter(lambda: wire.socket.recv(65536), b""))


def is_silent(wire: Wire) -> bool:
    """Whether neither a byte nor the end comes for a moment."""
    wire.socket.settimeout(A_MOMENT)
    try:
        wire.socket.recv(1)
    except TimeoutError:
        return True
    else:
        return False
    finally:
        wire.socket.settimeout(PATIENCE)


@pytest.mark.parametrize(("effect", "made"), [("reply_lost_before_commit", 0), ("reply_lost_after_commit", 1)])
def test_lost_is_no_byte_and_the_work_is_done_or_not(lab: Lab, wire: Wire, effect: str, made: int) -> None:
    lab.fault(effect)
    assert lab.made(lambda: rest(wire.send(CALL))) == made


def test_a_lost_reply_is_no_byte(lab: Lab, wire: Wire) -> None:
    lab.fault("reply_lost_after_commit", times=1)
    assert rest(wire.send(CALL)) == b""


def test_held_is_no_byte_until_the_client_gives_up(lab: Lab, wire: Wire) -> None:
    lab.fault("no_answer")
    assert lab.made(lambda: is_silent(wire.send(CALL))) == 0
    assert is_silent(wire)
    wire.socket.shutdown(socket.SHUT_WR)
    assert rest(wire) == b""


def test_truncated_is_the_head_and_part_of_the_body(lab: Lab, wire: Wire) -> None:
    lab.fault({"kind": "truncated_body", "bytes": 10})
    before = lab.sessions()
    head, _, body = rest(wire.send(CALL)).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert body == b'{"success"'
    assert lab.sessions() == before + 1


def test_late_is_done_at_once(lab: Lab, wire: Wire) -> None:
    lab.fault({"kind": "late_answer", "seconds": 0.8})
    assert lab.made(lambda: is_silent(wire.send(CALL))) == 1
    assert wire.answer()[0] == 200


def test_delayed_is_done_later_and_recorded_once(lab: Lab, wire: Wire) -> None:
    lab.fault({"kind": "delay", "seconds": 0.8})
    assert lab.made(lambda: is_silent(wire.send(CALL))) == 0
    assert lab.made(wire.answer) == 1
    assert [call["hit"]["fault"] for call in lab.calls(1)] == ["mall"]


def sent_of_next(lab: Lab, send: Callable[[], object]) -> str:
    """How much of its answer the next call of create-session got, once that is known."""
    last = lab.lab.get("/lab/journal").json()["calls"][0]["id"]
    send()
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        calls = lab.lab.get("/lab/journal", params={"after": last}).json()["calls"]
        if found := [call["sent"] for call in calls if call["path"] == CREATE and call["sent"]]:
            return str(found[-1])
    raise AssertionError("nothing was recorded")


@pytest.mark.parametrize("kind", ["late_answer", "delay"])
def test_a_client_that_left_before_its_late_answer_never_saw_it(lab: Lab, kind: str) -> None:
    lab.fault({"kind": kind, "seconds": 0.5})

    def call_and_leave() -> None:
        with Wire(lab.port) as impatient:
            is_silent(impatient.send(CALL))

    assert sent_of_next(lab, call_and_leave) == "nothing"


@pytest.mark.parametrize("kind", ["late_answer", "delay"])
def test_a_client_that_has_only_said_all_gets_its_late_answer_whole(lab: Lab, wire: Wire, kind: str) -> None:
    lab.fault({"kind": kind, "seconds": 0.5})
    got = []

    def call_and_end() -> None:
        is_silent(wire.send(CALL))
        wire.socket.shutdown(socket.SHUT_WR)
        got.append(wire.answer()[0])

    assert sent_of_next(lab, call_and_end) == "whole"
    assert got == [200]
    assert wire.is_over()


def test_delivered_twice_is_done_twice_and_answered_once(lab: Lab, wire: Wire) -> None:
    lab.fault("delivered_twice", times=1)
    before = lab.sessions()
    first = wire.send(CALL).answer()[1]["session_id"]
    assert wire.send(CALL).answer()[0] == 200
    assert lab.sessions() == before + 3
    assert [call["session_id"] == first for call in lab.calls(3)] == [True, False, False]


def test_no_order_ever_reaches_a_client(lab: Lab, wire: Wire) -> None:
    lab.fault({"kind": "truncated_body", "bytes": 100_000})
    assert b"lab-wire" not in rest(wire.send(CALL)).lower()


def test_a_client_can_not_play_the_gate(lab: Lab, wire: Wire) -> None:
    lab.fault("reply_lost_before_commit")
    forged = request("POST", CREATE, body=BODY, Lab_Gate="guess 10.0.0.1 1 http again mall")
    assert lab.made(lambda: rest(wire.send(forged))) == 0


def test_clients_that_never_send_their_bodies_stop_nobody(lab: Lab) -> None:
    """More than the server has threads; chunked ones, too, and those that wait for a word first."""
    lab.lab.delete("/lab/faults")
    heads = (
        request("POST", CREATE, Content_Length=500),
        request("POST", CREATE, Content_Length=None, Transfer_Encoding="chunked") + b"5\r\nab",
        request("POST", CREATE, Content_Length=500, Expect="100-continue"),
    )
    with ExitStack() as open_ones:
        for number in range(60):
            open_ones.enter_context(Wire(lab.port)).send(heads[number % 3])
        assert lab.lab.get("/health", timeout=5).json()["status"] == "healthy"


def test_curl_tells_lost_truncated_and_held_apart(lab: Lab) -> None:
    def curl(*words: str) -> int:
        command = ["curl", "-sS", "-o", "/dev/null", *words, "--json", BODY.decode()]
        address = f"http://127.0.0.1:{lab.port}{CREATE}"
        return subprocess.run([*command, address], capture_output=True, check=False).returncode

    statuses = []
    for effect in ("reply_lost_after_commit", "truncated_body", "no_answer"):
        lab.fault(effect)
        statuses.append(curl("--max-time", "0.5"))
    assert statuses == [52, 18, 28], "empty reply, partial file, timeout"


@pytest.mark.parametrize(
    ("effect", "error"),
    [
        ("reply_lost_after_commit", "Server disconnected without sending a response"),
        ("truncated_body", "peer closed connection without sending complete message body"),
        ("no_answer", "timed out"),
    ],
)
def test_httpx_tells_lost_truncated_and_held_apart(lab: Lab, effect: str, error: str) -> None:
    lab.fault(effect)
    with pytest.raises(httpx.TransportError, match=error):
        httpx.post(f"http://127.0.0.1:{lab.port}{CREATE}", content=BODY, timeout=0.5, trust_env=False)
