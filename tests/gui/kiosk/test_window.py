"""The window as the program uses it: on the event loop, with pictures taken while it runs."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication

from contract.vocabulary import OrderStatus
from hostkit.languages import ENGLISH
from kiosk_app.controller.state import QueuedOrder
from kiosk_app.scenes import Still, scenes
from kiosk_app.window import SIZE, KioskWindow
from qtkit.grab import save_png
from qtkit.language import ASSETS, Language, load_fonts
from qtkit.loop import run
from qtkit.stall_meter import StallMeter

LONGEST_STALL = 0.1
"""Seconds. The product's own limit is 0.05; a busy test machine gets twice that."""


@pytest.fixture
def still(application: QGuiApplication) -> Still:
    assert application
    load_fonts()
    return Still(scenes()["summary"])


def open_window(still: Still, *, motion: bool) -> KioskWindow:
    view = KioskWindow(still, Language(ASSETS / "translations" / "kiosk_zh_CN.qm", ENGLISH), motion=motion)
    view.cases.start()
    view.show(QRect(0, 0, *SIZE))
    return view


def test_a_grab_does_not_hold_the_loop(application: QGuiApplication, still: Still, tmp_path: Path) -> None:
    file = tmp_path / "画面" / "summary.png"
    stalls = []

    async def work(_ending: asyncio.Event) -> None:
        view = open_window(still, motion=False)
        await view.complete()
        await view.settled()
        meter = StallMeter(view.window)
        await save_png(await view.grab(), file)
        stalls.append(meter.longest)
        view.close()

    run(application, work)
    assert stalls[0] < LONGEST_STALL
    with Image.open(file) as picture:
        assert picture.size == SIZE


def test_a_number_that_goes_while_it_arrives_does_not_hold_the_screen(
    application: QGuiApplication, still: Still
) -> None:
    async def work(_ending: asyncio.Event) -> None:
        view = open_window(still, motion=True)
        await view.complete()
        for status in (OrderStatus.COMPLETED, OrderStatus.PRINTING):
            still.show(replace(still.state, queue=(QueuedOrder("ORDER_1", "Q001", status),)))
            await view.frame()
        async with asyncio.timeout(15):
            await view.settled()
        view.close()

    run(application, work)


def test_a_screen_settles_after_its_transition(application: QGuiApplication, still: Still) -> None:
    settled = []

    async def work(_ending: asyncio.Event) -> None:
        view = open_window(still, motion=True)
        await view.complete()
        await view.settled()
        still.show(scenes()["choose payment"])
        settled.append(view.window.property("settled"))
        await view.settled()
        settled.append(view.window.property("settled"))
        view.close()

    run(application, work)
    assert settled == [False, True]
