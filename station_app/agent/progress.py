"""Exact progress to the lab, at most twice a second, and only what changed."""

import asyncio
import logging

from contract.errors import ServiceError
from contract.lab_client import LabClient
from contract.messages.lab import ReportPrint
from station_app.agent.memory import JobStep
from station_app.agent.state import Link
from station_app.agent.station import Station

log = logging.getLogger(__name__)

INTERVAL = 0.5
HIGHEST = 99
"""Percent before `printed` is reported."""


class ProgressReports:
    """A report that is lost is not repeated: the next one says more."""

    def __init__(self, station: Station, lab: LabClient) -> None:
        self._station = station
        self._lab = lab
        self._last: tuple[str, ReportPrint] | None = None

    async def run(self) -> None:
        version = -1
        while True:
            version = await self._station.newer_than(version)
            await asyncio.sleep(INTERVAL)
            report = self._report()
            if report is not None and report != self._last:
                await self._send(*report)
                self._last = report

    def _report(self) -> tuple[str, ReportPrint] | None:
        """None unless the backend already knows that our job is printing."""
        job = self._station.memory.job
        if job is None or job.step is not JobStep.ON_PRESS or self._station.memory.updates:
            return None
        if self._station.link is not Link.CONNECTED:
            return None
        reading = self._station.press.read()
        return job.order_id, ReportPrint(
            station_id=self._station.memory.station_id,
            progress=min(HIGHEST, reading.progress),
            phase=reading.phase,
        )

    async def _send(self, order_id: str, report: ReportPrint) -> None:
        try:
            await self._lab.report_print(order_id, report)
        except ServiceError as error:
            log.info("progress of %s: %s", order_id, error)
