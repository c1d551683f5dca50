"""What a client still has to read of its answers: it holds no server up, and lies in a file beyond a little."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from contract.messages.journal import Sent
from gate.content import Content

MOST_OF_ONE_ADDRESS = 256 * 1024 * 1024
"""Bytes that wait for the clients at one address."""

HEARD = 0.1
"""Seconds in which a client that has gone altogether says so, when it is sent something."""
Told = Callable[[Sent], None]


@dataclass(slots=True)
class Waiting:
    """Bytes that wait, by the address that they wait for."""

    by_address: dict[str, int] = field(default_factory=dict)

    def add(self, address: str, size: int) -> bool:
        """Whether there is room for them."""
        total = self.by_address.get(address, 0) + size
        if total > MOST_OF_ONE_ADDRESS:
            return False
        self.by_address[address] = total
        return True

    def remove(self, address: str, size: int) -> None:
        left = self.by_address.get(address, 0) - size
        if left > 0:
            self.by_address[address] = left
        else:
            self.by_address.pop(address, None)


class Outbox:
    """Of one connection. `patience` is how many seconds a client may take nothing of what waits for it."""

    def __init__(self, transport: asyncio.Transport, address: str, waiting: Waiting, patience: float) -> None:
        self._transport = transport
        self._address = address
        self._waiting = waiting
        self._patience = patience
        self._store: Content | None = None
        self._taken = 0
        """Bytes of the store that the transport has."""
        self._passed = 0
        """Bytes that the transport was ever given."""
        self._is_paused = False
        self._closes = False
        self._on_empty: list[Told] = []
        self._timer: asyncio.TimerHandle | None = None
        if transport.get_extra_info("ssl_object") is None:  # TLS takes a limit of 0 for always full
            transport.set_write_buffer_limits(0)  # whoever waits wants to know when the last byte has left

    @property
    def is_empty(self) -> bool:
        """Whether the network has taken all of it."""
        return self._store is None and not self._is_paused

    def write(self, data: bytes) -> None:
        if self._transport.is_closing():
            return
        if self.is_empty:
            self._pass(data)
        elif self._waiting.add(self._address, len(data)):
            self._keep(data)
        else:
            self._transport.abort()

    def when_sent(self, then: Told) -> None:
        """Say what the network has taken of what was written: at once when it is all, or when it is, or can't be."""
        if self._transport.is_closing():
            then(Sent.NOTHING)
        elif self.is_empty:
            then(Sent.WHOLE)
        else:
            self._on_empty.append(then)

    def close(self) -> None:
        """After the last byte."""
        self._closes = True
        if self.is_empty:
            self._transport.close()

    def pause(self) -> None:
        """The network takes nothing for now."""
        self._is_paused = True
        if self._timer is None:
            self._watch(self._gone())

    def resume(self) -> None:
        self._is_paused = False
        while self._store is not None and not self._is_paused:
            self._take()
        if self.is_empty:
            self._tell(Sent.WHOLE)
            if self._closes:
                self._transport.close()

    def lose(self) -> None:
        """The connection is over."""
        if self._timer is not None:
            self._timer.cancel()
        if self._store is not None:
            self._waiting.remove(self._address, self._store.size - self._taken)
            self._store = None
        self._tell(Sent.PART)

    def _keep(self, data: bytes) -> None:
        self._store = self._store or Content()
        try:
            self._store.add(data)
        except OSError:  # the disk is full
            self._transport.abort()

    def _take(self) -> None:
        """One piece out of the store."""
        store = self._store
        if store is None:
            return
        piece = store.piece(self._taken)
        self._taken += len(piece)
        self._waiting.remove(self._address, len(piece))
        if self._taken == store.size:
            self._store, self._taken = None, 0
        self._pass(piece)

    def _pass(self, data: bytes) -> None:
        self._passed += len(data)
        self._transport.write(data)

    def _tell(self, sent: Sent) -> None:
        told, self._on_empty = self._on_empty, []
        for then in told:
            then(sent)

    def _gone(self) -> int:
        """Bytes that the network has taken so far."""
        return self._passed - self._transport.get_write_buffer_size()

    def _watch(self, gone: int) -> None:
        self._timer = asyncio.get_running_loop().call_later(self._patience, self._look, gone)

    def _look(self, gone_before: int) -> None:
        self._timer = None
        if self.is_empty:
            return
        if self._gone() == gone_before:
            self._transport.abort()
        else:
            self._watch(self._gone())
