"""Crashes, lost calls and missing backends: nothing is printed twice, and no status is lost."""

import asyncio
from pathlib import Path

import pytest

from station_app.agent.agent import StationAgent
from station_app.agent.state import Halt, Link
from station_app.press.press import Phase
from tests.unit.station.fake_lab import FakeLab, order
from tests.unit.station.workshop import advance, moved_on, until, until_completed, working_station

ONE, TWO = order(1)["order_id"], order(2)["order_id"]
SLOW = 60.0
WHOLE = ["printing", "printed", "completed"]
CALLS = [("claim", ""), ("status", "printing"), ("status", "printed"), ("status", "completed")]
OTHER = {"station_id": "other", "station_name": "PRINTER_001-9b2e", "claimed_at": "2026-03-02T09:30:00Z"}


def crash_at(lab: FakeLab, call: tuple[str, str], fate: str) -> asyncio.Event:
    """Lose one call, and tell when that happened."""
    happened = asyncio.Event()

    def lose(name: str, status: str) -> str:
        if (name, status) != call or happened.is_set():
            return ""
        happened.set()
        return fate

    lab.lose = lose
    return happened


async def print_until(agent: StationAgent, lab: FakeLab, happened: asyncio.Event) -> None:
    """Take the first order through its statuses, each with its own time on the press, until something happens."""
    for status, phase in (("printing", Phase.UNLOADING), ("printed", Phase.FINISHED)):
        await until(agent, lambda _, told=status: happened.is_set() or lab.statuses(ONE)[-1:] == [told])  # type: ignore[misc]  # a bound loop variable has no type
        if happened.is_set():
            return
        advance(agent, phase)
    await until(agent, lambda _: happened.is_set())


@pytest.mark.parametrize("fate", ["request", "reply"])
@pytest.mark.parametrize("call", CALLS)
def test_crash_at_each_call_prints_once(tmp_path: Path, call: tuple[str, str], fate: str) -> None:
    lab = FakeLab()
    lab.add(order(1))

    async def scene() -> None:
        happened = crash_at(lab, call, fate)
        async with working_station(lab, tmp_path, SLOW) as agent:
            await print_until(agent, lab, happened)
        async with working_station(lab, tmp_path) as agent:
            await until_completed(agent, lab, ONE)
            lab.add(order(2))
            await until_completed(agent, lab, TWO)

    asyncio.run(scene())
    assert (lab.statuses(ONE), lab.refused) == (WHOLE, [])


@pytest.mark.parametrize("fate", ["request", "reply"])
@pytest.mark.parametrize("call", CALLS)
def test_lost_call_is_repeated(tmp_path: Path, call: tuple[str, str], fate: str) -> None:
    lab = FakeLab()
    lab.add(order(1))

    async def scene() -> None:
        crash_at(lab, call, fate)
        async with working_station(lab, tmp_path) as agent:
            await until_completed(agent, lab, ONE)

    asyncio.run(scene())
    assert (lab.statuses(ONE), lab.refused) == (WHOLE, [])


@pytest.mark.parametrize("phase", [Phase.LOADING_BLANK, Phase.WHITE, Phase.COLOUR, Phase.VARNISH, Phase.CURING])
def test_crash_in_each_phase_prints_once(tmp_path: Path, phase: Phase) -> None:
    lab = FakeLab()
    lab.add(order(1))

    async def scene() -> None:
        async with working_station(lab, tmp_path, SLOW) as agent:
            await until(agent, lambda state: state.job is not None and state.unsent == 0)
            advance(agent, phase)
        async with working_station(lab, tmp_path) as agent:
            await until_completed(agent, lab, ONE)

    asyncio.run(scene())
    assert (lab.statuses(ONE), lab.refused) == (WHOLE, [])


def test_station_keeps_its_id(tmp_path: Path) -> None:
    async def scene() -> list[str]:
        names = []
        for _ in range(2):
            async with working_station(FakeLab(), tmp_path) as agent:
                names.append(agent.state.name)
        return names

    first, second = asyncio.run(scene())
    assert first == second


def test_press_goes_on_without_a_backend_and_its_updates_keep_their_order(tmp_path: Path) -> None:
    lab = FakeLab()
    lab.add(order(1))

    async def scene() -> None:
        async with working_station(lab, tmp_path, SLOW) as agent:
            await until(agent, lambda state: state.job is not None and state.unsent == 0)
            lab.down = True
            agent.set_speed(400)
            await until(agent, lambda state: state.unsent == 2 and state.press.phase is Phase.IDLE)
            lab.down = False
            await until_completed(agent, lab, ONE)

    asyncio.run(scene())
    assert lab.statuses(ONE) == WHOLE


