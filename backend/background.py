"""What happens without a request: sessions run out of time, webhooks are delivered, foreign pictures fetched."""

import logging
import threading

from flask import Flask

from backend.files.foreign_pictures import PictureThread
from backend.http.context import environment_of
from backend.services.end_session import expire_sessions
from backend.webhooks.courier_thread import CourierThread

INTERVAL = 0.5
"""Seconds of real time between two looks at the sessions."""
logger = logging.getLogger(__name__)


class Background:
    """The background threads of a backend.

    A server starts it once in the process that answers requests, after `create_app`, and stops it
    when it no longer accepts any, before `close_app`:

        app = create_app(settings)
        background = Background(app)
        background.start()
        try:
            serve(app)
        finally:
            background.stop()
            close_app(app)
    """

    def __init__(self, app: Flask) -> None:
        self._environment = environment_of(app)
        self._courier = CourierThread(self._environment)
        self._pictures = PictureThread(self._environment)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="background", daemon=True)

    def start(self) -> None:
        self._thread.start()
        self._courier.start()
        self._pictures.start()

    def stop(self) -> None:
        """Return when the threads have ended: at once, or after the transaction that one is in."""
        self._stopping.set()
        self._courier.stop()
        self._pictures.stop()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(INTERVAL):
            try:
                with self._environment.world.inside():
                    expire_sessions(self._environment)
            except Exception:  # the edge of the thread: one failure must not end expiry for good
                logger.exception("background: sessions could not be expired")
