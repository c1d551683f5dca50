"""The station's window: it shows a state, and tells what a person wants."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from station_app.agent.attention import Need, attention
from station_app.agent.state import StationState
from station_app.windows.attention_banner import AttentionBanner
from station_app.windows.header import Header
from station_app.windows.order_panel import OrderPanel
from station_app.windows.press_panel import PressPanel
from station_app.windows.queue_panel import QueuePanel
from station_app.windows.stock_panel import StockPanel
from station_app.windows.theme import GRID
from station_app.windows.translated import Translated


class StationWindow(Translated):
    """Knows no rules: what it shows is in the state, what it emits is for the agent."""

    pause_wanted = Signal(bool)
    speed_wanted = Signal(float)
    order_selected = Signal(str)
    dismissed = Signal()
    language_wanted = Signal(str)

    def __init__(self, language: str) -> None:
        super().__init__()
        self._state: StationState | None = None
        self.header = Header(language)
        self.banner = AttentionBanner()
        self.queue = QueuePanel()
        self.press = PressPanel()
        self.order = OrderPanel()
        self.stock = StockPanel()
        self._lay_out()
        self._connect()
        self.queue.table.setFocus()
        self.retranslate()

    def _lay_out(self) -> None:
        self.setMinimumSize(960, 640)
        self.resize(1200, 800)
        layout = QGridLayout(self)
        layout.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 4 * GRID)
        layout.setSpacing(3 * GRID)
        layout.addWidget(self.header, 0, 0, 1, 3)
        layout.addWidget(self.banner, 1, 0, 1, 3)
        layout.addWidget(self.queue, 2, 0, 1, 2)
        layout.addWidget(self.press, 2, 2, 2, 1)
        layout.addWidget(self.order, 3, 0)
        layout.addWidget(self.stock, 3, 1)
        for column, (share, least) in enumerate(((6, 292), (7, 300), (5, 264))):
            layout.setColumnStretch(column, share)
            layout.setColumnMinimumWidth(column, least)
        layout.setRowStretch(2, 4)
        layout.setRowStretch(3, 3)
        layout.setRowMinimumHeight(3, 200)

    def _connect(self) -> None:
        self.header.pause_wanted.connect(self.pause_wanted)
        self.header.language_wanted.connect(self.language_wanted)
        self.press.speed_wanted.connect(self.speed_wanted)
        self.queue.selected.connect(self.order_selected)
        self.banner.answered.connect(self._answer)

    def show_state(self, state: StationState) -> None:
        self._state = state
        self.header.show_state(state)
        self.banner.show_attention(attention(state))
        self.queue.show_state(state)
        self.press.show_state(state)
        self.order.show_state(state)
        self.stock.show_state(state)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Print station · simulation"))

    def _answer(self) -> None:
        """The banner's button resumes a paused station, and otherwise says that its words were read."""
        if self._state is not None and attention(self._state).need is Need.PAUSED:
            self.pause_wanted.emit(False)
        else:
            self.dismissed.emit()