def test_updates_survive_a_crash_without_a_backend(tmp_path: Path) -> None:
    lab = FakeLab()
    lab.add(order(1))

    async def scene() -> None:
        async with working_station(lab, tmp_path, SLOW) as agent:
            await until(agent, lambda state: state.job is not None and state.unsent == 0)
            lab.down = True
            agent.set_speed(400)
            await until(agent, lambda state: state.unsent == 2)
        async with working_station(lab, tmp_path) as agent:
            assert agent.state.unsent == 2
            lab.down = False
            await until_completed(agent, lab, ONE)

    asyncio.run(scene())
    assert lab.statuses(ONE) == WHOLE


def test_job_taken_over_during_the_crash_is_not_printed_again(tmp_path: Path) -> None:
    lab = FakeLab()
    lab.add(order(1))

    async def scene() -> None:
        async with working_station(lab, tmp_path, SLOW) as agent:
            await until(agent, lambda state: state.press.phase is Phase.LOADING_BLANK and state.unsent == 0)
        lab.change(ONE, claim=OTHER)
        async with working_station(lab, tmp_path) as agent:
            state = await until(agent, lambda state: state.halted is not None)
            assert state.halted is not None
            assert state.halted.why is Halt.TAKEN
            assert state.press.phase is Phase.IDLE

    asyncio.run(scene())
    assert lab.statuses(ONE) == ["printing"]


@pytest.mark.parametrize("status", ["cancelled", "failed", "completed"])
def test_job_that_ended_during_the_crash_is_put_down(tmp_path: Path, status: str) -> None:
    lab = FakeLab()
    lab.add(order(1))

    async def scene() -> None:
        async with working_station(lab, tmp_path, SLOW) as agent:
            await until(agent, lambda state: state.press.phase is Phase.LOADING_BLANK and state.unsent == 0)
        lab.change(ONE, status=status)
        lab.add(order(2))
        async with working_station(lab, tmp_path) as agent:
            await until_completed(agent, lab, TWO)

    asyncio.run(scene())
    assert lab.statuses(ONE) == ["printing"]


def test_backend_that_appears_later_is_found(tmp_path: Path) -> None:
    lab = FakeLab()
    lab.down = True
    lab.add(order(1))

    async def scene() -> None:
        async with working_station(lab, tmp_path) as agent:
            await until(agent, lambda state: state.link is Link.UNREACHABLE)
            lab.down = False
            await until_completed(agent, lab, ONE)

    asyncio.run(scene())


def test_server_without_a_lab_is_named(tmp_path: Path) -> None:
    lab = FakeLab()
    lab.has_lab = False

    async def scene() -> None:
        async with working_station(lab, tmp_path) as agent:
            await until(agent, lambda state: state.link is Link.NO_LAB)

    asyncio.run(scene())


def test_new_world_takes_the_job_off_the_press(tmp_path: Path) -> None:
    lab = FakeLab()
    lab.add(order(1))

    async def scene() -> None:
        async with working_station(lab, tmp_path, SLOW) as agent:
            await until(agent, lambda state: state.press.phase is Phase.LOADING_BLANK and state.unsent == 0)
            agent.set_speed(200)
            lab.replace_world(order(2))
            await until(agent, lambda state: state.halted is not None and state.halted.why is Halt.GONE)
            await until_completed(agent, lab, TWO)

    asyncio.run(scene())
    assert lab.statuses(ONE) == ["printing"]


def test_printed_case_is_completed_after_a_crash_also_without_a_backend(tmp_path: Path) -> None:
    lab = FakeLab()
    lab.add(order(1))

    async def scene() -> None:
        async with working_station(lab, tmp_path, SLOW) as agent:
            await until(agent, lambda state: state.job is not None and state.unsent == 0)
            lab.down = True
            advance(agent, Phase.UNLOADING)
            await until(agent, lambda state: state.unsent == 1)
            await moved_on(agent)
        async with working_station(lab, tmp_path) as agent:
            await until(agent, lambda state: state.unsent == 2)
            lab.down = False
            await until_completed(agent, lab, ONE)

    asyncio.run(scene())
    assert (lab.statuses(ONE), lab.refused) == (WHOLE, [])


def test_case_that_somebody_reported_as_printed_is_not_printed_again(tmp_path: Path) -> None:
    lab = FakeLab()
    lab.add(order(1))

    async def scene() -> None:
        async with working_station(lab, tmp_path, SLOW) as agent:
            await until(agent, lambda state: state.job is not None and state.unsent == 0)
            await moved_on(agent)
        lab.change(ONE, status="printed")
        async with working_station(lab, tmp_path) as agent:
            await until_completed(agent, lab, ONE)

    asyncio.run(scene())
    assert (lab.statuses(ONE), lab.refused) == (["printing", "completed"], [])
