"""Calls that the gate parks: nothing of the server's waits with them, and a ring brings them back, a few at a time."""

import asyncio
import queue
import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from gate.bell import HERE, bell_socket
from gate.lot import MOST_ASKED
from tests.e2e.upstream import OK, SECRET, Stage, standing
from tests.e2e.wire import PATIENCE, Wire

GET = b"GET /lab/events HTTP/1.1\r\nHost: lab\r\n\r\n"
POST = b"POST /lab/wait HTTP/1.1\r\nHost: lab\r\nContent-Length: 4\r\n\r\nWiki"
LONG = 60


class Parking:
    """What the upstream says: `park` as long as nothing has happened, and then the answer."""

    def __init__(self, stage: Stage, seconds: float = LONG) -> None:
        self.port = stage.port
        self.asked: queue.Queue[tuple[str, str]] = queue.Queue()
        self.has_happened = False
        self.go_on = asyncio.Event()
        self.go_on.set()
        self.under_way = self.most_under_way = 0
        self._seconds = seconds
        self._stage = stage
        stage.upstream.script = self._answer
        self._bell = bell_socket()
        self._address = self._bell.getsockname()
        stage.run(stage.gate.hear(self._bell, SECRET))

    async def _answer(self, request: bytes, writer: asyncio.StreamWriter) -> None:
        _, _, _, _, _, passage, note = request.partition(b"Lab-Gate: ")[2].split(b"\r\n")[0].decode().split(" ")
        self.asked.put((passage, note))
        self.under_way += passage == "resumed"
        self.most_under_way = max(self.most_under_way, self.under_way)
        directive = f"park seconds={self._seconds} bytes=0 note=mark{self.asked.qsize()}"
        had_happened = self.has_happened
        await self.go_on.wait()
        self.under_way -= passage == "resumed"
        writer.write(OK if had_happened else b"HTTP/1.1 204 No Content\r\nLab-Wire: %b\r\n\r\n" % directive.encode())

    def happen(self) -> None:
        self.has_happened = True

    def ring(self, word: str = SECRET) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as rope:
            rope.sendto(word.encode(), self._address)

    def passages(self, count: int) -> list[str]:
        return [self.asked.get(timeout=PATIENCE)[0] for _ in range(count)]

    def has_left_the_server(self) -> None:
        """Wait until a connection of the gate's to the server is over."""
        assert self._stage.upstream.ends.get(timeout=PATIENCE)


@pytest.fixture
def stage() -> Iterator[Stage]:
    with standing() as stage:
        yield stage


def received(wire: Wire) -> bytes:
    data = b""
    while len(data) < len(OK) and (piece := wire.socket.recv(len(OK) - len(data))):
        data += piece
    return data


def test_it_is_asked_again_when_it_rings(stage: Stage) -> None:
    parking = Parking(stage)
    with Wire(stage.port) as wire:
        wire.send(POST)
        assert parking.asked.get(timeout=PATIENCE) == ("first", "")
        parking.has_left_the_server()
        stage.call(parking.happen)
        parking.ring()
        assert received(wire) == OK
        assert parking.asked.get(timeout=PATIENCE) == ("resumed", "mark1")
        assert [stage.upstream.request()[-4:] for _ in range(2)] == [b"Wiki", b"Wiki"]
        assert received(wire.send(GET)) == OK


def test_it_is_parked_again_when_that_was_not_for_it(stage: Stage) -> None:
    parking = Parking(stage)
    with Wire(stage.port) as wire:
        wire.send(GET)
        parking.has_left_the_server()
        parking.ring()
        parking.has_left_the_server()
        stage.call(parking.happen)
        parking.ring()
        assert received(wire) == OK
    assert parking.passages(3) == ["first", "resumed", "resumed"]


def test_its_time_ends(stage: Stage) -> None:
    parking = Parking(stage, seconds=0.05)
    with Wire(stage.port) as wire:
        wire.send(GET)
        assert parking.passages(3) == ["first", "resumed", "resumed"]
        stage.call(parking.happen)
        assert received(wire) == OK


def test_what_rings_while_the_server_looks_is_not_missed(stage: Stage) -> None:
    parking = Parking(stage)
    stage.call(parking.go_on.clear)
    with Wire(stage.port) as wire:
        wire.send(GET)
        assert parking.passages(1) == ["first"]  # it has looked, and says so only now
        stage.call(parking.happen)
        parking.ring()
        with Wire(stage.port) as another:  # whatever rang is heard before this one is asked
            another.send(GET)
            assert parking.passages(1) == ["first"]
            stage.call(parking.go_on.set)
            assert received(another) == OK
        assert received(wire) == OK


def test_only_who_knows_the_secret_rings(stage: Stage) -> None:
    parking = Parking(stage)
    with Wire(stage.port) as wire:
        wire.send(GET)
        parking.has_left_the_server()
        parking.ring("guess")
        stage.call(parking.happen)
        parking.ring()
        assert received(wire) == OK
    assert parking.passages(2) == ["first", "resumed"]
    assert parking.asked.empty()


def test_one_ring_for_many_leaves_the_server_its_threads(stage: Stage) -> None:
    parking, count = Parking(stage), 40
    with ExitStack() as open_connections:
        wires = [open_connections.enter_context(Wire(stage.port)) for _ in range(count)]
        for wire in wires:
            wire.send(GET)
        for _ in wires:
            parking.has_left_the_server()
        stage.call(parking.happen)
        for _ in range(50):
            parking.ring()
        assert [received(wire) for wire in wires] == [OK] * count
    assert parking.passages(2 * count) == ["first"] * count + ["resumed"] * count
    assert parking.asked.empty()
    assert 1 <= parking.most_under_way <= MOST_ASKED


def test_a_client_that_has_gone_is_forgotten(stage: Stage) -> None:
    parking = Parking(stage)
    with Wire(stage.port) as staying:
        with Wire(stage.port) as leaving:
            leaving.send(GET)
            parking.has_left_the_server()
            leaving.socket.shutdown(socket.SHUT_WR)
            assert leaving.is_over()
        staying.send(GET)
        parking.has_left_the_server()
        stage.call(parking.happen)
        parking.ring()
        assert received(staying) == OK
    assert parking.passages(3) == ["first", "first", "resumed"]
    assert parking.asked.empty()


def test_clients_that_go_while_they_are_asked_again_make_room(stage: Stage) -> None:
    parking = Parking(stage)
    with ExitStack() as leaving, Wire(stage.port) as staying:
        for _ in range(MOST_ASKED):
            leaving.enter_context(Wire(stage.port)).send(GET)
            parking.has_left_the_server()
        staying.send(GET)
        parking.has_left_the_server()
        stage.call(parking.go_on.clear)
        stage.call(parking.happen)
        parking.ring()
        assert parking.passages(2 * MOST_ASKED + 1)[-MOST_ASKED:] == ["resumed"] * MOST_ASKED
        leaving.close()
        stage.call(parking.go_on.set)
        assert received(staying) == OK


def test_the_end_says_so_to_those_that_wait(stage: Stage) -> None:
    parking = Parking(stage)
    with Wire(stage.port) as wire:
        wire.send(GET)
        parking.has_left_the_server()
        stage.close_gate(PATIENCE).result(PATIENCE)
        status, headers = wire.head()
        assert (status, headers["retry-after"], headers["content-type"]) == (503, "1", "application/problem+json")


def test_bells_are_heard_on_this_computer_alone() -> None:
    with bell_socket() as bell:
        assert bell.getsockname()[0] == HERE == "127.0.0.1"
