"""Which call the present work belongs to, so that what it changes can be traced to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_call: ContextVar[str | None] = ContextVar("call", default=None)


def begin_call(request_id: str | None) -> None:
    """From now on what this thread does comes of that call; None: of nobody's, but of time."""
    _call.set(request_id)


def present_call() -> str | None:
    return _call.get()


@contextmanager
def time_alone() -> Iterator[None]:
    """What is done in this block comes of time, also when a call let it pass."""
    token = _call.set(None)
    try:
        yield
    finally:
        _call.reset(token)
