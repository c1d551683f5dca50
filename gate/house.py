"""What the connections of one gate share, and who is still there."""

import asyncio
from dataclasses import dataclass, field
from typing import Protocol

from gate.delivery import Delivery
from gate.lot import Lot
from gate.origin import Origin
from gate.outbox import Waiting
from gate.patience import Limits
from gate.recording import Recorder
from gate.room import Room


class Connection(Protocol):
    """A client's."""

    def end(self) -> None:
        """Close when the server has answered what it was asked, which may be now."""

    def abort(self) -> None: ...


@dataclass(eq=False, slots=True)
class House:
    """`deliveries` are those that no client's connection ends."""

    origin: Origin
    limits: Limits
    room: Room
    waiting: Waiting = field(default_factory=Waiting)
    lot: Lot = field(default_factory=Lot)
    recorder: Recorder | None = None
    deliveries: set[Delivery] = field(default_factory=set)
    refusals: int = 0
    """That the server is asked for just now."""
    hearing: int = 0
    """Answers of which it is not known yet whether anybody was there."""
    is_ending: bool = False
    """Whether each connection is to close after its present answer."""
    _connections: set[Connection] = field(default_factory=set)
    _empty: asyncio.Event = field(default_factory=asyncio.Event)

    def enter(self, connection: Connection) -> None:
        self._connections.add(connection)

    def leave(self, connection: Connection) -> None:
        self._connections.discard(connection)
        if not self._connections:
            self._empty.set()

    def end(self) -> None:
        """Deliveries, and connections that don't wait for the server."""
        self.is_ending = True
        self.lot.end()
        for delivery in tuple(self.deliveries):
            delivery.close()
        for connection in tuple(self._connections):
            connection.end()

    async def close(self, patience: float) -> None:
        """Those that still wait after so many seconds, too."""
        try:
            async with asyncio.timeout(patience):
                await self._until_empty()
        except TimeoutError:
            for connection in tuple(self._connections):
                connection.abort()

    async def _until_empty(self) -> None:
        while self._connections:
            self._empty.clear()
            await self._empty.wait()
