"""A driven program: start it, wait for its reports, give it commands, end it. The end-to-end tests use it as well.

    async with await Program.start("kiosk", sys.executable, "run_kiosk.py", "--control") as kiosk:
        screens = kiosk.follow()
        await screens.until("screen", screen="code")
        await kiosk.do("touch", target="pay")
        status = await kiosk.end()

The program hangs on its standard input (see hostkit.control): it ends with us, whatever ends us.
"""

import asyncio
import itertools
import json
import os
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

Report = Mapping[str, Any]

GRACE = 3.0
"""Seconds that a program gets to end by itself."""
PATIENCE = 15.0
"""Seconds that a command may take."""
LONGEST_LINE = 1 << 20
"""Bytes."""
TAIL = 20
"""Lines of standard error that are kept for the person who has to find out."""
LOG = 200
"""Lines of both outputs that are kept, for a test that fails."""


class DrivingError(Exception):
    """A program did not do what its driver waited for. The message says which and why."""


class ProgramEnded(DrivingError):
    """It ended while it was waited for."""

    def __init__(self, name: str, status: int, tail: str) -> None:
        super().__init__(f"the {name} ended with exit status {status}" + (f":\n{tail}" if tail else ""))
        self.status = status


class Program:
    """One running program, and everything that it has reported so far, in order."""

    def __init__(self, name: str, process: Process) -> None:
        self.name = name
        self.reports: list[Report] = []
        self._process = process
        self._numbers = itertools.count(1)
        self._answers: dict[int, asyncio.Future[Report]] = {}
        self.log: deque[str] = deque(maxlen=LOG)
        self._tail: deque[str] = deque(maxlen=TAIL)
        self._bell = asyncio.Event()
        self._end = asyncio.create_task(self._listen())
        self._end.add_done_callback(lambda _: self._ring())

    @classmethod
    async def start(cls, name: str, *command: str, environment: Mapping[str, str] | None = None) -> Self:
        """Start the command. Ctrl-C in our terminal doesn't reach it: its driver ends it, in order."""
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env={**os.environ, **(environment or {})},
            limit=LONGEST_LINE,
            start_new_session=True,
        )
        return cls(name, process)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with suppress(DrivingError):
            await self.end()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def tail(self) -> str:
        """The last lines of its standard error."""
        return "\n".join(self._tail)

    def follow(self) -> "Follower":
        """A reader of its own, from the first report on."""
        return Follower(self)

    async def report(self, index: int) -> Report:
        """The report with this index, as soon as there is one. Raises ProgramEnded when there never will be."""
        while len(self.reports) <= index:
            if self._end.done():
                raise ProgramEnded(self.name, self._end.result(), self.tail)
            await self._bell.wait()
        return self.reports[index]

    async def says(self, words: str) -> None:
        """Wait until it has said this on its standard error. Raises ProgramEnded when it never will."""
        while words not in self.tail:
            if self._end.done():
                raise ProgramEnded(self.name, self._end.result(), self.tail)
            await self._bell.wait()

    async def do(self, command: str, **fields: Any) -> Report:
        """Give a command and return its answer. Raises DrivingError when it is refused or goes unanswered."""
        if self._end.done():
            raise ProgramEnded(self.name, self._end.result(), self.tail)
        number = next(self._numbers)
        self._answers[number] = asyncio.get_running_loop().create_future()
        await self._write({"do": command, "id": number, **fields})
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await self._answers[number]
        except TimeoutError as error:
            raise DrivingError(f"the {self.name} did not answer {command!r} within {PATIENCE:g} s") from error
        finally:
            del self._answers[number]
        if "error" in answer:
            raise DrivingError(f"the {self.name} refused {command!r}: {answer['error']}")
        return answer

    async def ended(self) -> int:
        """Wait for its end, however it comes, and return the exit status."""
        return await asyncio.shield(self._end)

    async def end(self, grace: float = GRACE) -> int:
        """Close its input and return its exit status. Raises DrivingError when it had to be killed."""
        self._close_input()
        try:
            async with asyncio.timeout(grace):
                return await self.ended()
        except TimeoutError as error:
            self.kill()
            await self.ended()
            raise DrivingError(f"the {self.name} did not end within {grace:g} s and was killed") from error

    def kill(self) -> None:
        self._process.kill()

    async def _listen(self) -> int:
        await asyncio.gather(self._read_output(), self._read_errors())
        status = await self._process.wait()
        for answer in self._answers.values():
            if not answer.done():
                answer.set_exception(ProgramEnded(self.name, status, self.tail))
        return status

    async def _read_output(self) -> None:
        if self._process.stdout is not None:
            async for line in self._process.stdout:
                self.log.append(_text(line))
                self._take(_read(line))

    async def _read_errors(self) -> None:
        if self._process.stderr is not None:
            async for line in self._process.stderr:
                self.log.append(_text(line))
                self._tail.append(_text(line))
                self._ring()

    def _take(self, message: Report) -> None:
        if "report" in message:
            self.reports.append(message)
            self._ring()
            return
        answer = self._answers.get(message.get("answer", 0))
        if answer is not None and not answer.done():
            answer.set_result(message)

    def _ring(self) -> None:
        self._bell.set()
        self._bell = asyncio.Event()

    async def _write(self, message: Mapping[str, Any]) -> None:
        if self._process.stdin is not None:
            with suppress(ConnectionError):  # it is ending; whoever waits for the answer learns that
                self._process.stdin.write(json.dumps(message).encode() + b"\n")
                await self._process.stdin.drain()

    def _close_input(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()


class Follower:
    """Reads a program's reports one after another: two waits in a row can't miss what came between them."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._index = 0

    async def next(self) -> Report:
        """Raises ProgramEnded when no more will come."""
        report = await self._program.report(self._index)
        self._index += 1
        return report

    async def until(self, kind: str, **fields: Any) -> Report:
        """Read on to the first report of this kind with these fields. Raises ProgramEnded; put a timeout around it."""
        wanted = {"report": kind, **fields}.items()
        while not wanted <= (report := await self.next()).items():
            pass
        return report


def _read(line: bytes) -> Report:
    """A line of ordinary text becomes the report `line` with its text."""
    try:
        message = json.loads(line)
    except ValueError:
        message = None
    if isinstance(message, dict):
        return message
    return {"report": "line", "text": _text(line)}


def _text(line: bytes) -> str:
    return line.decode(errors="replace").rstrip()
