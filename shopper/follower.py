"""Finds every new session and sends a shopper to it."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from contract.backoff import Backoff
from contract.client import VendingClient
from contract.lab_client import LabClient
from contract.lab_feed import LabFeed
from contract.messages.lab import Event, Events
from contract.persistence import persist
from contract.vocabulary import LabEvent
from kernel.chance import Chance
from shopper.catalogue import load_catalogue
from shopper.habits import choose
from shopper.scanned import Memory, Scanned
from shopper.visit import Phone, Visit

WORTH_TELLING = 2
"""Failures in a row: a backend that ends answers once more, and takes its shopper with it."""


@dataclass(frozen=True, slots=True)
class Encounter:
    """A machine's n-th session, counted from 1."""

    session_id: str
    machine_id: str
    number: int


class Follower:
    """Follows the lab's events for as long as it runs. Equal seeds make equal shoppers at each machine."""

    def __init__(self, feed: LabFeed, memory: Memory, chance: Chance, pace: float, tell: Callable[[str], None]) -> None:
        self._lab = LabClient(feed.transport)
        self._news = feed.subscribe()
        self._phone = Phone(VendingClient(feed.transport), Scanned(memory), chance, pace, tell)
        self._chance = chance
        self._tell = tell
        self._generation = ""
        self._sessions: Counter[str] = Counter()
        self._visits: set[asyncio.Task[None]] = set()
        self._troubles = 0

    async def run(self, on_ready: Callable[[], None]) -> None:
        """From `on_ready` on no new session is missed. Raises Refused when the server has no lab for us."""
        await self._hear(self._news.present)
        await self._play(on_ready)
        while True:
            await self._play(_nobody)

    async def _play(self, on_ready: Callable[[], None]) -> None:
        """Play in the present world, until another one takes its place: what was played has never happened there."""
        generation = self._generation
        async with asyncio.TaskGroup() as visits:
            last = await self._catch_up(visits, generation)
            on_ready()
            while (news := await self._hear(self._news.next)).generation == generation:
                for encounter in self._encounters(event for event in news.events if _number(event.id) > last):
                    self._visit(visits, encounter)
            for visit in self._visits:
                visit.cancel()

    async def _catch_up(self, visits: asyncio.TaskGroup, generation: str) -> int:
        """The number of the last event that is past.

        A machine shows one code at a time: of the past, only its newest session can need a shopper.
        """
        cursor = f"{generation}:0"
        newest: dict[str, Encounter] = {}
        while (past := await self._read_past(cursor)).events:
            newest |= {encounter.machine_id: encounter for encounter in self._encounters(past.events)}
            cursor = past.next
        for encounter in newest.values():
            self._visit(visits, encounter)
        return _number(cursor)

    async def _read_past(self, after: str) -> Events:
        return await self._hear(lambda: self._lab.events(after, wait=0))

    def _encounters(self, events: Iterable[Event]) -> list[Encounter]:
        return [
            self._count(event.session_id, event.machine_id)
            for event in events
            if event.kind == LabEvent.SESSION_CREATED and event.session_id and event.machine_id
        ]

    def _count(self, session_id: str, machine_id: str) -> Encounter:
        self._sessions[machine_id] += 1
        return Encounter(session_id, machine_id, self._sessions[machine_id])

    def _visit(self, visits: asyncio.TaskGroup, encounter: Encounter) -> None:
        choice = choose(load_catalogue(), self._chance, encounter.machine_id, encounter.number)
        visit = Visit(self._phone, encounter.session_id)
        playing = visits.create_task(visit.play(choice))
        self._visits.add(playing)
        playing.add_done_callback(self._visits.discard)

    async def _hear(self, ask: Callable[[], Awaitable[Events]]) -> Events:
        news = await persist(ask, Backoff(self._chance, "shopper"), self._on_trouble)
        if self._troubles >= WORTH_TELLING:
            self._tell("The backend answers again.")
        self._troubles = 0
        if news.generation != self._generation:
            self._generation = news.generation
            self._sessions.clear()
        return news

    def _on_trouble(self, error: Exception) -> None:
        self._troubles += 1
        if self._troubles == WORTH_TELLING:
            self._tell(f"The backend doesn't answer ({error}); waiting for it.")


def _number(cursor: str) -> int:
    """Of an event, or of the one that a cursor comes after."""
    return int(cursor.rpartition(":")[2])


def _nobody() -> None:
    """Nobody waits for it."""
