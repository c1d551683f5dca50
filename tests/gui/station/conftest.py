"""The station's window as the program prepares it."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hostkit.languages import ENGLISH
from qtkit.colours import LIGHT
from qtkit.language import Language, load_fonts
from station_app.agent.state import StationState
from station_app.gallery import TRANSLATIONS, scenes
from station_app.windows.station_window import StationWindow
from station_app.windows.theme import colour, interface_font

OpenWindow = Callable[[str], StationWindow]
Speak = Callable[[str], None]


@pytest.fixture(scope="session", autouse=True)
def painting_threads() -> None:
    """Qt starts threads for large translucent areas and keeps them: before the first test, or it would seem to leak."""
    image = QImage(1000, 1000, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    painter.fillRect(image.rect(), QColor(0, 0, 0, 100))
    painter.end()


@pytest.fixture
def language(qapp: QApplication) -> Iterator[Language]:
    """English at first; English again for the next test."""
    load_fonts()
    qapp.setFont(interface_font(qapp.font(), visible=False))
    colour(qapp, LIGHT)
    language = Language(TRANSLATIONS, ENGLISH)
    yield language
    language.choose(ENGLISH)


@pytest.fixture
def speak(language: Language) -> Speak:
    """Switch the language and let the widgets hear of it."""

    def switch(code: str) -> None:
        language.choose(code)
        QCoreApplication.sendPostedEvents()

    return switch


@pytest.fixture(scope="session")
def all_scenes() -> dict[str, StationState]:
    return scenes()


@pytest.fixture
def open_window(qtbot: QtBot, language: Language, all_scenes: dict[str, StationState]) -> OpenWindow:
    """Open the window with a scene of the gallery; it stays until the test ends."""
    windows = []

    def open_it(scene: str) -> StationWindow:
        window = StationWindow(language.current)
        qtbot.addWidget(window)
        windows.append(window)
        window.show_state(all_scenes[scene])
        window.show()
        qtbot.waitExposed(window)
        return window

    return open_it
