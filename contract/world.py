"""What a program with a share in the lab's world does beside its work: it goes by the lab's clock, gives its share to a
snapshot that is being made, and takes it back when one was restored."""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

from contract.errors import Refused, ServiceError
from contract.lab_client import LabClient
from contract.lab_feed import LabFeed
from contract.messages.base import JsonObject
from contract.messages.clock import ClockState
from contract.messages.lab import Events
from contract.messages.snapshots import PartOutcome
from contract.vocabulary import LabEvent

log = logging.getLogger(__name__)

WORLD = "world"
"""The note that says which world the program's memory is of."""
NOT_FOUND = 404
LONGEST_DETAIL = 300


class ShareUnusable(Exception):
    """The program can't go on with this share; the sentence says why."""


class Inhabitant(Protocol):
    """A program with a share in the world."""

    def enter_world(self, clock: ClockState) -> None:
        """Hear the time of a world that is new to the program: it says nothing of how much time has passed."""

    def follow_clock(self, clock: ClockState) -> None:
        """Hear the time of the known world, with every answer."""

    async def give_share(self) -> JsonObject:
        """Everything that must come back with a restored snapshot."""

    async def take_share(self, share: JsonObject | None) -> None:
        """Go on with the share alone; None begins with nothing. Raises ShareUnusable, and goes on as before."""


class Notes(Protocol):
    """A durable store, where the world that the program knows is noted."""

    def read(self, name: str) -> dict[str, Any] | None: ...

    def write(self, name: str, content: Mapping[str, Any]) -> None: ...


@dataclass(frozen=True, slots=True)
class Followed:
    """What came of a share after a snapshot was restored."""

    outcome: PartOutcome
    detail: str | None = None


class WorldFollower:
    """Listens to the lab's events, and does what they ask of every program before it hands them on."""

    def __init__(self, feed: LabFeed, part: str, inhabitant: Inhabitant, notes: Notes) -> None:
        """`part` is the program's name in snapshots."""
        self._lab = LabClient(feed.transport, part)
        self._news = feed.subscribe(part)
        self._inhabitant = inhabitant
        self._notes = notes
        self._generation: str | None = None

    async def look(self) -> None:
        """See which world it is before anything is done in it. Without an answer it is taken for the known one."""
        if self._lab.transport.find_lab_token() is not None:
            with suppress(ServiceError):
                await self.present()

    async def present(self) -> Events:
        """Like Subscription.present."""
        return await self._live_in(await self._news.present())

    async def next(self) -> Events:
        """Like Subscription.next."""
        return await self._live_in(await self._news.next())

    async def _live_in(self, news: Events) -> Events:
        if news.generation == self._generation:
            self._inhabitant.follow_clock(news.clock)
        else:
            await self._enter(news)
        for event in news.events:
            if event.kind is LabEvent.SNAPSHOT_WANTED:
                await self._give(str(event.data["name"]))
        return news

    async def _enter(self, news: Events) -> None:
        """A program that was switched off while a snapshot was restored follows when it comes back."""
        known = await asyncio.to_thread(self._notes.read, WORLD)
        is_known = known is not None and known["generation"] == news.generation
        followed = await self._take_back(news.restored.snapshot) if news.restored and not is_known else None
        self._inhabitant.enter_world(news.clock)
        if not is_known:
            await asyncio.to_thread(self._notes.write, WORLD, {"generation": news.generation})
        self._generation = news.generation
        if news.restored and followed:
            await self._report(news.restored.snapshot, news.generation, followed)

    async def _take_back(self, snapshot: str) -> Followed:
        share: JsonObject | None = None
        try:
            share = await self._lab.read_part(snapshot)
        except Refused as refusal:
            if refusal.status != NOT_FOUND:
                return Followed(PartOutcome.DID_NOT_FOLLOW, refusal.detail[:LONGEST_DETAIL])
        try:
            await self._inhabitant.take_share(share)
        except ShareUnusable as error:
            return Followed(PartOutcome.DID_NOT_FOLLOW, str(error)[:LONGEST_DETAIL])
        return Followed(PartOutcome.NOT_IN_SNAPSHOT if share is None else PartOutcome.FOLLOWED)

    async def _report(self, snapshot: str, generation: str, followed: Followed) -> None:
        try:
            await self._lab.follow(snapshot, generation, followed.outcome, followed.detail)
        except ServiceError as error:
            log.info("%s isn't told that it is %s: %s", snapshot, followed.outcome, error)

    async def _give(self, snapshot: str) -> None:
        try:
            await self._lab.keep_part(snapshot, await self._inhabitant.give_share())
        except ServiceError as error:
            log.info("%s goes without our share: %s", snapshot, error)  # the snapshot names who is missing
