"""What the station reads again when the lab says that something changed, and what it knows without reading."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from contract.messages.lab import Event, LabOrder, Stock
from contract.vocabulary import LabEvent
from hostkit.store import Store
from station_app.agent.lists import Lists
from station_app.agent.memory import Memory
from station_app.agent.station import Station
from station_app.press.press import Press, PressSetup
from tests.unit.station.fake_lab import START, order


class Lab:
    """Counts how often its lists are read."""

    def __init__(self) -> None:
        self.orders_read = 0
        self.stock_read = 0

    async def orders(self, _equipment_id: str) -> list[LabOrder]:
        self.orders_read += 1
        return []

    async def stock(self, _equipment_id: str) -> Stock:
        self.stock_read += 1
        return Stock(levels=[])


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    """It has claimed the first order, which is being printed; somebody else has claimed the second."""
    with Store(tmp_path / "station.db") as store:
        memory = Memory(store, "station-1")
        working = Station("http://lab.test", "CN_DEBUG_01", memory, Press(PressSetup()))
        for number, holder in ((1, memory.station_id), (2, "other")):
            claim = {"station_id": holder, "station_name": "a station", "claimed_at": START.isoformat()}
            working.put_claimed(LabOrder.model_validate(order(number, claim=claim, status="printing")))
        yield working


def event(kind: LabEvent, number: int | None = None, **data: Any) -> Event:
    order_id = None if number is None else order(number)["order_id"]
    return Event(id="g1:1", kind=kind, at=START, order_id=order_id, data=data)


def reads(station: Station, *events: Event) -> tuple[int, int]:
    """How often the orders and the stock were read."""
    lab = Lab()
    asyncio.run(Lists(station, lab).read_what_changed(events))  # type: ignore[arg-type]  # a lab that knows less
    return lab.orders_read, lab.stock_read


def test_what_the_station_did_itself_is_not_read(station: Station) -> None:
    mine = event(LabEvent.JOB_CLAIMED, 1, station_id=station.memory.station_id)
    assert reads(station, mine, event(LabEvent.ORDER_CHANGED, 1, status="printing")) == (0, 0)


@pytest.mark.parametrize(
    "told",
    [
        event(LabEvent.ORDER_CREATED, 3),
        event(LabEvent.ORDER_CHANGED, 1, status="cancelled"),
        event(LabEvent.ORDER_CHANGED, 2, status="printing"),
        event(LabEvent.JOB_CLAIMED, 1, station_id="other"),
        event(LabEvent.JOB_RELEASED, 1),
        event(LabEvent.ORDER_PROGRESS, 2, progress=50),
    ],
    ids=lambda told: f"{told.kind} {told.order_id} {told.data}",
)
def test_what_others_did_is_read_once(station: Station, told: Event) -> None:
    assert reads(station, told, told) == (1, 0)


def test_stock_is_read_apart(station: Station) -> None:
    assert reads(station, event(LabEvent.STOCK_CHANGED, model_id="iphone-iphone-15")) == (0, 1)
