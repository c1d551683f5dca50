"""What waits for a client that reads slowly, or not at all."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from contract.messages.journal import Sent
from gate.outbox import MOST_OF_ONE_ADDRESS, Outbox, Waiting

ADDRESS = "10.0.0.1"


class Network(asyncio.Transport):
    """Takes `room` bytes for now; what is beyond waits in the transport's buffer."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self.room = room
        self.taken = bytearray()
        self.buffer = bytearray()
        self.outbox: Outbox | None = None
        self.ended = asyncio.Event()
        self.how = ""

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        """Says always when it holds something back."""

    def get_write_buffer_size(self) -> int:
        return len(self.buffer)

    def is_closing(self) -> bool:
        return self.ended.is_set()

    def write(self, data: Any) -> None:
        self.buffer += data
        self.take(0)
        if self.buffer and self.outbox is not None:
            self.outbox.pause()

    def take(self, more: int) -> None:
        """The client reads."""
        self.room += more
        was_full = bool(self.buffer)
        piece = self.buffer[: self.room]
        self.taken += piece
        self.room -= len(piece)
        del self.buffer[: len(piece)]
        if more and was_full and not self.buffer and self.outbox is not None:
            self.outbox.resume()

    def close(self) -> None:
        self.how = "closed"
        self.ended.set()

    def abort(self) -> None:
        self.how = "aborted"
        self.ended.set()


def with_network(work: Callable[[Network, Outbox, Waiting], Awaitable[None]], room: int, patience: float = 60) -> None:
    async def run() -> None:
        network, waiting = Network(room), Waiting()
        network.outbox = outbox = Outbox(network, ADDRESS, waiting, patience)
        await work(network, outbox, waiting)
        outbox.lose()

    asyncio.run(run())


def test_what_the_network_takes_at_once_is_sent_at_once() -> None:
    async def work(network: Network, outbox: Outbox, waiting: Waiting) -> None:
        told = list[Sent]()
        outbox.write(b"answer")
        outbox.when_sent(told.append)
        assert (bytes(network.taken), told, waiting.by_address) == (b"answer", [Sent.WHOLE], {})

    with_network(work, room=100)


def test_what_waits_goes_on_in_its_order_as_the_client_reads() -> None:
    data = bytes(range(256)) * 2000

    async def work(network: Network, outbox: Outbox, waiting: Waiting) -> None:
        told = list[Sent]()
        for start in range(0, len(data), 10_000):
            outbox.write(data[start : start + 10_000])
        outbox.when_sent(told.append)
        assert (told, waiting.by_address) == ([], {ADDRESS: len(data) - 10_000})
        while not outbox.is_empty:
            network.take(7_000)
        assert (bytes(network.taken), told, waiting.by_address) == (data, [Sent.WHOLE], {})

    with_network(work, room=5_000)


def test_a_close_waits_for_the_last_byte() -> None:
    async def work(network: Network, outbox: Outbox, waiting: Waiting) -> None:  # noqa: ARG001 (of all work)
        outbox.write(b"answer")
        outbox.close()
        assert network.how == ""
        network.take(6)
        assert network.how == "closed"

    with_network(work, room=0)


def test_who_takes_nothing_for_so_long_is_left() -> None:
    async def work(network: Network, outbox: Outbox, waiting: Waiting) -> None:  # noqa: ARG001 (likewise)
        outbox.write(b"answer")
        async with asyncio.timeout(10):
            await network.ended.wait()
        assert network.how == "aborted"

    with_network(work, room=2, patience=0.05)


def test_a_connection_that_is_lost_says_that_part_of_it_was_sent() -> None:
    async def work(network: Network, outbox: Outbox, waiting: Waiting) -> None:  # noqa: ARG001 (likewise)
        told = list[Sent]()
        outbox.write(b"answer")
        outbox.write(b"another")
        outbox.when_sent(told.append)
        outbox.lose()
        assert (told, waiting.by_address) == ([Sent.PART], {})

    with_network(work, room=2)


def test_one_address_keeps_no_more_than_its_share_waiting() -> None:
    waiting = Waiting()
    assert waiting.add(ADDRESS, MOST_OF_ONE_ADDRESS)
    assert not waiting.add(ADDRESS, 1)
    assert waiting.add("10.0.0.2", 1)
