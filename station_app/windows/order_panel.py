"""One order in detail, with its artwork."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from contract.messages.base import Timestamp
from station_app.agent.state import QueueRow, StationState
from station_app.windows.artwork_view import ArtworkView
from station_app.windows.panel import Panel
from station_app.windows.theme import GRID
from station_app.words import status_word, waiting_words

ROWS = 9


class OrderPanel(Panel):
    """The chosen order; without a choice the one on the press."""

    def __init__(self) -> None:
        super().__init__()
        self._row: QueueRow | None = None
        self._has_artwork = True
        self.artwork = ArtworkView()
        self.fields: list[tuple[QLabel, QLabel]] = []
        self._details = QWidget(self)
        self._empty = QLabel(self)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.remark.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(GRID)
        for number in range(ROWS):
            name, value = QLabel(self), QLabel(self)
            name.setForegroundRole(self.palette().ColorRole.PlaceholderText)
            value.setTextFormat(Qt.TextFormat.PlainText)
            grid.addWidget(name, number, 0)
            grid.addWidget(value, number, 1)
            self.fields.append((name, value))
        grid.setColumnStretch(1, 1)
        inside = QHBoxLayout(self._details)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4 * GRID)
        inside.addWidget(self.artwork)
        inside.addWidget(self._scrolling(grid), 1)
        self.body.addWidget(self._details, 1)
        self.body.addWidget(self._empty, 1)

    def _scrolling(self, grid: QGridLayout) -> QScrollArea:
        """The fields, scrolling when the window is too low for all of them."""
        content = QWidget()
        words = QVBoxLayout(content)
        words.setContentsMargins(0, 0, 0, 0)
        words.addLayout(grid)
        words.addStretch(1)
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        return area

    def show_state(self, state: StationState) -> None:
        row = state.row(state.selected) or state.job
        artwork = state.artworks.get(row.order.order_id) if row else None
        self.artwork.show_artwork(artwork)
        has_artwork = row is None or state.artworks.get(row.order.order_id, artwork) is not None
        if row != self._row or has_artwork != self._has_artwork:
            self._row, self._has_artwork = row, has_artwork
            self.retranslate()

    def retranslate(self) -> None:
        row = self._row
        self._details.setVisible(row is not None)
        self._empty.setVisible(row is None)
        self._empty.setText(self.tr("Choose an order in the queue to see its artwork and details."))
        self.title.setText(self.tr("Order") if row is None else self.tr("Order {number}").format(number=_number(row)))
        self.remark.setText(row.order.order_id if row else "")
        if row is None:
            return
        for (name, value), (word, text) in zip(self.fields, self._texts(row), strict=True):
            name.setText(word)
            value.setText(text)
            value.setToolTip(text)
            name.setVisible(bool(text))
            value.setVisible(bool(text))

    def _texts(self, row: QueueRow) -> list[tuple[str, str]]:
        order = row.order
        return [
            (self.tr("Status"), status_word(row.status)),
            (self.tr("Why it waits"), waiting_words(row.waiting) if row.waiting else ""),
            (self.tr("Model"), order.model or ""),
            (self.tr("Template"), order.template or ""),
            (self.tr("Text on it"), order.text or ""),
            (self.tr("Kiosk"), order.machine_id or ""),
            (self.tr("Paid"), _clock(order.created_at)),
            (self.tr("Print started"), _clock(order.started_at)),
            (self.tr("Completed"), _clock(order.completed_at)),
        ]


def _number(row: QueueRow) -> str:
    return row.order.queue_number


def _clock(moment: Timestamp | None) -> str:
    """The time of day on this computer."""
    return "" if moment is None else moment.astimezone().strftime("%H:%M:%S")
