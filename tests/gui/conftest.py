"""What only the tests with windows need."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication


@pytest.fixture(autouse=True)
def no_window_left() -> Iterator[None]:
    """Windows that a test shows are closed when it ends; `qtbot.addWidget` does that by itself for widgets."""
    yield
    visible = [window for window in QGuiApplication.topLevelWindows() if window.isVisible()]
    assert visible == [], "windows left open"
