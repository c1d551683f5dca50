"""The control channel's commands and reports, with the real window."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication

from contract.vocabulary import OrderStatus
from hostkit.control import CommandError, ControlChannel, Handler
from hostkit.languages import ENGLISH
from kiosk_app.control import KioskControl
from kiosk_app.controller.state import QueuedOrder, Touch
from kiosk_app.machine.bank import Card
from kiosk_app.scenes import scenes
from kiosk_app.window import SIZE, KioskWindow
from qtkit.language import ASSETS, Language, load_fonts
from qtkit.loop import run
from qtkit.stall_meter import StallMeter
from tests.gui.kiosk.conftest import Recorder


class Driver(ControlChannel):
    """The other end: it carries out commands by itself and keeps the reports."""

    def __init__(self) -> None:
        self.handlers: dict[str, Handler] = {}
        self.reports: list[dict[str, Any]] = []
        self.changed = asyncio.Event()
        self.over = asyncio.Event()

    def on(self, name: str, handler: Handler) -> None:
        self.handlers[name] = handler

    def report(self, kind: str, **fields: Any) -> None:
        self.reports.append({"report": kind, **fields})
        self.changed.set()

    async def serve(self) -> None:
        await self.over.wait()

    async def do(self, name: str, **fields: Any) -> Mapping[str, Any]:
        return await self.handlers[name]({"do": name, **fields})

    async def until(self, **fields: Any) -> None:
        while not any(fields.items() <= report.items() for report in self.reports):
            self.changed.clear()
            await self.changed.wait()


Story = Callable[[Driver, Recorder], Awaitable[None]]


@pytest.fixture
def play(application: QGuiApplication) -> Callable[[Story], None]:
    """Run a story against a window that shows the attract screen."""
    load_fonts()

    async def work(story: Story) -> None:
        controller = Recorder(scenes()["attract"])
        view = KioskWindow(controller, Language(ASSETS / "translations" / "kiosk_zh_CN.qm", ENGLISH), motion=False)
        view.cases.start()
        view.show(QRect(0, 0, *SIZE))
        await view.complete()
        driver = Driver()
        control = KioskControl(driver, controller, view, StallMeter(view.window))
        async with asyncio.timeout(20), asyncio.TaskGroup() as group:
            tasks = [group.create_task(control.serve(asyncio.Event())), group.create_task(control.tell_screens())]
            await driver.until(report="ready")
            await story(driver, controller)
            for task in tasks:
                task.cancel()
        view.close()

    return lambda story: run(application, lambda _ending: work(story))


def test_each_screen_is_reported_once_it_rests(play: Callable[[Story], None]) -> None:
    async def story(driver: Driver, controller: Recorder) -> None:
        await driver.until(report="screen", screen="attract", session_id="")
        controller.show(scenes()["code"])
        await driver.until(report="screen", screen="code", session_id=scenes()["code"].session_id)
        controller.show(scenes()["confirmed"])
        await driver.until(report="screen", screen="confirmed", queue_number="Q043", order_id="ORDER_5f2c9a1e")
        assert [each["screen"] for each in driver.reports if each["report"] == "screen"] == [
            "attract",
            "code",
            "confirmed",
        ]

    play(story)


def test_each_status_of_an_order_is_reported_once(play: Callable[[Story], None]) -> None:
    async def story(driver: Driver, controller: Recorder) -> None:
        order = QueuedOrder("ORDER_5f2c9a1e", "Q043", OrderStatus.PENDING)
        for status in (OrderStatus.PENDING, OrderStatus.PENDING, OrderStatus.PRINTING):
            controller.show(replace(controller.state, queue=(replace(order, status=status),)))
        told = [each["status"] for each in driver.reports if each.get("order_id") == order.order_id]
        assert told == ["pending", "printing"]

    play(story)


def test_touches_and_cards_reach_the_machine(play: Callable[[Story], None]) -> None:
    async def story(driver: Driver, controller: Recorder) -> None:
        await driver.do("touch", target="start")
        await driver.do("present", card="declined")
        assert (controller.touched, controller.presented) == ([Touch.START], [Card.DECLINED])

    play(story)


@pytest.mark.parametrize("command", [{"name": "touch", "target": "nose"}, {"name": "present"}, {"name": "grab"}])
def test_a_command_without_sense_is_refused(play: Callable[[Story], None], command: dict[str, str]) -> None:
    async def story(driver: Driver, _controller: Recorder) -> None:
        with pytest.raises(CommandError, match="needs a"):
            await driver.do(**command)

    play(story)


def test_a_grab_that_cannot_be_written_is_refused(play: Callable[[Story], None], tmp_path: Path) -> None:
    async def story(driver: Driver, _controller: Recorder) -> None:
        with pytest.raises(CommandError):
            await driver.do("grab", file=str(tmp_path))

    play(story)


def test_stalls_are_measured_anew_after_a_reset(play: Callable[[Story], None]) -> None:
    async def story(driver: Driver, _controller: Recorder) -> None:
        await driver.do("reset_stalls")
        assert 0 <= (await driver.do("stalls"))["longest_ms"] < 100

    play(story)


def test_the_state_is_told_in_words(play: Callable[[Story], None]) -> None:
    async def story(driver: Driver, controller: Recorder) -> None:
        controller.show(scenes()["summary"])
        state = await driver.do("state")
        assert (state["screen"], state["amount"], state["progress"]) == ("summary", "£21.99", "design_complete")

    play(story)
