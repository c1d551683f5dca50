"""The driver that the demo and these tests share, with small programs that behave well and badly."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import pytest

from demo.program import DrivingError, Program, ProgramEnded
from tests.e2e.processes import wait_until_gone

ResultT = TypeVar("ResultT")
REPORTS = """
import sys
print('{"report": "screen", "screen": "code"}', 'Hello', '{"report": "screen", "screen": "pay"}', sep="\\n", flush=True)
sys.stdin.read()
"""
ANSWERS = """
import json, sys
for line in sys.stdin:
    command = json.loads(line)
    problem = {"error": "no such button"} if command["target"] == "nowhere" else {}
    print(json.dumps({"answer": command["id"], "touched": command["target"], **problem}), flush=True)
"""
CRASHES = "import sys; sys.exit('the paper is out')"
STAYS = """
import signal
print('{"report": "ready"}', flush=True)
signal.pause()
"""


def drive(source: str, work: Callable[[Program], Awaitable[ResultT]]) -> ResultT:
    async def with_program() -> ResultT:
        async with await Program.start("kiosk", sys.executable, "-c", source) as program:
            return await work(program)

    return asyncio.run(with_program())


def test_two_followers_each_read_everything() -> None:
    async def follow(program: Program) -> list[Any]:
        followers = [program.follow(), program.follow()]
        return [(await each.until("screen", screen="pay"))["screen"] for each in followers]

    assert drive(REPORTS, follow) == ["pay", "pay"]


def test_a_wait_goes_on_where_the_last_one_ended() -> None:
    async def follow(program: Program) -> list[Any]:
        screens = program.follow()
        return [(await screens.until("screen"))["screen"] for _ in range(2)]

    assert drive(REPORTS, follow) == ["code", "pay"]


def test_ordinary_text_is_a_line() -> None:
    async def follow(program: Program) -> Any:
        return (await program.follow().until("line"))["text"]

    assert drive(REPORTS, follow) == "Hello"


def test_commands_get_their_own_answers() -> None:
    async def touch(program: Program) -> list[Any]:
        answers = await asyncio.gather(*(program.do("touch", target=str(number)) for number in range(5)))
        return [answer["touched"] for answer in answers]

    assert drive(ANSWERS, touch) == ["0", "1", "2", "3", "4"]


def test_refused_command_raises_with_the_reason() -> None:
    with pytest.raises(DrivingError, match="the kiosk refused 'touch': no such button"):
        drive(ANSWERS, lambda program: program.do("touch", target="nowhere"))


@pytest.mark.parametrize(
    "wait", [lambda program: program.follow().next(), lambda program: program.do("touch")], ids=["report", "answer"]
)
def test_end_while_waiting_raises_with_status_and_last_words(wait: Callable[[Program], Awaitable[Any]]) -> None:
    with pytest.raises(ProgramEnded, match=r"(?s)the kiosk ended with exit status 1.*the paper is out") as ended:
        drive(CRASHES, wait)
    assert ended.value.status == 1


def test_end_closes_the_input_and_returns_the_status() -> None:
    assert drive(REPORTS, lambda program: program.end()) == 0


def test_program_that_does_not_end_is_killed_and_named() -> None:
    async def end(program: Program) -> None:
        await program.follow().until("ready")
        with pytest.raises(DrivingError, match=r"the kiosk did not end within 0\.1 s and was killed"):
            await program.end(grace=0.1)
        wait_until_gone([program.pid])

    drive(STAYS, end)
