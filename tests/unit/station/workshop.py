"""A station at work on the fake lab: started, killed and started again on the same memory."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from contract.lab_feed import LabFeed
from contract.vocabulary import OrderStatus
from hostkit.store import Store
from kernel.chance import Chance
from station_app.agent.agent import StationAgent
from station_app.agent.inside import Settings
from station_app.agent.state import StationState
from station_app.press.press import Phase
from tests.unit.station.fake_lab import FakeLab

CASE_SECONDS = 0.12
PATIENCE = 10.0


@asynccontextmanager
async def working_station(
    lab: FakeLab, folder: Path, case_seconds: float = CASE_SECONDS
) -> AsyncIterator[StationAgent]:
    """Leaving the block ends the station as abruptly as kill -9 does: nothing more is written."""
    settings = Settings("http://lab.test", "CN_DEBUG_01", case_seconds)
    with Store(folder / "station.sqlite3") as store:
        async with lab.transport() as transport:
            agent = StationAgent(settings, store, LabFeed(transport), Chance(1))
            task = asyncio.create_task(agent.run())
            try:
                yield agent
            finally:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task


def advance(agent: StationAgent, phase: Phase) -> None:
    """Let the press's time pass until it is in this phase."""
    station = agent.station
    with station.runner.at_this_moment():
        while station.press.state is not phase:
            station.press.tick(0.1)


async def moved_on(agent: StationAgent) -> None:
    """Wait until the press has moved on a little: what was being written is written."""
    left = agent.state.press.seconds_left
    await until(agent, lambda state: state.press.seconds_left < left - 0.1)


async def until(agent: StationAgent, condition: Callable[[StationState], bool]) -> StationState:
    """The first state that meets the condition."""
    async with asyncio.timeout(PATIENCE):
        await agent.station.until(lambda: condition(agent.state))
    return agent.state


async def until_completed(agent: StationAgent, lab: FakeLab, *order_ids: str) -> None:
    def done(state: StationState) -> bool:
        return state.unsent == 0 and all(lab.orders[each]["status"] == OrderStatus.COMPLETED for each in order_ids)

    await until(agent, done)
