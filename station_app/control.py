"""What a driver can ask of the running station over its control channel, and what it is told."""

import asyncio
from collections.abc import Mapping
from typing import Any

from PySide6.QtGui import QImage

from contract.vocabulary import OrderStatus
from hostkit.control import ControlChannel
from qtkit.stall_meter import StallMeter
from qtkit.window_commands import answer_window_commands
from station_app.agent.agent import StationAgent
from station_app.agent.memory import Update
from station_app.windows.station_window import StationWindow

SETTLING = 0.06
"""Seconds in which Qt lays out and paints what a new state has changed."""


class StationControl:
    """Reports `ready` once and `job` for every status that the backend has accepted."""

    def __init__(self, channel: ControlChannel, agent: StationAgent, window: StationWindow, meter: StallMeter) -> None:
        self._channel = channel
        self._agent = agent
        self._window = window
        channel.on("state", self._state)
        answer_window_commands(channel, meter, self._picture)
        agent.on_delivered = self._tell_job

    async def serve(self, ending: asyncio.Event) -> None:
        """Carry out commands until the input ends; then the program ends."""
        self._channel.report("ready")
        await self._channel.serve()
        ending.set()

    def _tell_job(self, update: Update) -> None:
        self._channel.report(
            "job",
            order_id=update.order_id,
            queue_number=update.queue_number,
            status=update.status,
            progress=0 if update.status is OrderStatus.PRINTING else 100,
        )

    async def _picture(self) -> QImage:
        """The window with the state of this moment."""
        self._window.show_state(self._agent.state)
        await asyncio.sleep(SETTLING)
        return self._window.grab().toImage()

    async def _state(self, _command: Mapping[str, Any]) -> Mapping[str, Any]:
        state = self._agent.state
        queue = [
            {
                "order_id": row.order.order_id,
                "queue_number": row.order.queue_number,
                "status": row.status,
                "progress": row.progress,
                "why": row.waiting.why if row.waiting else None,
            }
            for row in state.rows
        ]
        return {"link": state.link, "phase": state.press.phase, "unsent": state.unsent, "queue": queue}
