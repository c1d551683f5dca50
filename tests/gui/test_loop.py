"""The ways in which a program with windows ends."""

import asyncio
import gc
import os
import signal
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from qtkit.loop import run, run_until


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    """Quitting by itself when the last window closes is what other tests expect of it."""
    yield qapp
    qapp.setQuitOnLastWindowClosed(True)
    gc.collect()


class Work:
    """Goes on until it is cancelled, and cleans up behind it."""

    def __init__(self) -> None:
        self.cleaned_up = False

    async def go_on(self) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            self.cleaned_up = True


def test_closing_the_last_window_ends_it(application: QApplication) -> None:
    work, window = Work(), QWidget()

    async def click_on_the_cross() -> None:
        window.show()
        window.close()

    run(application, lambda ending: run_until(ending, work.go_on(), click_on_the_cross()))
    assert work.cleaned_up


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it(application: QApplication, number: signal.Signals) -> None:
    work = Work()

    async def press() -> None:
        os.kill(os.getpid(), number)

    run(application, lambda ending: run_until(ending, work.go_on(), press()))
    assert work.cleaned_up


def test_a_failure_ends_all_work_and_is_raised(application: QApplication) -> None:
    work = Work()

    async def fail() -> None:
        raise ValueError("a mistake of ours")

    with pytest.raises(ExceptionGroup) as failure:
        run(application, lambda ending: run_until(ending, work.go_on(), fail()))
    assert failure.group_contains(ValueError, match="a mistake of ours")
    assert work.cleaned_up
