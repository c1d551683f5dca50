"""Who a station is: once and for all for its store, and with a seed the same on every new one."""

import asyncio
from pathlib import Path

from contract.lab_feed import LabFeed
from hostkit.store import Store
from kernel.chance import UNGUESSABLE, Chance
from station_app.agent.agent import StationAgent
from station_app.agent.inside import Settings
from tests.unit.station.fake_lab import FakeLab


def station_id(file: Path, chance: Chance = UNGUESSABLE, equipment_id: str = "CN_DEBUG_01") -> str:
    transport = FakeLab().transport()
    with Store(file) as store:
        found = StationAgent(Settings("http://lab.test", equipment_id), store, LabFeed(transport), chance).station
    asyncio.run(transport.http.aclose())
    return found.memory.station_id


def test_a_station_is_itself_after_a_restart(tmp_path: Path) -> None:
    assert station_id(tmp_path / "1.db") == station_id(tmp_path / "1.db")


def test_without_a_seed_each_store_makes_another_station(tmp_path: Path) -> None:
    assert station_id(tmp_path / "1.db") != station_id(tmp_path / "2.db")


def test_with_a_seed_the_equipment_decides(tmp_path: Path) -> None:
    first = station_id(tmp_path / "1.db", Chance(7))
    assert station_id(tmp_path / "2.db", Chance(7)) == first
    assert station_id(tmp_path / "3.db", Chance(7), "PRINTER_001") != first
    assert station_id(tmp_path / "4.db", Chance(8)) != first
