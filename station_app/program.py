"""Window, agent and control channel put together on one event loop."""

import asyncio
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TextIO

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from contract.lab_feed import LabFeed
from contract.transport import Transport
from hostkit.console import say
from hostkit.control import ControlChannel
from hostkit.lab_certificate import find_certificate
from hostkit.lab_token import find_token
from hostkit.store import Store
from kernel.chance import Chance
from qtkit import loop
from qtkit.language import ASSETS, Language, load_fonts
from qtkit.stall_meter import StallMeter
from station_app.agent.agent import StationAgent
from station_app.agent.inside import Settings
from station_app.agent.state import Link, StationState
from station_app.control import StationControl
from station_app.options import Options
from station_app.windows.station_window import StationWindow
from station_app.windows.theme import prepare

TRANSLATIONS = ASSETS / "translations" / "station_zh_CN.qm"
PROGRAM = "pimpmycase-station"


def run(options: Options, memory: Path, visible: bool) -> None:
    """Work until the program is told to end. Raises what made it fail."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName(PROGRAM)
    load_fonts()
    prepare(application, visible)
    language = Language(TRANSLATIONS, options.language)
    loop.run(application, lambda ending: _work(options, memory, language, ending))


async def _work(options: Options, memory: Path, language: Language, ending: asyncio.Event) -> None:
    settings = Settings(options.backend, options.equipment, options.case_seconds)
    with Store(memory) as store:
        async with _transport(options.backend) as transport:
            agent = StationAgent(settings, store, LabFeed(transport), Chance(options.seed))
            window = _open_window(options, agent, language)
            loop.everything_is_loaded()
            await loop.run_until(ending, agent.run(), *_control(options, agent, window, ending))
            window.close()


def _transport(backend: str) -> Transport:
    return Transport(backend, PROGRAM, lambda: find_token(backend), find_certificate=lambda: find_certificate(backend))


def _open_window(options: Options, agent: StationAgent, language: Language) -> StationWindow:
    window = StationWindow(options.language)
    window.pause_wanted.connect(agent.set_paused)
    window.speed_wanted.connect(agent.set_speed)
    window.order_selected.connect(agent.select)
    window.dismissed.connect(agent.dismiss)
    window.language_wanted.connect(language.choose)
    console = LinkConsole(sys.stderr if options.control else sys.stdout)

    def show(state: StationState) -> None:
        window.show_state(state)
        console.show_state(state)

    agent.on_change = show
    if options.geometry is not None:
        window.setGeometry(QRect(*options.geometry))
    show(agent.state)
    window.show()
    return window


def _control(
    options: Options, agent: StationAgent, window: StationWindow, ending: asyncio.Event
) -> list[Coroutine[Any, Any, None]]:
    """The work of the control channel, where the program has one."""
    if not options.control:
        return []
    control = StationControl(ControlChannel(), agent, window, StallMeter(window))
    return [control.serve(ending)]


class LinkConsole:
    """Says in the terminal how the station stands with its backend, once for each change."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._link = Link.CONNECTING

    def show_state(self, state: StationState) -> None:
        if state.link is self._link:
            return
        self._link = state.link
        say(_SENTENCES[state.link].format(address=state.backend, equipment=state.equipment_id), self._stream)


_SENTENCES = {
    Link.CONNECTING: "Looking for the backend at {address}.",
    Link.CONNECTED: "Connected to {address} as {equipment}.",
    Link.UNREACHABLE: "No backend answers at {address}. Start one in another terminal: python run_backend.py "
    "(or start this station with --backend URL). It goes on by itself when the backend appears.",
    Link.BROKEN: "The backend at {address} answers with errors: look at its own messages. Trying again.",
    Link.NO_LAB: "The server at {address} has no /lab: the documented API lists no orders, so nothing can be printed "
    "from there. Use a backend of this lab: --backend http://127.0.0.1:8000",
    Link.NO_TOKEN: "The lab at {address} doesn't let this station in. Start both on one computer as the same user.",
    Link.UNKNOWN_EQUIPMENT: "The backend at {address} knows no equipment {equipment}. Try --equipment CN_DEBUG_01.",
}
