"""The press: what it does, how long it still takes, and how fast it works."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy

from station_app.agent.state import StationState
from station_app.press.press import Phase
from station_app.windows.panel import Panel
from station_app.windows.press_bed import PressBed
from station_app.windows.segments import Segments
from station_app.windows.theme import GRID, scaled_font
from station_app.words import minutes, phase_word

SPEEDS = (0.25, 0.5, 1.0, 2.0, 4.0)
SPEED_LABELS = ("¼×", "½×", "1×", "2×", "4×")


class PressPanel(Panel):
    """Emits `speed_wanted` with a factor on the time of one case."""

    speed_wanted = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._state: StationState | None = None
        self.bed = PressBed()
        self.bed.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.phase = QLabel(self)
        self.phase.setFont(scaled_font(self, 15, bold=True))
        self.left = QLabel(self)
        self.left.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.left.setFont(scaled_font(self, 15))
        self.speed = Segments(SPEED_LABELS, SPEEDS.index(1.0))
        self.speed.chosen.connect(lambda index: self.speed_wanted.emit(SPEEDS[index]))
        self._speed_label = QLabel(self)
        self._speed_label.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        doing, speed = QHBoxLayout(), QHBoxLayout()
        doing.addWidget(self.phase, 1)
        doing.addWidget(self.left)
        speed.setSpacing(GRID)
        speed.addWidget(self._speed_label, 1)
        speed.addWidget(self.speed)
        self.body.setSpacing(2 * GRID)
        self.body.addWidget(self.bed, 1)
        self.body.addLayout(doing)
        self.body.addLayout(speed)

    def show_state(self, state: StationState) -> None:
        self._state = state
        artwork = state.artworks.get(state.job.order.order_id) if state.job else None
        self.bed.show_reading(state.press, artwork)
        if state.press.speed in SPEEDS:
            self.speed.show_choice(SPEEDS.index(state.press.speed))
        self._say(state)

    def retranslate(self) -> None:
        self.title.setText(self.tr("Press"))
        self.speed.setToolTip(self.tr("Speed of the press"))
        self.speed.setAccessibleName(self.tr("Speed of the press"))
        if self._state is not None:
            self._say(self._state)

    def _say(self, state: StationState) -> None:
        reading = state.press
        working = reading.phase is not Phase.IDLE
        self.remark.setText(self._job_text(state))
        self.phase.setText(phase_word(reading.phase))
        self.left.setText(self.tr("{time} left").format(time=minutes(reading.seconds_left)) if working else "")
        self._speed_label.setText(self.tr("{time} a case").format(time=minutes(reading.seconds_per_case)))

    @staticmethod
    def _job_text(state: StationState) -> str:
        if state.job is None or state.press.phase is Phase.IDLE:
            return ""
        return f"{state.job.order.queue_number}  {state.press.progress} %"
