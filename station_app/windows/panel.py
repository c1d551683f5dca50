"""A titled card on the window's paper."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from station_app.windows.theme import CORNER, GRID, scaled_font
from station_app.windows.translated import Translated


class Panel(Translated):
    """A title, a soft remark beside it, and below them what the subclass adds to `body`."""

    def __init__(self) -> None:
        super().__init__()
        self.title = QLabel(self)
        self.title.setFont(scaled_font(self, 15, bold=True))
        self.remark = QLabel(self)
        self.remark.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.remark.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        heading = QHBoxLayout()
        heading.addWidget(self.title)
        heading.addWidget(self.remark, 1)
        self.body = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        layout.setSpacing(2 * GRID)
        layout.addLayout(heading)
        layout.addLayout(self.body, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().base())
        painter.drawRoundedRect(self.rect(), CORNER, CORNER)
