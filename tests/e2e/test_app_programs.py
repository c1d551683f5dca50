"""Kiosk and station as a person starts and ends them."""

import json
import signal
from collections.abc import Callable

import pytest

from tests.e2e.processes import PROMISE, Running

Start = Callable[..., Running]
APPS = ["run_kiosk.py", "run_station.py"]
NOBODY = ("--backend", "http://127.0.0.1:9")
"""Port 9 is for discarding: no backend answers there."""


@pytest.fixture(params=APPS)
def waiting(request: pytest.FixtureRequest, start: Start) -> Running:
    """An app that waits for a backend."""
    app = start(request.param, *NOBODY)
    app.line_with("python run_backend.py")
    return app


def test_ctrl_c_ends_it(waiting: Running) -> None:
    waiting.ctrl_c()
    assert waiting.ends() == 0


def test_sigterm_ends_it(waiting: Running) -> None:
    waiting.process.send_signal(signal.SIGTERM)
    assert waiting.ends() == 0


@pytest.mark.parametrize("app", APPS)
def test_the_end_of_its_drivers_input_ends_it(start: Start, app: str) -> None:
    driven = start(app, *NOBODY, "--control")
    assert json.loads(driven.line()) == {"report": "ready"}
    driven.close_input()
    assert driven.process.wait(PROMISE) == 0


@pytest.mark.parametrize("app", APPS)
def test_without_a_display_it_says_where_it_draws(start: Start, app: str) -> None:
    driven = start(app, *NOBODY, "--control", QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert json.loads(driven.line()) == {"report": "ready"}
    driven.ctrl_c()
    assert driven.ends() == 0
    assert "drawn in memory" in driven.errors()


@pytest.mark.parametrize("app", APPS)
def test_its_lines_fit_into_a_gbk_pipe(start: Start, app: str) -> None:
    app_in_china = start(app, *NOBODY, "--language", "zh_CN", PYTHONIOENCODING="gbk")
    app_in_china.line_with("python run_backend.py")
    app_in_china.ctrl_c()
    assert app_in_china.ends() == 0
