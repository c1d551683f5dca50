"""A snapshot of the whole world with the real programs: it comes back while they are connected, and goes on again."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx

from contract.transport import Transport
from demo.program import Program
from hostkit.lab_token import find_token
from tests.e2e.lab_world import LONG, World, world

CASE_SECONDS = "2"
PATIENCE = httpx.Timeout(15)


async def lab_call(lab: World, path: str, **body: str) -> dict[str, Any]:
    token = find_token(lab.address)
    async with Transport(lab.address, "trainer", lambda: token) as transport:
        response = await transport.http.post(path, json=body, timeout=PATIENCE)
    assert response.is_success, response.text
    return dict(response.json())


class Sale:
    """One case of one kiosk and one station. Their reports are read once, each where the last reading ended."""

    def __init__(self, lab: World, kiosk: Program, station: Program) -> None:
        self._customer = lab.customer(kiosk)
        self._kiosk = kiosk
        self._screens = kiosk.follow()
        self._jobs = station.follow()

    async def pay_and_print(self) -> Mapping[str, Any]:
        """Until the station prints; what the kiosk shows then."""
        await self._customer.buy()
        await self._jobs.until("job", status="printing")
        return await self.confirmed()

    async def confirmed(self) -> Mapping[str, Any]:
        """Which order the kiosk shows as paid."""
        report = await self._screens.until("screen", screen="confirmed")
        return {name: report[name] for name in ("session_id", "order_id", "queue_number")}

    async def finish(self) -> None:
        """The customer has gone, and the case is completed."""
        await self._kiosk.do("touch", target="done")
        await self._screens.until("screen", screen="thank_you")
        await self._kiosk.do("touch", target="done")
        await self._screens.until("screen", screen="attract")
        await self._jobs.until("job", status="completed")


def order_is(lab: World, status: str) -> bool:
    """There is one order, with one payment, and this is how far it is."""
    orders = [row[0] for row in lab.rows("SELECT status FROM order_record")]
    return orders == [status] and len(lab.rows("SELECT * FROM payment")) == 1


async def scene(lab: World) -> None:
    await lab.backend()
    kiosk, station = await asyncio.gather(lab.kiosk(), lab.station("--case-seconds", CASE_SECONDS))
    sale = Sale(lab, kiosk, station)
    confirmed = await sale.pay_and_print()
    saved = await lab_call(lab, "/lab/snapshots", name="printing")
    assert {part["part"]: part["outcome"] for part in saved["parts"]} == outcomes("saved")
    await sale.finish()
    assert order_is(lab, "completed")

    restored = await lab_call(lab, "/lab/snapshots/printing/restore")
    assert {part["part"]: part["outcome"] for part in restored["parts"]} == outcomes("followed")
    assert order_is(lab, "printing")
    assert await sale.confirmed() == confirmed
    assert (await station.do("state"))["phase"] != "idle"
    await sale.finish()
    assert order_is(lab, "completed")


def outcomes(outcome: str) -> dict[str, str]:
    return {"kiosk-VM001": outcome, "station-CN_DEBUG_01": outcome}


def test_a_restored_world_goes_on_from_the_snapshot_a_second_time(tmp_path: Path) -> None:
    async def played() -> None:
        async with asyncio.timeout(2 * LONG), world(tmp_path) as lab:
            await scene(lab)

    asyncio.run(played())
