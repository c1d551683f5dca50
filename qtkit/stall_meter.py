"""How long the event loop kept its events waiting: what a person at the screen feels as stutter."""

import time

from PySide6.QtCore import QObject, Qt, QTimer

INTERVAL = 0.005


class StallMeter(QObject):
    """Beats every 5 ms and keeps the longest delay of a beat, in seconds, since the last `reset`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.longest = 0.0
        self._last = time.perf_counter()
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.setInterval(round(INTERVAL * 1000))
        timer.timeout.connect(self._beat)
        timer.start()

    def reset(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last - INTERVAL)
        self._last = now
