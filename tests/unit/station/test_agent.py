"""The station at work on a lab: claims, statuses, and what a person is told."""

import asyncio
from pathlib import Path

from contract.vocabulary import OrderStatus
from station_app.agent.memory import Update
from station_app.agent.state import Halt, Link
from station_app.press.press import Phase
from station_app.press.queue import Wait
from tests.unit.station.fake_lab import FakeLab, order
from tests.unit.station.workshop import until, until_completed, working_station

ONE, TWO = order(1)["order_id"], order(2)["order_id"]
OTHER = {"station_id": "other", "station_name": "PRINTER_001-9b2e", "claimed_at": "2026-03-02T09:30:00Z"}
SLOW = 60.0
WHOLE = ["printing", "printed", "completed"]


def test_order_is_claimed_and_then_goes_through_its_statuses(tmp_path: Path) -> None:
    lab = FakeLab()
    lab.add(order(1))

    async def scene() -> None:
        async with working_station(lab, tmp_path) as agent:
            await until_completed(agent, lab, ONE)

    asyncio.run(scene())
    assert [entry for entry in lab.journal if entry[0] != "progress"] == [
        ("claim", ONE, ""),
        *(("status", ONE, status) for status in WHOLE),
    ]


def test_orders_are_printed_by_priority(tmp_path: Path) -> None:
    lab = FakeLab()
    lab.add(order(1), order(2, priority=1))

    async def scene() -> None:
        async with working_station(lab, tmp_path) as agent:
            await until_completed(agent, lab, ONE, TWO)

    asyncio.run(scene())
    assert [order_id for call, order_id, _ in lab.journal if call == "claim"] == [TWO, ONE]


def test_order_that_comes_later_is_printed(tmp_path: Path) -> None:
    lab = FakeLab()

    async def scene() -> None:
        async with working_station(lab, tmp_path) as agent:
            await until(agent, lambda state: state.link is Link.CONNECTED)
            lab.add(order(1))
            await until_completed(agent, lab, ONE)

    asyncio.run(scene())


def test_observer_hears_each_accepted_status(tmp_path: Path) -> None:
    lab = FakeLab()
    lab.add(order(1))
    heard: list[Update] = []

    async def scene() -> None:
        async with working_station(lab, tmp_path) as agent:
            agent.on_delivered = heard.append
            await until_completed(agent, lab, ONE)

    asyncio.run(scene())
    assert [(update.queue_number, update.status) for update in heard] == [("Q001", OrderStatus(each)) for each in WHOLE]


def test_progress_is_told_while_it_prints(tmp_path: Path) -> None:
    lab = FakeLab()
    lab.add(order(1))

    async def scene() -> None:
        async with working_station(lab, tmp_path, case_seconds=1.5) as agent:
            await until_completed(agent, lab, ONE)

    asyncio.run(scene())
    told = [int(progress) for call, _, progress in lab.journal if call == "progress"]
    assert 1 <= len(told) <= 3
    assert all(0 < progress <= 99 for progress in told)


def test_order_of_another_station_is_left_to_it(tmp_path: Path) -> None:
    lab = FakeLab()
    lab.add(order(1, claim=OTHER), order(2))

    async def scene() -> None:
        async with working_station(lab, tmp_path) as agent:
            await until_completed(agent, lab, TWO)
            row = agent.state.row(ONE)
            assert row is not None
            assert (row.holder, row.waiting and row.waiting.why) == ("PRINTER_001-9b2e", Wait.CLAIMED)

    asyncio.run(scene())
    assert lab.statuses(ONE) == []


def test_claim_lost_to_another_station_prints_nothing(tmp_path: Path) -> None:
    lab = FakeLab()
    lab.add(order(1))

    def taken_at_the_last_moment(call: str, _status: str) -> str:
        if call == "claim":
            lab.orders[ONE]["claim"] = OTHER
        return ""

    lab.lose = taken_at_the_last_moment

    async def scene() -> None:
        async with working_station(lab, tmp_path) as agent:
            state = await until(agent, lambda state: state.rows != () and state.rows[0].holder is not None)
            assert state.press.phase is Phase.IDLE

    asyncio.run(scene())
    assert lab.statuses(ONE) == []


