"""Whether this process was told to end. Calls that take long look at it, so that a server ends within a second."""

import signal
import socket
import threading

ending = threading.Event()


def watch_signals() -> None:
    """Let the signals that end the server set `ending`, whatever it does about them itself.

    Python writes a byte for each signal that has a handler, before that is called. Only in the main thread.
    """
    woken, waking = socket.socketpair()
    waking.setblocking(False)
    signal.set_wakeup_fd(waking.fileno(), warn_on_full_buffer=False)
    threading.Thread(target=_wait, args=(woken, waking), name="signals", daemon=True).start()


def _wait(woken: socket.socket, waking: socket.socket) -> None:
    """Both ends stay open as long as the process lives."""
    with waking:
        while woken.recv(1):
            ending.set()
