"""A second address of the gate's, on this computer alone, whose calls it answers by itself.

Another gate listens there, so that whatever a client may send is read by the same rules; in a thread of its own, since
reading a journal takes time that the calls of others must not wait for.
"""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any, TypeVar

from contract.hints import Code
from contract.kinds import MEGABYTE
from contract.wire import Directive, Passage, Refused
from gate.changes import for_method
from gate.heads import Rules
from gate.lab.refusals import Refused as LabRefused
from gate.lab.replies import refusal
from gate.lab.table import Table
from gate.listener import Gate
from gate.origin import Peer, Place, Plan
from gate.requests import Request

ResultT = TypeVar("ResultT")
HERE = "127.0.0.1"


class Answering:
    """In the place of a server behind a gate: there is none."""

    place = Place(HERE, 0)
    rules = Rules(lambda _: MEGABYTE)

    def __init__(self, table: Table) -> None:
        self._table = table

    def plan(self, request: Request, peer: Peer) -> Plan:  # noqa: ARG002 (of the protocol)
        return Plan(answer=for_method(request.method, self._table.answer(request)))

    def head(self, request: Request, peer: Peer, key: int, passage: Passage = Passage.FIRST, note: str = "") -> bytes:  # noqa: ARG002 (of the protocol)
        return request.head.plain

    def refusal(self, request: Request | None, refused: Refused, peer: Peer, key: int) -> bytes | None:  # noqa: ARG002 (likewise)
        return None

    def refuse(self, refused: Refused) -> bytes:
        headers = {"Connection": "close"}
        return refusal(LabRefused(HTTPStatus(refused.status), Code(refused.code), refused.detail, headers))

    def take_directive(self, head: bytes) -> tuple[bytes, Directive | None]:
        return head, None

    def unreachable(self, error: OSError) -> bytes:  # noqa: ARG002 (of the protocol)
        return b""


@contextmanager
def serving(table: Table, port: int) -> Iterator[int]:
    """Gives the port. Raises OSError when it can't be had."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="lab", daemon=True)
    thread.start()

    def run(work: Coroutine[Any, Any, ResultT]) -> ResultT:
        return asyncio.run_coroutine_threadsafe(work, loop).result()

    gate = Gate(Answering(table))
    try:
        yield run(gate.open(HERE, port))
    finally:
        run(_close(gate))
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _close(gate: Gate) -> None:
    await gate.close(0)
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
