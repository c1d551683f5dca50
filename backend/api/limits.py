"""Rate limits: 35 calls a minute and address under /api/chinese/, 600 a minute and machine for vending.

flask-limiter keeps the windows, in memory and in real time. The calls are counted here instead of by its decorators,
which count neither 404 nor 405, and send Retry-After with every answer.
"""

import json
import math
from dataclasses import dataclass
from ipaddress import ip_address

from flask import Flask, Response, g, request
from flask_limiter import Limiter
from limits import RateLimitItemPerMinute
from werkzeug.exceptions import TooManyRequests

from backend.api.context import client_ip, environment, is_lab_token
from backend.clock import SystemClock
from backend.rules.session_id import parse

MANUFACTURER = "/api/chinese/"
VENDING = "/api/vending/"
MACHINE_LIMIT = 600
PARTNER_FACTOR = 10
_REAL_TIME = SystemClock()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the window says to one call. `reset_at` is when its oldest call is forgotten, in Unix seconds."""

    allowed: bool
    limit: int
    remaining: int
    reset_at: float

    @property
    def retry_after(self) -> int:
        """Whole seconds after which a refused caller is let in again."""
        return max(1, math.ceil(self.reset_at - _REAL_TIME.now().timestamp()))


class RateLimiter:
    """One app's windows."""

    def __init__(self) -> None:
        self._limiter = Limiter(_caller, strategy="moving-window", storage_uri="memory://")

    def install(self, app: Flask) -> None:
        self._limiter.init_app(app)
        app.before_request(self._check)
        app.after_request(_mark)

    def _check(self) -> None:
        limit = caller_limit()
        if limit is None:
            return
        if request.path.startswith(MANUFACTURER):
            g.verdict = self._hit(_caller(), limit)
            _let_pass(g.verdict)
        elif request.path.startswith(VENDING):
            _let_pass(self._hit(_machine(), MACHINE_LIMIT))

    def _hit(self, key: str, limit: int) -> Verdict:
        windows, a_minute = self._limiter.limiter, RateLimitItemPerMinute(limit)
        allowed = windows.hit(a_minute, key)
        window = windows.get_window_stats(a_minute, key)
        return Verdict(allowed, limit, window.remaining, window.reset_time)


def _let_pass(verdict: Verdict) -> None:
    if not verdict.allowed:
        wait = verdict.retry_after
        raise TooManyRequests(
            f"Rate limit exceeded: {verdict.limit} requests/minute. Try again in {wait} s", retry_after=wait
        )


def caller_limit() -> int | None:
    """Calls a minute that this caller may make under /api/chinese/; None when limits are off."""
    settings = environment().settings
    if settings.rate_limit is None:
        return None
    return settings.rate_limit * (PARTNER_FACTOR if _is_partner() else 1)


def _is_partner() -> bool:
    networks = environment().settings.partner_networks
    return bool(networks) and any(ip_address(client_ip()) in network for network in networks)


def _caller() -> str:
    """Our own programs have a bucket each, so that they never use up that of a client under test."""
    if is_lab_token(request.headers.get("Lab-Token", "")):
        return f"program {request.user_agent.string}"
    return f"address {client_ip()}"


def _machine() -> str:
    parts = parse((request.view_args or {}).get("session_id", ""))
    machine_id = parts.machine_id if parts else _machine_in_body()
    return f"machine {machine_id}" if machine_id else f"address {client_ip()} without a machine"


def _machine_in_body() -> str | None:
    try:
        body = json.loads(request.get_data())
    except (ValueError, RecursionError):
        return None
    machine_id = body.get("machine_id") if isinstance(body, dict) else None
    return machine_id if isinstance(machine_id, str) else None


def _mark(response: Response) -> Response:
    verdict: Verdict | None = g.get("verdict")
    if verdict is not None:
        response.headers["X-RateLimit-Limit"] = str(verdict.limit)
        response.headers["X-RateLimit-Remaining"] = str(verdict.remaining)
        response.headers["X-RateLimit-Reset"] = str(math.ceil(verdict.reset_at))
    return response
