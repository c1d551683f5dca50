"""The station's share in a snapshot: what it gives, and how it goes on with it in the restored world."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from contract.messages.base import JsonObject
from contract.world import ShareUnusable
from hostkit.store import NOTHING
from station_app.agent.agent import StationAgent
from station_app.agent.share import read_share
from station_app.agent.state import StationState
from station_app.press.press import Phase
from tests.unit.station.fake_lab import FakeLab, order
from tests.unit.station.workshop import PATIENCE, advance, moved_on, until, until_completed, working_station

ONE, TWO = order(1)["order_id"], order(2)["order_id"]
SLOW = 60.0
IDLE = {"phase": "idle", "fraction": 0.0, "speed": 1.0}
DAY_LATER = "2026-03-03T09:30:00+00:00"


def play(folder: Path, lab: FakeLab, scene: Callable[[StationAgent], Awaitable[None]]) -> None:
    async def played() -> None:
        async with asyncio.timeout(PATIENCE), working_station(lab, folder, SLOW) as agent:
            await scene(agent)

    asyncio.run(played())


async def printing(agent: StationAgent, lab: FakeLab, phase: Phase) -> StationState:
    """The first order on the press, in this phase; the backend knows that it is being printed."""
    lab.add(order(1))
    await until(agent, lambda state: state.job is not None and state.unsent == 0)
    advance(agent, phase)
    await moved_on(agent)
    return agent.state


async def snapshot(lab: FakeLab) -> JsonObject:
    """What the station gives when the lab asks for it."""
    lab.tell("snapshot_wanted", name="noon")
    await lab.heard.get()
    return lab.shares["noon"]


async def restored(lab: FakeLab, **fields: object) -> None:
    """Back in the world of the snapshot, where the first order is being printed by this station."""
    lab.restore("noon", order(1, **({"status": "printing", "claim": lab.orders[ONE]["claim"]} | fields)))
    await lab.heard.get()


def test_a_station_gives_its_memory_and_the_state_of_its_press(tmp_path: Path) -> None:
    lab = FakeLab()

    async def scene(agent: StationAgent) -> None:
        await printing(agent, lab, Phase.COLOUR)
        agent.set_paused(True)
        share = await snapshot(lab)
        assert share["store"]["documents"]["work"]["job"]["order_id"] == ONE
        assert (share["press"]["phase"], share["paused"]) == ("colour", True)

    play(tmp_path, lab, scene)


def test_the_case_is_on_the_press_again_where_it_was(tmp_path: Path) -> None:
    lab = FakeLab()

    async def scene(agent: StationAgent) -> None:
        before = await printing(agent, lab, Phase.CURING)
        await snapshot(lab)
        agent.set_speed(400)
        await until_completed(agent, lab, ONE)
        await restored(lab)
        after = await until(agent, lambda state: state.link == "connected" and state.job is not None)
        assert (after.press.phase, after.press.speed) == (Phase.CURING, 1.0)
        assert after.press.progress >= before.press.progress
        agent.set_speed(400)
        await until_completed(agent, lab, ONE)

    play(tmp_path, lab, scene)
    assert lab.followed == [{"generation": "g2", "outcome": "followed"}]
    assert lab.statuses(ONE) == ["printing", "printed", "completed", "printed", "completed"]


def test_a_case_that_was_being_unloaded_is_completed(tmp_path: Path) -> None:
    lab = FakeLab()

    async def scene(agent: StationAgent) -> None:
        await printing(agent, lab, Phase.UNLOADING)
        await until(agent, lambda state: state.unsent == 0 and lab.orders[ONE]["status"] == "printed")
        await snapshot(lab)
        await restored(lab, status="printed")
        agent.set_speed(400)
        await until_completed(agent, lab, ONE)

    play(tmp_path, lab, scene)
    assert lab.statuses(ONE) == ["printing", "printed", "completed"]


@pytest.mark.parametrize("status", ["printed", "cancelled", "completed"])
def test_the_press_is_free_when_the_backend_was_further(tmp_path: Path, status: str) -> None:
    """The backend is copied after the shares: what came between is in it alone."""
    lab = FakeLab()

    async def scene(agent: StationAgent) -> None:
        await printing(agent, lab, Phase.CURING)
        await snapshot(lab)
        await restored(lab, status=status)
        agent.set_speed(400)
        await until(agent, lambda state: state.job is None and state.press.phase is Phase.IDLE)
        lab.add(order(2))
        agent.dismiss()
        await until_completed(agent, lab, TWO)

    play(tmp_path, lab, scene)
    assert lab.refused == []


def test_a_station_that_the_snapshot_does_not_know_begins_anew(tmp_path: Path) -> None:
    lab = FakeLab()

    async def scene(agent: StationAgent) -> None:
        await printing(agent, lab, Phase.COLOUR)
        name = agent.state.name
        lab.restore("noon", order(2))
        await lab.heard.get()
        assert (agent.state.name == name, agent.state.job) == (False, None)
        agent.set_speed(400)
        await until_completed(agent, lab, TWO)

    play(tmp_path, lab, scene)
    assert [told["outcome"] for told in lab.followed] == ["not_in_snapshot"]
    assert lab.statuses(ONE) == ["printing"]


def test_a_station_that_was_off_follows_when_it_comes_back(tmp_path: Path) -> None:
    lab = FakeLab()
    lab.shares["noon"] = {"form": 1, "store": dict(NOTHING), "press": IDLE, "paused": True}
    lab.restore("noon", order(1))

    async def scene(agent: StationAgent) -> None:
        await lab.heard.get()
        await until(agent, lambda state: state.paused and state.link == "connected")

    play(tmp_path, lab, scene)


def test_the_completion_is_estimated_by_the_labs_time(tmp_path: Path) -> None:
    lab = FakeLab()
    lab.clock |= {"mode": "frozen", "now": DAY_LATER}
    told: list[str] = []

    async def scene(agent: StationAgent) -> None:
        agent.on_delivered = lambda update: told.append(update.estimated_completion or "")
        await printing(agent, lab, Phase.WHITE)

    play(tmp_path, lab, scene)
    assert told == ["2026-03-03T09:31:00Z"]


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"form": 2, "store": dict(NOTHING), "press": IDLE, "paused": False},
        {"form": 1, "store": {"documents": []}, "press": IDLE, "paused": False},
        {"form": 1, "store": dict(NOTHING), "press": {**IDLE, "fraction": 7}, "paused": False},
    ],
)
def test_a_share_of_another_form_is_refused(content: JsonObject) -> None:
    with pytest.raises(ShareUnusable):
        read_share(content)
