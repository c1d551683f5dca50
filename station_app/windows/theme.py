"""Light and dark as the system has it, with the colours that kiosk and station share."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from contract.vocabulary import OrderStatus
from qtkit.colours import DARK, LIGHT, Palette
from qtkit.language import FAMILY

GRID = 4
ROW_HEIGHT = 36
CORNER = 8
TEXT_MARGIN = 3
"""Pixels that the style leaves beside the text of a cell."""

STYLE_SHEET = f"""
QPushButton {{
    background: palette(button); color: palette(button-text); border: 1px solid palette(mid);
    border-radius: 6px; padding: 6px 12px;
}}
QPushButton:hover, QPushButton:focus {{ border-color: palette(window-text); }}
QPushButton:pressed {{ background: palette(mid); }}
QTableView {{ background: palette(base); border: none; }}
QHeaderView::section {{
    background: palette(base); color: palette(placeholder-text); border: none; padding: {GRID}px {TEXT_MARGIN}px;
}}
QScrollBar:vertical {{ background: transparent; width: {2 * GRID}px; margin: 0; }}
QScrollBar::handle:vertical {{ background: palette(mid); border-radius: {GRID}px; min-height: {8 * GRID}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QToolTip {{ background: palette(base); color: palette(text); border: 1px solid palette(mid); padding: {GRID}px; }}
"""


def prepare(application: QApplication, visible: bool) -> None:
    """Set style, font and colours, and follow the system when it turns light or dark."""
    application.setStyle("Fusion")
    application.setFont(interface_font(application.font(), visible))
    hints = application.styleHints()
    hints.colorSchemeChanged.connect(lambda scheme: colour(application, _of(scheme)))
    colour(application, _of(hints.colorScheme()))


def colour(application: QApplication, colours: Palette) -> None:
    """Give the application these colours, also while its windows are open."""
    application.setStyleSheet("")  # a style sheet keeps widgets from hearing of another palette
    application.setPalette(_qt_palette(colours))
    application.setStyleSheet(STYLE_SHEET)


def interface_font(system: QFont, visible: bool) -> QFont:
    """The system's font, with the project's own for the characters that it lacks.

    Without a display there is no system font either: the project's own one makes every picture the same.
    """
    font = QFont([system.family(), FAMILY] if visible else [FAMILY])
    font.setPixelSize(14)
    return font


def _qt_palette(colours: Palette) -> QPalette:
    """The shared roles as Qt's."""
    roles = {
        QPalette.ColorRole.Window: colours.paper,
        QPalette.ColorRole.Base: colours.card,
        QPalette.ColorRole.Button: colours.card,
        QPalette.ColorRole.ToolTipBase: colours.card,
        QPalette.ColorRole.WindowText: colours.ink,
        QPalette.ColorRole.Text: colours.ink,
        QPalette.ColorRole.ButtonText: colours.ink,
        QPalette.ColorRole.ToolTipText: colours.ink,
        QPalette.ColorRole.PlaceholderText: colours.soft,
        QPalette.ColorRole.Mid: colours.line,
        QPalette.ColorRole.Highlight: colours.line,
        QPalette.ColorRole.HighlightedText: colours.ink,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    return palette


def colours_of(widget: QWidget) -> Palette:
    """The shared colours that the widget's palette was made from."""
    return DARK if widget.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def status_colour(colours: Palette, status: OrderStatus) -> str:
    """Colour of a status, the same as on the kiosk. It never speaks alone: a shape and a word stand beside it."""
    return {
        OrderStatus.PENDING: colours.soft,
        OrderStatus.PRINTING: colours.warn,
        OrderStatus.PRINTED: colours.good,
        OrderStatus.COMPLETED: colours.good,
        OrderStatus.FAILED: colours.bad,
        OrderStatus.CANCELLED: colours.soft,
    }[status]


def scaled_font(widget: QWidget, pixels: int, bold: bool = False) -> QFont:
    font = QFont(widget.font())
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font


def _of(scheme: Qt.ColorScheme) -> Palette:
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
