"""The lab's clock and the wait for events over HTTP."""

import asyncio
import re
from collections.abc import Callable

from contract.lab_client import LabClient
from contract.messages.clock import AdvanceClock, Advanced, Target
from contract.messages.wait import Awaited, WaitFor
from contract.transport import Transport
from contract.vocabulary import LabEvent
from hostkit.lab_token import find_token
from tests.e2e.processes import PATIENCE, Running

Start = Callable[..., Running]


def address_of(backend: Running) -> str:
    ready = re.match(r"Ready: (http://127\.0\.0\.1:\d+)", backend.line())
    assert ready is not None, backend.errors()
    return ready[1]


async def wait_and_advance(address: str) -> tuple[Awaited, Advanced]:
    async with Transport(address, "test", lambda: find_token(address)) as transport, asyncio.TaskGroup() as group:
        lab = LabClient(transport)
        cursor = (await lab.events(None)).next
        wanted = WaitFor(kind=LabEvent.CLOCK_CHANGED, after=cursor, timeout=PATIENCE)
        waiting = group.create_task(lab.wait_for(wanted))
        advanced = await lab.advance(AdvanceClock(until=Target.QUEUE_DAY))
        assert (await lab.clock()).now >= advanced.to
        return await waiting, advanced


def test_who_waits_hears_of_an_advance(start: Start) -> None:
    awaited, advanced = asyncio.run(wait_and_advance(address_of(start("run_backend.py", "--port", "0"))))
    [day] = advanced.happened
    assert (day.at.hour, day.at.minute, day.detail) == (0, 0, f"{awaited.event.at:%Y-%m-%d}")
