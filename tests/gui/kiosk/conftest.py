"""One real window for all tests of this folder: compiled once, shown anew for each test."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from hostkit.languages import ENGLISH
from kiosk_app.controller.state import KioskState, Touch
from kiosk_app.machine.bank import Card
from kiosk_app.scenes import Still, scenes
from kiosk_app.viewmodels.cases import SAMPLES
from kiosk_app.window import SIZE, KioskWindow
from qtkit.language import ASSETS, Language, load_fonts

PLACE = QRect(0, 0, *SIZE)
SETTLING_MS = 8000


class Recorder(Still):
    """A controller that stands still and remembers what the customer did."""

    def __init__(self, state: KioskState) -> None:
        super().__init__(state)
        self.touched: list[Touch] = []
        self.presented: list[Card] = []

    def touch(self, touch: Touch) -> None:
        self.touched.append(touch)

    def present(self, card: Card) -> None:
        self.presented.append(card)


class Stage:
    """The window and its controller, as a test needs them."""

    def __init__(self, view: KioskWindow, controller: Recorder, language: Language, bot: QtBot) -> None:
        self.view = view
        self.controller = controller
        self._language = language
        self._bot = bot

    def show(self, scene: str, language: str = ENGLISH) -> None:
        """Show the scene, wait until it has come to rest, and lay it out by drawing it."""
        if language != self._language.current:
            self.view.model.switchLanguage()
        self.controller.show(scenes()[scene])
        self.wait_for("settled")
        self.picture()

    def wait_for(self, flag: str) -> None:
        """Wait until this property of the window is true."""
        self._bot.waitUntil(lambda: bool(self.view.window.property(flag)), timeout=SETTLING_MS)

    def picture(self) -> QImage:
        return self.view.window.grabWindow()


@pytest.fixture(scope="session", autouse=True)
def compiled(qapp: QGuiApplication, request: pytest.FixtureRequest) -> Iterator[Stage]:
    """All that Qt keeps from its first use on, such as the thread that reads pictures, is there afterwards."""
    assert qapp
    load_fonts()
    language = Language(ASSETS / "translations" / "kiosk_zh_CN.qm", ENGLISH)
    controller = Recorder(scenes()["starting"])
    view = KioskWindow(controller, language, motion=False)
    view.cases.start()
    view.show(PLACE)
    bot = QtBot(request)
    bot.waitUntil(lambda: len(view.cases.property("samples")) == len(SAMPLES), timeout=SETTLING_MS)
    stage = Stage(view, controller, language, bot)
    stage.wait_for("complete")
    stage.show("code")
    view.window.hide()
    yield stage
    language.choose(ENGLISH)
    view.close()


@pytest.fixture
def application(qapp: QGuiApplication) -> Iterator[QGuiApplication]:
    """For tests that run an event loop. The loop is a cycle with a timer in it, and the thread that composes pictures
    must not be the one to collect it: Qt can't stop a timer from another thread."""
    yield qapp
    gc.collect()


@pytest.fixture
def stage(compiled: Stage) -> Iterator[Stage]:
    compiled.controller.touched.clear()
    compiled.controller.presented.clear()
    compiled.view.show(PLACE)
    yield compiled
    compiled.view.window.hide()
