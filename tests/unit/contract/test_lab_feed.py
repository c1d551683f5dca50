"""One feed for all that runs in a process: one call at a time, and every listener hears every answer."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from contract.errors import Unreachable
from contract.lab_feed import LabFeed, Subscription
from contract.transport import Transport

AT = "2026-11-21T12:00:00Z"
CLOCK = {"mode": "real", "rate": 1.0, "now": AT, "real_time": AT}
HERE = "http://lab"


class Lab:
    """Has events, and keeps a question open until there is one."""

    def __init__(self) -> None:
        self.generation = "g1"
        self.events: list[str] = []
        self.asked: list[httpx.QueryParams] = []
        self.open = 0
        self.most_open = 0
        self.is_there = True
        self._news = asyncio.Event()

    def happen(self, *kinds: str) -> None:
        self.events += kinds
        self.ring()

    def ring(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    async def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.params)
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        try:
            return await self._answer(request)
        finally:
            self.open -= 1

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        after = request.url.params.get("after")
        known = len(self.events) if after is None else int(after.rpartition(":")[2])
        if after is not None and known == len(self.events):
            await self._news.wait()
        if not self.is_there:
            raise httpx.ConnectError("nobody", request=request)
        told = [
            {"id": f"{self.generation}:{number}", "kind": kind, "at": AT}
            for number, kind in enumerate(self.events[known:], known + 1)
        ]
        cursor = f"{self.generation}:{len(self.events)}"
        answer = {"generation": self.generation, "next": cursor, "events": told, "clock": CLOCK, "public_url": HERE}
        return httpx.Response(200, json=answer)

    async def asked_times(self, times: int) -> None:
        while len(self.asked) < times:
            await asyncio.sleep(0)


@asynccontextmanager
async def feed_of(lab: Lab) -> AsyncIterator[LabFeed]:
    async with Transport("http://lab.test", "test", transport=httpx.MockTransport(lab.answer)) as transport:
        yield LabFeed(transport)


def play(scene: Callable[[Lab, LabFeed], Coroutine[Any, Any, None]]) -> None:
    async def played() -> None:
        lab = Lab()
        async with asyncio.timeout(5), feed_of(lab) as feed:
            await scene(lab, feed)

    asyncio.run(played())


async def hear(listener: Subscription) -> list[str]:
    return [event.id for event in (await listener.next()).events]


def test_all_listeners_hear_of_an_event_that_was_asked_for_once() -> None:
    async def scene(lab: Lab, feed: LabFeed) -> None:
        listeners = [feed.subscribe() for _ in range(3)]
        for listener in listeners:
            await listener.present()
        hearing = asyncio.gather(*(hear(listener) for listener in listeners))
        await lab.asked_times(4)
        lab.happen("session_created")
        assert await hearing == [["g1:1"]] * 3
        assert (len(lab.asked), lab.most_open) == (4, 1)

    play(scene)


def test_a_slow_listener_misses_nothing_and_hears_in_order() -> None:
    async def scene(lab: Lab, feed: LabFeed) -> None:
        quick, slow = feed.subscribe(), feed.subscribe()
        await slow.present()
        lab.happen("session_created")
        assert await hear(quick) == ["g1:1"]
        lab.happen("session_changed", "order_created")
        assert await hear(quick) == ["g1:2", "g1:3"]
        assert await hear(slow) == ["g1:1", "g1:2", "g1:3"]
        assert len(lab.asked) == 3

    play(scene)


def test_a_listener_that_begins_anew_forgets_what_it_has_not_heard() -> None:
    async def scene(lab: Lab, feed: LabFeed) -> None:
        quick, other = feed.subscribe(), feed.subscribe()
        await other.present()
        lab.happen("session_created")
        await quick.next()
        assert (await other.present()).events == []
        lab.happen("session_changed")
        assert await hear(other) == ["g1:2"]

    play(scene)


def test_whoever_gives_up_waiting_leaves_the_question_to_the_others() -> None:
    async def scene(lab: Lab, feed: LabFeed) -> None:
        first, second = feed.subscribe(), feed.subscribe()
        await first.present()
        asking = asyncio.create_task(first.next())
        waiting = asyncio.create_task(hear(second))
        await lab.asked_times(2)
        asking.cancel()
        await lab.asked_times(3)
        lab.happen("session_created")
        assert await waiting == ["g1:1"]
        assert await hear(first) == ["g1:1"]

    play(scene)


def test_a_failure_is_raised_and_what_happened_meanwhile_is_heard_afterwards() -> None:
    async def scene(lab: Lab, feed: LabFeed) -> None:
        listener = feed.subscribe()
        await listener.present()
        lab.is_there = False
        lab.happen("session_created")
        with pytest.raises(Unreachable):
            await listener.next()
        lab.is_there = True
        assert await hear(listener) == ["g1:1"]

    play(scene)


def test_a_new_generation_is_told_to_everyone() -> None:
    async def scene(lab: Lab, feed: LabFeed) -> None:
        listeners = [feed.subscribe(), feed.subscribe()]
        await listeners[0].present()
        lab.generation = "g2"
        lab.happen("session_created")
        assert [(await listener.next()).generation for listener in listeners] == ["g2", "g2"]

    play(scene)


def test_every_part_is_named_in_each_question() -> None:
    async def scene(lab: Lab, feed: LabFeed) -> None:
        listeners = [feed.subscribe("kiosk-VM001"), feed.subscribe("station-PRINTER_001"), feed.subscribe()]
        await listeners[2].present()
        lab.happen("session_created")
        await listeners[2].next()
        assert [asked.get_list("part") for asked in lab.asked] == [["kiosk-VM001", "station-PRINTER_001"]] * 2

    play(scene)
