"""The window's first line: which station this is, how it stands with its backend, and the switches."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from contract.vocabulary import OrderStatus
from hostkit.languages import LANGUAGES
from station_app.agent.state import Link, StationState
from station_app.windows.segments import Segments
from station_app.windows.shapes import draw_status
from station_app.windows.simulation_mark import SimulationMark
from station_app.windows.theme import GRID, colours_of, scaled_font
from station_app.windows.translated import Translated
from station_app.words import link_word


class LinkLamp(QWidget):
    """A disc when the backend is there, a cross when it isn't, a ring while that is unknown."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(4 * GRID, 4 * GRID)
        self._link = Link.CONNECTING

    def show_link(self, link: Link) -> None:
        if link is not self._link:
            self._link = link
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = colours_of(self)
        shape, colour = {
            Link.CONNECTED: (OrderStatus.PRINTED, colours.good),
            Link.CONNECTING: (OrderStatus.PENDING, colours.soft),
        }.get(self._link, (OrderStatus.FAILED, colours.bad))
        draw_status(QPainter(self), QRectF(self.rect()).adjusted(2, 2, -2, -2), shape, colour)


class Header(Translated):
    """Emits `pause_wanted` with the new setting and `language_wanted` with a language's code."""

    pause_wanted = Signal(bool)
    language_wanted = Signal(str)

    def __init__(self, language: str) -> None:
        super().__init__()
        self._state: StationState | None = None
        self._name = QLabel(self)
        self._name.setFont(scaled_font(self, 20, bold=True))
        self._location = QLabel(self)
        self._lamp = LinkLamp()
        self._link = QLabel(self)
        for label in (self._location, self._link):
            label.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.pause = QPushButton(self)
        self.pause.clicked.connect(self._toggle_pause)
        self.language = Segments(("English", "中文"), LANGUAGES.index(language))
        self.language.chosen.connect(lambda index: self.language_wanted.emit(LANGUAGES[index]))
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3 * GRID)
        layout.addWidget(self._name)
        layout.addWidget(self._location)
        layout.addStretch(1)
        layout.addWidget(self._lamp)
        layout.addWidget(self._link)
        layout.addWidget(self.pause)
        layout.addWidget(self.language)
        layout.addWidget(SimulationMark(), 0, Qt.AlignmentFlag.AlignVCenter)

    def show_state(self, state: StationState) -> None:
        shown, self._state = self._state, state
        if shown is None or _shown_of(shown) != _shown_of(state):
            self.retranslate()

    def retranslate(self) -> None:
        self.language.setToolTip(self.tr("Language of this window"))
        self.language.setAccessibleName(self.tr("Language of this window"))
        state = self._state
        if state is None:
            return
        self._name.setText(state.equipment_id)
        self._name.setToolTip(self.tr("Other stations see this one as {name}").format(name=state.name))
        self._location.setText(state.location)
        self._lamp.show_link(state.link)
        self._link.setText(f"{link_word(state.link)}  {state.backend}")
        self.pause.setText(self.tr("Resume") if state.paused else self.tr("Pause"))
        self.pause.setToolTip(self.tr("A paused station starts no new case"))

    def _toggle_pause(self) -> None:
        self.pause_wanted.emit(self._state is not None and not self._state.paused)


def _shown_of(state: StationState) -> tuple[object, ...]:
    return state.equipment_id, state.location, state.link, state.backend, state.paused
