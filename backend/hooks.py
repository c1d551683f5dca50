"""What every request passes on its way in and out, in this order: a layer is inside of those above it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from flask import Flask, Response
from flask.typing import ResponseReturnValue

from backend.faults.injector import alter, strike
from backend.http.browser_origins import meet_page, open_to_page
from backend.http.context import begin
from backend.http.hints import add_hints
from backend.http.limits import RateLimiter, mark
from backend.http.unread import refuse_unread
from backend.lab.access import check_host, keep_nothing
from backend.lab.world import enter, leave

Before = Callable[[], ResponseReturnValue | None]
After = Callable[[Response], Response]
Ended = Callable[[BaseException | None], None]


class Layer(NamedTuple):
    """`before` runs on the way in, unless a layer above has answered, `after` on the way out, `ended` in any case."""

    why_here: str
    before: Before | None = None
    after: After | None = None
    ended: Ended | None = None


def layers(take_down: After | None, limiter: RateLimiter) -> tuple[Layer, ...]:
    """From the outside to the inside. `take_down` writes into the journal, where there is one.

    What a layer or the call itself refuses becomes an answer by the handlers of `http.errors`, inside of all of them.
    """
    return (
        Layer("all others ask what is called, under which number and since when", before=begin),
        Layer("nothing may look into the database while a snapshot is restored", before=enter, ended=leave),
        Layer("the journal has what the client gets, whoever changed it last", after=take_down),
        Layer("what is no request meets nothing that judges requests", before=refuse_unread),
        Layer("a page reads whatever is answered further in, also that it called too often", meet_page, open_to_page),
        Layer("the network is before the server: what it loses uses up no limit", before=strike, after=alter),
        Layer("a page from elsewhere learns nothing, not even that it called too often", check_host, keep_nothing),
        Layer("who calls too often is refused before his call costs anything", limiter.check, mark),
        Layer("whatever was found on the way is explained", after=add_hints),
    )


def install(app: Flask, installed: tuple[Layer, ...]) -> None:
    """Flask runs what is registered first first on the way in, and last on the way out."""
    for layer in installed:
        _register(layer.before, app.before_request)
        _register(layer.after, app.after_request)
        _register(layer.ended, app.teardown_request)


def _register(hook: Callable[..., Any] | None, register: Callable[[Callable[..., Any]], Any]) -> None:
    if hook is not None:
        register(hook)
