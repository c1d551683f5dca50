"""The two languages of every screen, switchable while the program runs, and the fonts that hold both."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QFontDatabase

from hostkit.languages import CHINESE, ENGLISH

FAMILY = "Noto Sans SC"
ASSETS = Path(__file__).resolve().parent.parent / "assets"


class Language:
    """The language of one program. English is the source text; Chinese comes from its Qt translation file."""

    def __init__(self, translations: Path, chosen: str) -> None:
        """`translations` is the .qm file of the program. Raises FileNotFoundError when it is missing."""
        self._translator = QTranslator()
        if not self._translator.load(str(translations)):
            raise FileNotFoundError(translations)
        self.current = ENGLISH
        self.choose(chosen)

    def choose(self, language: str) -> None:
        """Switch all texts. Qt tells the widgets by itself; a QML engine needs retranslate() afterwards."""
        if language == self.current:
            return
        self.current = language
        if language == CHINESE:
            QCoreApplication.installTranslator(self._translator)
        else:
            QCoreApplication.removeTranslator(self._translator)


def load_fonts() -> None:
    """Register the project's own fonts, so that no computer shows squares. Raises FileNotFoundError."""
    for file in ("NotoSansSC-Regular.otf", "NotoSansSC-Bold.otf"):
        path = ASSETS / "fonts" / file
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)
