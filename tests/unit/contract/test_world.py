"""A program with a share in the lab's world, in a lab whose snapshots are made and restored."""

import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from contract.lab_date import LabDate
from contract.lab_feed import LabFeed
from contract.lab_time import ClockMode
from contract.messages.base import JsonObject
from contract.messages.clock import ClockState
from contract.transport import Transport
from contract.world import ShareUnusable, WorldFollower

AT = "2026-11-21T12:00:00Z"
CLOCK = {"mode": "real", "rate": 1.0, "now": AT, "real_time": AT}
FULL = {"store": "full"}


class Lab:
    """Answers as the lab does; `told` lists what the program has told it."""

    def __init__(self) -> None:
        self.generation = "g1"
        self.restored: JsonObject | None = None
        self.events: list[JsonObject] = []
        self.parts: dict[str, JsonObject] = {}
        self.refuses_parts = 0
        self.told: list[tuple[str, str, JsonObject]] = []
        self.is_there = True

    def restore(self, generation: str, parts: dict[str, JsonObject]) -> None:
        self.generation, self.parts = generation, parts
        self.restored = {"snapshot": "noon", "at": AT}

    def want_snapshot(self) -> None:
        self.events = [{"id": "g1:1", "kind": "snapshot_wanted", "at": AT, "data": {"name": "noon"}}]

    def answer(self, request: httpx.Request) -> httpx.Response:
        if not self.is_there:
            raise httpx.ConnectError("nobody", request=request)
        if request.url.path == "/lab/events":
            news = {"generation": self.generation, "next": f"{self.generation}:1", "events": self.events}
            return httpx.Response(
                200, json=news | {"clock": CLOCK, "public_url": "http://lab", "restored": self.restored}
            )
        if request.method == "GET":
            return self._part(request.url.path)
        self.told.append((request.method, request.url.path, json.loads(request.content)))
        return httpx.Response(204)

    def _part(self, path: str) -> httpx.Response:
        if self.refuses_parts:
            return httpx.Response(self.refuses_parts, json={"detail": "not now"})
        snapshot, part = path.split("/")[3], path.split("/")[5]
        if snapshot not in self.parts:
            return httpx.Response(404, json={"detail": "no such part"})
        return httpx.Response(200, json={"part": part, "content": self.parts[snapshot]})


class Program:
    """Notes what the follower makes it do."""

    def __init__(self) -> None:
        self.noted: list[tuple[str, Any]] = []
        self.notes: dict[str, dict[str, Any]] = {}
        self.refuses_shares = False

    def read(self, name: str) -> dict[str, Any] | None:
        return self.notes.get(name)

    def write(self, name: str, content: Mapping[str, Any]) -> None:
        self.notes[name] = dict(content)

    def enter_world(self, clock: ClockState) -> None:
        self.noted.append(("enter", clock.mode))

    def follow_clock(self, clock: ClockState) -> None:
        self.noted.append(("follow", clock.mode))

    async def give_share(self) -> JsonObject:
        return FULL

    async def take_share(self, share: JsonObject | None) -> None:
        if self.refuses_shares:
            raise ShareUnusable("of another version")
        self.noted.append(("take", share))

    @property
    def taken(self) -> list[Any]:
        return [what for name, what in self.noted if name == "take"]


class Scene:
    """One program in one lab."""

    def __init__(self) -> None:
        self.lab = Lab()
        self.program = Program()

    def ask(self, times: int = 1, has_token: bool = True, look: bool = False) -> None:
        """The program is switched on, and asks so often for events."""
        asyncio.run(self._ask(times, has_token, look))

    async def _ask(self, times: int, has_token: bool, look: bool) -> None:
        line = httpx.MockTransport(self.lab.answer)
        async with Transport("http://lab.test", "test", lambda: "token" if has_token else None, line) as transport:
            world = WorldFollower(LabFeed(transport), "kiosk-VM001", self.program, self.program)
            if look:
                await world.look()
            for _ in range(times):
                await world.next()

    @property
    def followed(self) -> list[JsonObject]:
        return [body for _, path, body in self.lab.told if path == "/lab/snapshots/noon/parts/kiosk-VM001/follow"]


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_the_clock_is_told_with_every_answer(scene: Scene) -> None:
    scene.ask(times=3)
    assert [name for name, _ in scene.program.noted] == ["enter", "follow", "follow"]


def test_a_snapshot_gets_the_share(scene: Scene) -> None:
    scene.lab.want_snapshot()
    scene.ask()
    assert scene.lab.told == [("PUT", "/lab/snapshots/noon/parts/kiosk-VM001", {"content": FULL})]


def test_a_restored_share_is_taken_once_and_told(scene: Scene) -> None:
    scene.ask()
    scene.lab.restore("g2", {"noon": FULL})
    scene.ask(times=3)
    assert scene.program.taken == [FULL]
    assert scene.followed == [{"generation": "g2", "outcome": "followed"}]


def test_a_program_that_was_off_follows_when_it_comes_back_and_not_again(scene: Scene) -> None:
    scene.lab.restore("g2", {"noon": FULL})
    scene.ask(times=0, look=True)
    scene.ask(look=True)
    assert scene.program.taken == [FULL]


def test_a_program_that_the_snapshot_does_not_know_begins_with_nothing(scene: Scene) -> None:
    scene.lab.restore("g2", {})
    scene.ask()
    assert scene.program.taken == [None]
    assert scene.followed == [{"generation": "g2", "outcome": "not_in_snapshot"}]


def test_a_share_that_is_of_no_use_is_told_with_the_reason(scene: Scene) -> None:
    scene.program.refuses_shares = True
    scene.lab.restore("g2", {"noon": FULL})
    scene.ask(times=2)
    assert scene.followed == [{"generation": "g2", "outcome": "did_not_follow", "detail": "of another version"}]


def test_a_refused_share_is_told_with_the_reason(scene: Scene) -> None:
    scene.lab.restore("g2", {"noon": FULL})
    scene.lab.refuses_parts = 409
    scene.ask()
    assert scene.program.taken == []
    assert scene.followed == [{"generation": "g2", "outcome": "did_not_follow", "detail": "not now"}]


def test_another_world_that_is_no_snapshot_takes_nothing_away(scene: Scene) -> None:
    scene.ask()
    scene.lab.generation = "g2"
    scene.ask()
    assert scene.program.taken == []


@pytest.mark.parametrize("is_there", [True, False])
def test_a_look_where_there_is_no_lab_changes_nothing(scene: Scene, is_there: bool) -> None:
    scene.lab.is_there = is_there
    scene.ask(times=0, has_token=not is_there, look=True)
    assert (scene.program.noted, scene.program.notes) == ([], {})


class Wall:
    """A clock that the test sets."""

    def __init__(self, shown: datetime) -> None:
        self.shown = shown

    def now(self) -> datetime:
        return self.shown


def test_the_date_is_the_labs_as_soon_as_there_is_one() -> None:
    real = Wall(datetime(2026, 11, 21, 12, tzinfo=UTC))
    date = LabDate(real)
    assert date.now() == real.shown
    next_year = real.shown.replace(year=2027)
    date.follow(ClockState(mode=ClockMode.SCALED, rate=60, now=next_year, real_time=real.shown))
    real.shown = real.shown.replace(second=1)
    assert date.now() == next_year.replace(minute=1)
