"""Bad days with the real programs: kill -9 anywhere, the backend gone and back, everything twice."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.e2e.lab_world import LONG, World, kill, world


def play(folder: Path, scene: Callable[[World], Awaitable[None]]) -> None:
    async def timed() -> None:
        async with asyncio.timeout(LONG), world(folder) as lab:
            await scene(lab)

    asyncio.run(timed())


def paid_once(lab: World) -> None:
    """One order, one payment, and the session of both."""
    assert len(lab.rows("SELECT * FROM order_record")) == 1
    assert len(lab.rows("SELECT * FROM payment")) == 1


SCREENS = ["designing", "summary", "pay", "code", "choose_payment", "confirmed"]
SAMPLE = len(SCREENS) if os.environ.get("LAB_ALL_SCREENS") else 3
"""How many of the screens are tried; `make test-long` tries all."""


@pytest.mark.parametrize("screen", SCREENS[:SAMPLE])
def test_a_kiosk_killed_on_each_screen_goes_on_after_its_restart(tmp_path: Path, screen: str) -> None:
    async def scene(lab: World) -> None:
        await lab.backend()
        kiosk = await lab.kiosk()
        customer = lab.customer(kiosk)
        before = await customer.buy(until=screen)
        await customer.act(before)
        await kill(kiosk)
        after = await lab.customer(await lab.kiosk()).buy()
        assert after["session_id"] == before["session_id"]
        paid_once(lab)

    play(tmp_path, scene)


@pytest.mark.parametrize("screen", ["designing", "pay"])
def test_a_backend_killed_in_the_middle_of_a_sale_loses_nothing(tmp_path: Path, screen: str) -> None:
    async def scene(lab: World) -> None:
        backend = await lab.backend()
        kiosk = await lab.kiosk()
        customer = lab.customer(kiosk)
        before = await customer.buy(until=screen)
        await kill(backend)
        if screen == "pay":
            await customer.act(before)
        await kiosk.says("No backend answers at")
        assert (await kiosk.do("state"))["online"] is False
        await lab.backend()
        if screen == "designing":
            await customer.act(before)
        after = await customer.buy()
        assert after["session_id"] == before["session_id"]
        assert "Connected to" in kiosk.tail
        paid_once(lab)

    play(tmp_path, scene)


def test_kiosk_and_station_wait_for_a_backend_and_say_what_to_type(tmp_path: Path) -> None:
    async def scene(lab: World) -> None:
        first = await lab.backend()
        assert await first.end() == 0
        kiosk, station = await lab.kiosk(), await lab.station()
        await kiosk.follow().until("screen", screen="out_of_service")
        await kiosk.says("python run_backend.py")
        await station.says("python run_backend.py")
        await lab.backend()
        order = await lab.customer(kiosk).buy()
        await station.follow().until("job", order_id=order["order_id"], status="printing")

    play(tmp_path, scene)


@pytest.mark.parametrize("program", ["kiosk", "station"])
def test_the_same_machine_twice_on_one_computer_is_refused(tmp_path: Path, program: str) -> None:
    async def scene(lab: World) -> None:
        await lab.backend()
        start = lab.kiosk if program == "kiosk" else lab.station
        await (await start()).follow().until("ready")
        second = await start()
        assert await second.ended() == 1
        assert "on this computer already" in second.tail

    play(tmp_path, scene)


def test_two_kiosks_with_the_same_machine_id_sell_two_cases(tmp_path: Path) -> None:
    async def scene(lab: World) -> None:
        await lab.backend()
        kiosks = [await lab.kiosk(computer=computer) for computer in ("first", "second")]
        orders = await asyncio.gather(*(lab.customer(kiosk).buy() for kiosk in kiosks))
        assert sorted(order["queue_number"] for order in orders) == ["Q001", "Q002"]

    play(tmp_path, scene)


def test_two_stations_with_the_same_equipment_print_nothing_twice(tmp_path: Path) -> None:
    async def scene(lab: World) -> None:
        await lab.backend()
        stations = [await lab.station("--case-seconds", "1", computer=computer) for computer in ("first", "second")]
        kiosk = await lab.kiosk()
        customer = lab.customer(kiosk)
        for _ in range(2):
            order = await customer.buy()
            await kiosk.do("touch", target="done")
            await kiosk.follow().until("order", order_id=order["order_id"], status="completed")
            await customer.buy(until="thank_you")
            await kiosk.do("touch", target="done")
        printed = [
            report["order_id"]
            for station in stations
            for report in station.reports
            if report["report"] == "job" and report["status"] == "printing"
        ]
        assert len(printed) == len(set(printed)) == 2

    play(tmp_path, scene)


@pytest.mark.parametrize("status", ["printing", "printed"])
def test_a_station_killed_at_work_finishes_its_job_after_its_restart(tmp_path: Path, status: str) -> None:
    async def scene(lab: World) -> None:
        await lab.backend()
        station = await lab.station("--case-seconds", "2")
        order = await lab.customer(await lab.kiosk()).buy()
        await station.follow().until("job", order_id=order["order_id"], status=status)
        await kill(station)
        again = await lab.station("--case-seconds", "2")
        await again.follow().until("job", order_id=order["order_id"], status="completed")
        moves = lab.rows("SELECT * FROM stock_entry WHERE quantity < 0")
        assert len(moves) == 1

    play(tmp_path, scene)


def test_a_station_goes_on_while_the_backend_is_away(tmp_path: Path) -> None:
    async def scene(lab: World) -> None:
        backend = await lab.backend()
        station = await lab.station("--case-seconds", "2")
        order = await lab.customer(await lab.kiosk()).buy()
        await station.follow().until("job", order_id=order["order_id"], status="printing")
        await kill(backend)
        await station.says("python run_backend.py")
        await lab.backend()
        await station.follow().until("job", order_id=order["order_id"], status="completed")

    play(tmp_path, scene)