def test_paused_station_finishes_its_case_and_starts_no_other(tmp_path: Path) -> None:
    lab = FakeLab()
    lab.add(order(1), order(2))

    async def scene() -> None:
        async with working_station(lab, tmp_path) as agent:
            await until(agent, lambda state: state.job is not None)
            agent.set_paused(True)
            await until_completed(agent, lab, ONE)
            row = agent.state.row(TWO)
            assert row is not None
            assert row.waiting is not None
            assert row.waiting.why is Wait.PAUSED
            agent.set_paused(False)
            await until_completed(agent, lab, TWO)

    asyncio.run(scene())


def test_missing_blank_holds_the_order_until_it_is_loaded(tmp_path: Path) -> None:
    lab = FakeLab()
    lab.blanks = 0
    lab.add(order(1))

    async def scene() -> None:
        async with working_station(lab, tmp_path) as agent:
            await until(
                agent, lambda state: any(row.waiting and row.waiting.why is Wait.NO_BLANK for row in state.rows)
            )
            lab.blanks = 5
            lab.tell("stock_changed")
            await until_completed(agent, lab, ONE)

    asyncio.run(scene())


def test_order_cancelled_on_the_press_stops_it(tmp_path: Path) -> None:
    lab = FakeLab()
    lab.add(order(1))

    async def scene() -> None:
        async with working_station(lab, tmp_path, SLOW) as agent:
            await until(agent, lambda state: state.press.phase is Phase.LOADING_BLANK and state.unsent == 0)
            lab.change(ONE, status="cancelled")
            state = await until(agent, lambda state: state.press.phase is Phase.IDLE)
            assert state.halted is not None
            assert (state.halted.why, state.halted.queue_number) == (Halt.CANCELLED, "Q001")

    asyncio.run(scene())
    assert lab.statuses(ONE) == ["printing"]


def test_refused_status_stops_the_press_with_the_backends_sentence(tmp_path: Path) -> None:
    lab = FakeLab()
    lab.add(order(1), order(2))

    def cancelled_unseen(call: str, status: str) -> str:
        if call == "status" and status == "printed":
            lab.orders[ONE]["status"] = "cancelled"
        return ""

    lab.lose = cancelled_unseen

    async def scene() -> None:
        async with working_station(lab, tmp_path) as agent:
            state = await until(agent, lambda state: state.halted is not None)
            assert state.halted is not None
            assert "Cannot change status from cancelled to printed" in state.halted.detail
            lab.lose = lambda _call, _status: ""
            await until_completed(agent, lab, TWO)
            agent.dismiss()
            assert agent.state.halted is None

    asyncio.run(scene())


def test_speed_changes_the_case_on_the_press(tmp_path: Path) -> None:
    lab = FakeLab()
    lab.add(order(1))

    async def scene() -> None:
        async with working_station(lab, tmp_path, SLOW) as agent:
            await until(agent, lambda state: state.job is not None)
            agent.set_speed(400)
            await until_completed(agent, lab, ONE)

    asyncio.run(scene())


def test_artwork_is_fetched_once_for_the_screen(tmp_path: Path) -> None:
    lab = FakeLab()
    lab.add(order(1))

    async def scene() -> None:
        async with working_station(lab, tmp_path, SLOW) as agent:
            state = await until(agent, lambda state: ONE in state.artworks)
            artwork = state.artworks[ONE]
            assert artwork is not None
            assert (artwork.width, artwork.height, len(artwork.rgba)) == (60, 120, 60 * 120 * 4)

    asyncio.run(scene())


def test_artwork_that_is_no_picture_is_shown_as_none(tmp_path: Path) -> None:
    lab = FakeLab()
    lab.artwork = b"no picture"
    lab.add(order(1))

    async def scene() -> None:
        async with working_station(lab, tmp_path) as agent:
            await until(agent, lambda state: ONE in state.artworks)
            assert agent.state.artworks[ONE] is None
            await until_completed(agent, lab, ONE)

    asyncio.run(scene())
