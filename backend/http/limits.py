"""Rate limits a minute: 35 calls of an address for the manufacturer's, 600 of a machine at an address for vending.

flask-limiter keeps the windows, in memory and in real time. The calls are counted here instead of by its decorators,
which count neither 404 nor 405, and send Retry-After with every answer.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from flask import Flask, Response, g, request
from flask_limiter import Limiter
from limits import RateLimitItem, RateLimitItemPerMinute

from backend.base.refusals import TooMany
from backend.http.context import client_ip, environment, is_lab_token, present_kind, present_row
from backend.http.windows import SCHEME
from backend.rules.addresses import Network, is_within, parse_address
from backend.settings import Dialect
from contract.endpoints import CREATE_SESSION
from contract.hints import Code
from contract.kinds import Rate
from contract.session_id import MACHINE_ID, parse
from kernel.clock import Clock, SystemClock

MACHINE_LIMIT = 600
LIVE_CREATE_LIMIT = 10
"""How many sessions a minute the live service makes for a machine (decisions, "The live dialect")."""
PARTNER_FACTOR = 10


@dataclass(frozen=True, slots=True)
class Window:
    """How full a caller's window is. `reset_at` is when its oldest call is forgotten, in Unix seconds."""

    limit: int
    remaining: int
    reset_at: float


class RateLimiter:
    """One app's windows, in real time whatever the lab's own clock does."""

    def __init__(self, real_time: Clock | None = None) -> None:
        self._real_time = real_time or SystemClock()
        options = {"now": self._now}
        self._limiter = Limiter(
            _caller,
            strategy="moving-window",
            storage_uri=f"{SCHEME}://",
            storage_options=options,  # type: ignore[arg-type]  # any keyword of the storage, in spite of the hint
        )

    def attach(self, app: Flask) -> None:
        """Give it an app; `check` and `mark` are hooks of that."""
        # An extension that the app has already doesn't hook checks of its own into every call, which cost
        # as much as the rest of the limit and would find nothing to check.
        app.extensions["limiter"] = {self._limiter}
        self._limiter.init_app(app)

    def check(self) -> None:
        """Raises TooMany."""
        rate = present_kind().rate
        limit = None if rate is None else caller_limit()
        if limit is None:
            return
        if rate is Rate.CALLER:
            self._count_caller(limit)
        else:
            self._count_machine()

    def _count_caller(self, limit: int) -> None:
        caller = _caller()
        has_room = self._limiter.limiter.hit(_a_minute(limit), caller)
        g.window = self._window(caller, limit)
        if not has_room:
            raise self._refusal(Code.RATE_LIMITED, g.window)

    def _count_machine(self) -> None:
        machine = _machine()
        self._count(machine, MACHINE_LIMIT)
        if present_row() is CREATE_SESSION and environment().settings.dialect is Dialect.LIVE:
            self._count(f"sessions of {machine}", LIVE_CREATE_LIMIT)

    def _count(self, key: str, limit: int) -> None:
        if not self._limiter.limiter.hit(_a_minute(limit), key):
            raise self._refusal(Code.MACHINE_RATE_LIMITED, self._window(key, limit))

    def _window(self, key: str, limit: int) -> Window:
        stats = self._limiter.limiter.get_window_stats(_a_minute(limit), key)
        return Window(limit, stats.remaining, stats.reset_time)

    def _refusal(self, code: Code, window: Window) -> TooMany:
        """Says after how many whole seconds the caller is let in again."""
        wait = max(1, math.ceil(window.reset_at - self._now()))
        detail = f"Rate limit exceeded: {window.limit} requests/minute. Try again in {wait} s"
        return TooMany(code, detail, wait, limit=window.limit)

    def _now(self) -> float:
        return self._real_time.now().timestamp()


@cache
def _a_minute(limit: int) -> RateLimitItem:
    return RateLimitItemPerMinute(limit)


def caller_limit() -> int | None:
    """Calls a minute that this caller may make of the manufacturer's; None when limits are off."""
    settings = environment().settings
    if settings.rate_limit is None:
        return None
    return settings.rate_limit * (PARTNER_FACTOR if _is_partner(settings.partner_networks) else 1)


def _is_partner(networks: Sequence[Network]) -> bool:
    if not networks:
        return False
    address = parse_address(client_ip())
    return address is not None and is_within(address, networks)


def _caller() -> str:
    """Our own programs have a bucket each, so that they never use up that of a client under test."""
    if is_lab_token(request.headers.get("Lab-Token", "")):
        return f"program {request.user_agent.string}"
    return f"address {client_ip()}"


def _machine() -> str:
    """At its address: whoever calls with a machine's id from elsewhere doesn't lock the machine out."""
    parts = parse((request.view_args or {}).get("session_id", ""))
    machine_id = parts.machine_id if parts else _machine_in_body()
    return f"machine {machine_id} at {client_ip()}" if machine_id else f"address {client_ip()} without a machine"


def _machine_in_body() -> str | None:
    try:
        body = json.loads(request.get_data())
    except (ValueError, RecursionError):
        return None
    machine_id = body.get("machine_id") if isinstance(body, dict) else None
    return machine_id if isinstance(machine_id, str) and MACHINE_ID.fullmatch(machine_id) else None


def mark(response: Response) -> Response:
    """How full the caller's window is, where calls are counted by caller."""
    window: Window | None = g.get("window")
    if window is not None:
        response.headers["X-RateLimit-Limit"] = str(window.limit)
        response.headers["X-RateLimit-Remaining"] = str(window.remaining)
        response.headers["X-RateLimit-Reset"] = str(math.ceil(window.reset_at))
    return response
