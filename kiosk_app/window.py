"""The kiosk's window: the QML engine with everything it reads, and when what it shows has come to rest."""

import asyncio
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QRect, QUrl
from PySide6.QtGui import QImage
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
from shiboken6 import delete

from kiosk_app.viewmodels.cases import CasePictures
from kiosk_app.viewmodels.images import IconImage, QrImage
from kiosk_app.viewmodels.kiosk import Controller, KioskViewModel
from qtkit.bell import Bell
from qtkit.colours import LIGHT, Palette
from qtkit.language import Language

MAIN = Path(__file__).resolve().parent / "qml" / "Main.qml"
FRAME_SECONDS = 1.0
SIZE = (1560, 1920)
"""The screen of 1080 x 1920 and the fascia beside it."""


class WindowFailed(Exception):
    """The QML could not be loaded; Qt has written why to standard error."""


class KioskWindow:
    """One window for one controller. `motion` off makes every change immediate."""

    def __init__(
        self, controller: Controller, language: Language, palette: Palette = LIGHT, *, motion: bool = True
    ) -> None:
        """Compile and lay out the screens. Raises WindowFailed."""
        self._engine = QQmlApplicationEngine()
        self.cases = CasePictures()
        self.model = KioskViewModel(controller, language)
        controller.observe(lambda state: self.cases.show_artwork(state.artwork))
        self._fill_engine(palette, motion)
        self._engine.load(QUrl.fromLocalFile(str(MAIN)))
        roots = self._engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise WindowFailed(MAIN.name)
        self.window: QQuickWindow = roots[0]
        self.model.languageChanged.connect(self._engine.retranslate)
        self._frames = Bell(self.window.frameSwapped, self.window)
        self._rest = Bell(self.window.settledChanged, self.window)  # type: ignore[attr-defined]  # a property of Main.qml
        self._completion = Bell(self.window.completeChanged, self.window)  # type: ignore[attr-defined]  # likewise

    def _fill_engine(self, palette: Palette, motion: bool) -> None:
        self._engine.addImageProvider("cases", self.cases.provider)
        self._engine.addImageProvider("qr", QrImage())
        self._engine.addImageProvider("icon", IconImage())
        context = self._engine.rootContext()
        context.setContextProperty("kiosk", self.model)
        context.setContextProperty("cases", self.cases)
        context.setContextProperty("colours", asdict(palette))
        context.setContextProperty("motion", motion)

    def show(self, place: QRect, *, full_screen: bool = False) -> None:
        self.window.setGeometry(place)
        if full_screen:
            self.window.showFullScreen()
        else:
            self.window.show()

    async def settled(self) -> None:
        """Wait until transitions have ended, pictures are in place and a frame shows it."""
        rests = False
        while not rests:  # drawing a frame lays it out, which may begin a further movement
            while not self.window.property("settled"):
                await self._rest.rung()
            await self.frame()
            rests = bool(self.window.property("settled"))

    async def complete(self) -> None:
        """Wait until every screen is loaded, so that no later one has to be."""
        while not self.window.property("complete"):
            await self._completion.rung()

    async def grab(self) -> QImage:
        """The settled window as it is shown."""
        await self.settled()
        return self.window.grabWindow()

    async def frame(self) -> None:
        """Wait until a new frame is shown; a window that is minimised draws none."""
        self.window.update()
        with suppress(TimeoutError):
            async with asyncio.timeout(FRAME_SECONDS):
                await self._frames.rung()

    def close(self) -> None:
        """Stop composing pictures and take the window away; the object can't be used afterwards."""
        self.window.close()
        self.cases.close()
        delete(self._engine)  # QML goes before what it reads, which the order of Python's own clean-up doesn't promise
