"""A row of choices of which one is taken."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from station_app.windows.theme import GRID, colours_of


class Segments(QWidget):
    """Emits `chosen` with the index when a person takes another choice, by mouse or by the arrow keys."""

    chosen = Signal(int)

    def __init__(self, choices: Sequence[str], current: int) -> None:
        super().__init__()
        self._choices = tuple(choices)
        self.current = current
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        widest = max(self.fontMetrics().horizontalAdvance(choice) for choice in self._choices)
        return QSize((widest + 3 * GRID) * len(self._choices), 8 * GRID)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def choose(self, index: int) -> None:
        """Take a choice; the first and the last are the ends."""
        index = min(max(index, 0), len(self._choices) - 1)
        if index != self.current:
            self.show_choice(index)
            self.chosen.emit(index)

    def show_choice(self, index: int) -> None:
        """What is taken already, by whomever."""
        if index != self.current:
            self.current = index
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.choose(int(event.position().x() * len(self._choices) / self.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.choose(self.current + step)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = colours_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.soft if self.hasFocus() else colours.line))
        painter.setBrush(QColor(colours.paper))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        for index, choice in enumerate(self._choices):
            self._paint_choice(painter, index, choice)

    def _paint_choice(self, painter: QPainter, index: int, choice: str) -> None:
        colours, width = colours_of(self), self.width() / len(self._choices)
        box = QRectF(index * width, 0, width, self.height())
        if index == self.current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.ink))
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), 4, 4)
        painter.setPen(QColor(colours.paper if index == self.current else colours.ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, choice)
