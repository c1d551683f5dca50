"""Our end of the control channel, with pipes for standard input and output."""

import asyncio
import json
import os
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from hostkit.control import CommandError, ControlChannel


class Driver:
    """The other end: writes commands first, reads everything afterwards."""

    def __init__(self, commands: int, reports: pytest.CaptureFixture[str]) -> None:
        self._commands = commands
        self._reports = reports

    def write(self, *lines: str) -> None:
        os.write(self._commands, "".join(line + "\n" for line in lines).encode())

    def end(self) -> None:
        os.close(self._commands)

    def read(self) -> list[Any]:
        return [json.loads(line) for line in self._reports.readouterr().out.splitlines()]


@pytest.fixture
def driver(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Driver]:
    reading, writing = os.pipe()
    with os.fdopen(reading) as commands:
        monkeypatch.setattr(sys, "stdin", commands)
        yield Driver(writing, capsys)


async def touch(command: Mapping[str, Any]) -> Mapping[str, Any]:
    if command["target"] == "nowhere":
        raise CommandError("there is no button nowhere")
    return {"touched": command["target"]}


def serve() -> None:
    async def until_the_input_ends() -> None:
        channel = ControlChannel()
        channel.on("touch", touch)
        channel.report("ready", address="http://127.0.0.1:8000")
        await channel.serve()

    asyncio.run(until_the_input_ends())


def served(driver: Driver, *lines: str) -> list[Any]:
    """What the channel answers to these lines, after its first report."""
    driver.write(*lines)
    driver.end()
    serve()
    return driver.read()[1:]


def test_report_is_one_line_of_json(driver: Driver) -> None:
    driver.end()
    serve()
    assert driver.read() == [{"report": "ready", "address": "http://127.0.0.1:8000"}]


def test_command_is_answered_with_its_number(driver: Driver) -> None:
    assert served(driver, '{"do": "touch", "id": 7, "target": "pay"}') == [{"answer": 7, "touched": "pay"}]


def test_refused_command_says_why(driver: Driver) -> None:
    answers = served(driver, '{"do": "touch", "id": 1, "target": "nowhere"}')
    assert answers == [{"answer": 1, "error": "there is no button nowhere"}]


def test_unknown_command_names_the_known(driver: Driver) -> None:
    assert served(driver, '{"do": "dance", "id": 1}') == [
        {"answer": 1, "error": "unknown command 'dance'; known: ['touch']"}
    ]


@pytest.mark.parametrize("line", ["", "touch", "[]", '"touch"', '{"id": 1}'])
def test_line_that_is_no_command_is_explained(driver: Driver, line: str) -> None:
    (answer,) = served(driver, line)
    assert "one JSON object a line" in answer["error"]


def test_commands_are_carried_out_in_order(driver: Driver) -> None:
    lines = [json.dumps({"do": "touch", "id": number, "target": str(number)}) for number in range(20)]
    assert [answer["answer"] for answer in served(driver, *lines)] == list(range(20))
