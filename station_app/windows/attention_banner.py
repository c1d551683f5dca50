"""The top of the window: what needs a person now, in words."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from station_app.agent.attention import Attention, Tone
from station_app.windows.attention_words import notice
from station_app.windows.shapes import draw_tone
from station_app.windows.theme import CORNER, GRID, colours_of, scaled_font
from station_app.windows.translated import Translated

MARK = 8 * GRID
HEIGHT = 20 * GRID


class AttentionBanner(Translated):
    """Emits `answered` when a person presses its button."""

    answered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._about: Attention | None = None
        self.headline = QLabel(self)
        self.headline.setFont(scaled_font(self, 18, bold=True))
        self.text = QLabel(self)
        self.text.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.command = QLabel(self)
        self.command.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.command.setFont(_monospaced(self.command.font()))
        self.command.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        self.button = QPushButton(self)
        self.button.clicked.connect(self.answered)
        self.setFixedHeight(HEIGHT)
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(GRID // 2)
        words.addStretch(1)
        words.addWidget(self.headline)
        words.addWidget(self.text)
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(MARK + 8 * GRID, 0, 4 * GRID, 0)
        layout.setSpacing(4 * GRID)
        layout.addLayout(words, 1)
        layout.addWidget(self.command, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.button)

    def show_attention(self, about: Attention) -> None:
        if about != self._about:
            self._about = about
            self.retranslate()

    def retranslate(self) -> None:
        if self._about is None:
            return
        words = notice(self._about)
        self.headline.setText(words.headline)
        self.text.setText(words.text)
        self.text.setToolTip(words.text)
        self.command.setText(words.command)
        self.command.setVisible(bool(words.command))
        self.button.setText(words.button)
        self.button.setVisible(bool(words.button))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._about is None:
            return
        colours = colours_of(self)
        colour = {Tone.BAD: colours.bad, Tone.WARN: colours.warn, Tone.CALM: colours.good}[self._about.tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().base())
        painter.drawRoundedRect(self.rect(), CORNER, CORNER)
        tint = QColor(colour)
        tint.setAlphaF(0.0 if self._about.tone is Tone.CALM else 0.12)
        painter.setBrush(tint)
        painter.drawRoundedRect(self.rect(), CORNER, CORNER)
        box = QRectF(4 * GRID, (self.height() - MARK) / 2, MARK, MARK)
        draw_tone(painter, box, self._about.tone, colour, colours.on_state)
        if self.command.isVisible():
            painter.setBrush(self.palette().window())
            painter.drawRoundedRect(self.command.geometry(), 6, 6)


def _monospaced(font: QFont) -> QFont:
    """The system's own monospaced font, at the same size."""
    fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    fixed.setPixelSize(font.pixelSize())
    return fixed
