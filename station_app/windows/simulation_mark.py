"""The mark that says that none of this is real. Always there, small, in the same place."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from station_app.windows.theme import GRID, colours_of, scaled_font
from station_app.windows.translated import Translated


class SimulationMark(Translated):
    def __init__(self) -> None:
        super().__init__()
        self._label = QLabel(self)
        self._label.setFont(scaled_font(self, 12, bold=True))
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setContentsMargins(3 * GRID, GRID, 3 * GRID, GRID)
        self.retranslate()

    def retranslate(self) -> None:
        self._label.setText(self.tr("SIMULATION"))
        self._label.adjustSize()
        self.setFixedSize(self._label.size())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours_of(self).soft))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), self.height() / 2, self.height() / 2)
