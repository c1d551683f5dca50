"""Choosing where windows go, before Qt is imported: without a display Qt aborts instead of saying so."""

import os
import sys


def choose_display() -> bool:
    """Use the display when there is one, otherwise draw in memory. True when the windows can be seen."""
    if os.environ.get("QT_QPA_PLATFORM"):
        visible = os.environ["QT_QPA_PLATFORM"] not in {"offscreen", "minimal"}
    else:
        visible = has_display()
        if not visible:
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if not visible:
        os.environ.setdefault("QT_QUICK_BACKEND", "software")
    return visible


def has_display() -> bool:
    """Whether this session can show windows: always on Windows and macOS, on Linux with X11 or Wayland."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
