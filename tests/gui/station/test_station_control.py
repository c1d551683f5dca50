"""What a driver gets over the control channel."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from contract.lab_feed import LabFeed
from contract.transport import Transport
from contract.vocabulary import OrderStatus
from hostkit.control import CommandError, ControlChannel, Handler
from hostkit.store import Store
from qtkit.stall_meter import StallMeter
from station_app.agent.agent import StationAgent
from station_app.agent.inside import Settings
from station_app.agent.memory import Update
from station_app.control import StationControl
from tests.gui.station.conftest import OpenWindow
from tests.unit.station.fake_lab import FakeLab


class Channel(ControlChannel):
    """A channel whose driver is the test."""

    def __init__(self) -> None:
        self.handlers: dict[str, Handler] = {}
        self.reports: list[dict[str, Any]] = []

    def on(self, name: str, handler: Handler) -> None:
        self.handlers[name] = handler

    def report(self, kind: str, **fields: Any) -> None:
        self.reports.append(json.loads(json.dumps({"report": kind, **fields})))

    def do(self, name: str, **fields: Any) -> Mapping[str, Any]:
        async def carry_out() -> Mapping[str, Any]:
            return await self.handlers[name](fields)

        return asyncio.run(carry_out())


@pytest.fixture
def agent(tmp_path: Path) -> Iterator[StationAgent]:
    transport: Transport = FakeLab().transport()
    with Store(tmp_path / "station.sqlite3") as store:
        yield StationAgent(Settings("http://lab.test", "CN_DEBUG_01"), store, LabFeed(transport))
    asyncio.run(transport.http.aclose())


@pytest.fixture
def channel(agent: StationAgent, open_window: OpenWindow) -> Channel:
    channel, window = Channel(), open_window("printing")
    StationControl(channel, agent, window, StallMeter(window))
    return channel


def test_grab_is_the_whole_window(channel: Channel, tmp_path: Path) -> None:
    file = tmp_path / "shot.png"
    channel.do("grab", file=str(file))
    assert QImage(str(file)).size().toTuple() == (1200, 800)


def test_grab_shows_the_agents_state(channel: Channel, tmp_path: Path) -> None:
    """The window showed a case being printed; the agent has none, and its bed is free."""
    file = tmp_path / "shot.png"
    channel.do("grab", file=str(file))
    assert QImage(str(file)).pixelColor(1020, 600).name() == "#e4dbcf"


@pytest.mark.parametrize("fields", [{}, {"file": 3}, {"file": "/proc/nowhere/shot.png"}])
def test_impossible_grab_is_explained(channel: Channel, fields: dict[str, Any]) -> None:
    with pytest.raises(CommandError):
        channel.do("grab", **fields)


def test_state_is_a_summary(channel: Channel) -> None:
    assert channel.do("state") == {"link": "connecting", "phase": "idle", "unsent": 0, "queue": []}


def test_stalls_start_anew(channel: Channel) -> None:
    channel.do("reset_stalls")
    assert channel.do("stalls") == {"longest_ms": 0.0}


@pytest.mark.parametrize(
    ("status", "progress"), [(OrderStatus.PRINTING, 0), (OrderStatus.PRINTED, 100), (OrderStatus.COMPLETED, 100)]
)
def test_accepted_status_is_reported(channel: Channel, agent: StationAgent, status: OrderStatus, progress: int) -> None:
    agent.on_delivered(Update("ORDER_1", "Q001", status))
    assert channel.reports == [
        {"report": "job", "order_id": "ORDER_1", "queue_number": "Q001", "status": status, "progress": progress}
    ]
