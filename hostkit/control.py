"""A control channel beside a program's screen: commands on standard input, reports on standard output, as JSON lines.

The demo, the end-to-end tests and the rehearsals drive the real programs through it. A command is
`{"do": name, "id": n, …}`; its answer is `{"answer": n, …}` or `{"answer": n, "error": sentence}`. Everything else is
a report, `{"report": kind, …}`. The end of the input ends the program: a driver that is killed leaves no orphan.
"""

import asyncio
import json
import os
import sys
import threading
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

Handler = Callable[[Mapping[str, Any]], Awaitable[Mapping[str, Any]]]


class CommandError(Exception):
    """A command that can't be carried out, with the sentence that the driver gets."""


class ControlChannel:
    """Our end of the channel. `report` may be called from the event loop's thread only."""

    def __init__(self) -> None:
        self._commands: dict[str, Handler] = {}
        self._lines: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._descriptor = sys.stdin.fileno()

    def on(self, name: str, handler: Handler) -> None:
        """Carry out the command `name` with `handler`, whose mapping becomes the answer."""
        self._commands[name] = handler

    def report(self, kind: str, **fields: Any) -> None:
        self._write({"report": kind, **fields})

    async def serve(self) -> None:
        """Carry out commands one after another until the input ends."""
        loop = asyncio.get_running_loop()
        threading.Thread(target=self._read, args=(loop,), daemon=True, name="control").start()
        while (line := await self._lines.get()) is not None:
            self._write(await self._carry_out(line))

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        # os.read, because a thread that waits in sys.stdin holds its lock while Python ends, and aborts it.
        rest = b""
        while chunk := self._chunk():
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                self._hand_over(loop, line)
        self._hand_over(loop, None)

    def _chunk(self) -> bytes:
        try:
            return os.read(self._descriptor, 65536)
        except OSError:
            return b""

    def _hand_over(self, loop: asyncio.AbstractEventLoop, line: bytes | None) -> None:
        with suppress(RuntimeError):  # the loop may end before its input does
            loop.call_soon_threadsafe(self._lines.put_nowait, line)

    async def _carry_out(self, line: bytes) -> Mapping[str, Any]:
        try:
            command = json.loads(line)
            number, name = command.get("id"), command["do"]
        except (ValueError, KeyError, AttributeError):
            return {"answer": None, "error": 'a command is one JSON object a line: {"do": …, "id": …}'}
        handler = self._commands.get(name)
        if handler is None:
            return {"answer": number, "error": f"unknown command {name!r}; known: {sorted(self._commands)}"}
        try:
            return {"answer": number, **await handler(command)}
        except CommandError as error:
            return {"answer": number, "error": str(error)}

    @staticmethod
    def _write(message: Mapping[str, Any]) -> None:
        try:
            sys.stdout.write(json.dumps(message) + "\n")
            sys.stdout.flush()
        except BrokenPipeError:
            pass  # the driver is gone; the end of the input ends us
