"""The process that answers: one worker of Granian, with the application and its background work."""

import multiprocessing
import os
import signal
import threading
from multiprocessing.connection import wait
from multiprocessing.util import Finalize

from flask import Flask

from backend.app import close_app, create_app
from backend.background import Background
from backend.ending import watch_signals
from backend.http.context import environment_of
from backend.server.bell import BellRope
from backend.server.passed_calls import PassedCalls
from backend.settings import Settings
from hostkit.memory import share_one_heap


def load_application(settings: Settings) -> Flask:
    """What Granian calls in the worker before it serves."""
    share_one_heap()
    _leave_ctrl_c_to_the_parent()
    _die_with_the_parent()
    watch_signals()
    application = create_app(settings)
    middleware = PassedCalls(application.wsgi_app, settings.gate_secret)
    application.wsgi_app = middleware  # type: ignore[method-assign]  # Flask's way for middleware
    rope = BellRope(settings.bell_port, settings.gate_secret)
    environment_of(application).store.tell(rope.ring)
    background = Background(application)
    background.start()
    Finalize(None, _close, (application, background, rope), exitpriority=1)  # a worker process has no atexit
    return application


def _close(application: Flask, background: Background, rope: BellRope) -> None:
    background.stop()
    close_app(application)
    rope.close()


def _leave_ctrl_c_to_the_parent() -> None:
    """A terminal sends Ctrl-C to both; a worker that ends first looks to Granian like one that crashed."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _die_with_the_parent() -> None:
    """Whatever kills the parent: Granian's worker would go on serving."""
    threading.Thread(target=_watch_the_parent, daemon=True, name="parent-watch").start()


def _watch_the_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
