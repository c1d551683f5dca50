"""The lab's clock and the wait for events over HTTP, and a server that ends while somebody waits."""

import asyncio
import re
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx

from contract.lab_client import LabClient
from contract.messages.clock import AdvanceClock, Advanced, Target
from contract.messages.wait import Awaited, WaitFor
from contract.transport import Transport
from contract.vocabulary import LabEvent
from hostkit.lab_token import find_token
from tests.e2e.processes import PATIENCE, PROMISE, Running

Start = Callable[..., Running]
PLACES = 8


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


def test_a_server_ends_at_once_though_calls_wait(start: Start, tmp_path: Path) -> None:
    backend = start("run_backend.py", "--port", "0", "--database", tmp_path / "lab.sqlite")
    address = address_of(backend)
    with ThreadPoolExecutor(PLACES) as threads:
        waiting = [threads.submit(wait_in_turn, address) for _ in range(PLACES)]
        while wait(address, 0)["code"] != "TOO_MANY_WAITING":
            pass
        backend.process.terminate()
        assert backend.ends(PROMISE) == 0
    assert {one.result()["code"] for one in waiting} == {"SERVER_ENDING"}
    with closing(sqlite3.connect(tmp_path / "lab.journal.sqlite")) as journal:
        assert journal.execute("SELECT count(*) FROM call WHERE codes LIKE '%SERVER_ENDING%'").fetchone() == (PLACES,)


def wait(address: str, timeout: float) -> dict[str, Any]:
    """The answer of a wait for what never comes."""
    headers = {"Authorization": f"Bearer {find_token(address)}"}
    body = {"kind": "refunded", "timeout": timeout}
    answer = httpx.post(f"{address}/lab/wait", json=body, headers=headers, trust_env=False, timeout=2 * PATIENCE)
    return dict(answer.json())


def wait_in_turn(address: str) -> dict[str, Any]:
    """Whoever asks whether all places are taken may take one for a moment."""
    while (answer := wait(address, PATIENCE))["code"] == "TOO_MANY_WAITING":
        pass
    return answer
