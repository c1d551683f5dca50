"""Ctrl-C and SIGTERM while a program still imports what it needs: it ends at once, since nothing has begun."""

import os
import signal


def end_at_once_on_signals() -> None:
    """Until the program listens for itself. Not sys.exit: an import may swallow an exception."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: os._exit(0))
