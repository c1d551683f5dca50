"""Waiting for a signal in a coroutine."""

import asyncio

from PySide6.QtCore import QObject, SignalInstance, Slot


class Bell(QObject):
    """Rings at each emission of one signal, in the thread of the event loop whichever thread emits it.

    Made once and kept: connections that come and go while another thread emits crash Qt.
    """

    def __init__(self, signal: SignalInstance, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: set[asyncio.Event] = set()
        signal.connect(self._ring)

    async def rung(self) -> None:
        """Return at the next emission."""
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            await event.wait()
        finally:
            self._waiting.discard(event)

    @Slot()
    def _ring(self) -> None:
        for event in self._waiting:
            event.set()
