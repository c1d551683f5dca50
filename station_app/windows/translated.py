"""A widget whose texts follow the language."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget


class Translated(QWidget):
    """Subclasses set all their texts in `retranslate`, which is called again when the language changes."""

    def retranslate(self) -> None:
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
