"""Machine, window and control channel put together on one event loop, in the order in which a customer needs them."""

import asyncio
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TextIO

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication

from contract.lab_feed import LabFeed
from contract.transport import Transport
from hostkit.console import say
from hostkit.control import ControlChannel
from hostkit.lab_certificate import find_certificate
from hostkit.lab_token import find_token
from hostkit.store import Store
from kernel.chance import Chance
from kiosk_app.control import KioskControl
from kiosk_app.controller.kiosk import Kiosk
from kiosk_app.controller.state import Failure, KioskState, Trouble
from kiosk_app.machine.screen import Screen
from kiosk_app.options import Options
from kiosk_app.window import SIZE, KioskWindow
from qtkit import loop
from qtkit.colours import DARK, LIGHT, Palette
from qtkit.language import ASSETS, Language, load_fonts
from qtkit.stall_meter import StallMeter

TRANSLATIONS = ASSETS / "translations" / "kiosk_zh_CN.qm"
PROGRAM = "pimpmycase-kiosk"
DISPLAY_SHARE = 0.92
"""How much of the display's height the window takes, so that its frame and the task bar have room."""


def run(options: Options, memory: Path, visible: bool) -> None:
    """Serve customers until the program is told to end. Raises what made it fail."""
    application = QGuiApplication(sys.argv[:1])
    application.setApplicationName(PROGRAM)
    load_fonts()
    language = Language(TRANSLATIONS, options.language)
    place = QRect(*options.geometry) if options.geometry else default_place(application, visible)
    loop.run(application, lambda ending: _work(options, memory, language, place, ending))


def default_place(application: QGuiApplication, visible: bool) -> QRect:
    """The whole front at its own size in memory, otherwise as large as the display allows."""
    if not visible:
        return QRect(0, 0, *SIZE)
    room = application.primaryScreen().availableGeometry()
    height = round(room.height() * DISPLAY_SHARE)
    width = min(room.width(), round(height * SIZE[0] / SIZE[1]))
    return QRect(room.x() + (room.width() - width) // 2, room.y() + (room.height() - height) // 2, width, height)


def system_palette() -> Palette:
    """Light or dark as the system has it."""
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


async def _work(options: Options, memory: Path, language: Language, place: QRect, ending: asyncio.Event) -> None:
    with Store(memory) as store:
        async with _transport(options.backend) as transport:
            kiosk = Kiosk(options.machine, LabFeed(transport), store, chance=Chance(options.seed))
            kiosk.observe(LinkConsole(sys.stderr if options.control else sys.stdout).show)
            await loop.run_until(ending, kiosk.run(), _show(options, kiosk, language, place, ending))


def _transport(backend: str) -> Transport:
    return Transport(backend, PROGRAM, lambda: find_token(backend), find_certificate=lambda: find_certificate(backend))


async def _show(options: Options, kiosk: Kiosk, language: Language, place: QRect, ending: asyncio.Event) -> None:
    """The session is being opened already while the screens are compiled; the pictures come after the first frame."""
    view = KioskWindow(kiosk, language, system_palette(), motion=not options.reduced_motion)
    try:
        view.show(place, full_screen=options.full_screen)
        await view.frame()
        view.cases.start()
        await view.complete()
        loop.everything_is_loaded()
        await asyncio.gather(*_control(options, kiosk, view, ending))
        await ending.wait()
    finally:
        view.close()


def _control(
    options: Options, kiosk: Kiosk, view: KioskWindow, ending: asyncio.Event
) -> list[Coroutine[Any, Any, None]]:
    """The work of the control channel, where the program has one."""
    if not options.control:
        return []
    control = KioskControl(ControlChannel(), kiosk, view, StallMeter(view.window))
    return [control.serve(ending), control.tell_screens()]


class LinkConsole:
    """Says in the terminal how the kiosk stands with its backend, once for each change."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._failure: Failure | None = None

    def show(self, state: KioskState) -> None:
        failure = state.failure if not state.online or state.screen is Screen.OUT_OF_SERVICE else None
        if failure == self._failure:
            return
        self._failure = failure
        sentence = _SENTENCES[failure.trouble] if failure else _CONNECTED
        say(sentence.format(backend=state.backend, detail=failure.detail if failure else ""), self._stream)


_CONNECTED = "Connected to {backend}."
_SENTENCES = {
    Trouble.NO_ANSWER: "No backend answers at {backend}. Start one in another terminal: python run_backend.py "
    "(or start this kiosk with --backend URL). It goes on by itself when the backend appears.",
    Trouble.BROKEN: "The server at {backend} doesn't answer as the guide says: {detail}. Trying again.",
    Trouble.REFUSED: "The server at {backend} refused to open a session: {detail}. Trying again.",
}
