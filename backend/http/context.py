"""What a request belongs to: its backend, its caller, its number and its beginning."""

import hmac
import time
from typing import cast

from flask import Flask, current_app, g, request

from backend.base.cause import begin_call
from backend.base.remarks import collect
from backend.http.passage import KEY
from backend.http.told import Told
from backend.rules.addresses import client_address
from backend.settings import Mode
from backend.world.environment import Environment
from journal.keys import request_id_of

_KEY = "backend"


def install_environment(app: Flask, environment: Environment) -> None:
    """Give an app its backend; every request is timed and numbered from now on."""
    app.extensions[_KEY] = environment
    app.before_request(_begin)


def environment_of(app: Flask) -> Environment:
    return cast(Environment, app.extensions[_KEY])


def environment() -> Environment:
    """The backend that the present request came to."""
    return environment_of(current_app)


def client_ip() -> str:
    """The caller's address; X-Forwarded-For counts from trusted proxies only."""
    forwarded_for = request.headers.get("X-Forwarded-For", "")
    return client_address(request.remote_addr or "", forwarded_for, environment().settings.trusted_proxies)


def is_lab_token(token: str) -> bool:
    """Whether this is the lab's token, in a time that says nothing about it."""
    wanted = environment().settings.lab_token
    return bool(wanted) and hmac.compare_digest(token.encode(), wanted.encode())


def is_development() -> bool:
    return environment().settings.mode is Mode.DEVELOPMENT


def debug_info() -> dict[str, str]:
    """Guide 2.2.0, "Debug Information". The time is the lab's: where it stands still, nothing takes any."""
    now = environment().now
    seconds = max(0.0, (now - g.get("began_at", now)).total_seconds())
    return {"request_id": g.request_id, "processing_time": f"{seconds:.3f}s"}


def _begin() -> None:
    backend = environment()
    g.began = time.perf_counter()
    g.request_id = _request_id(backend)
    begin_call(g.request_id)
    g.findings = collect()
    g.began_at = backend.now  # last: where the clock fails, the answer says so as of any other failure


def _request_id(backend: Environment) -> str:
    """With a seed it follows from whose call it is; without one the gate has told it, which knows the call as well."""
    numbers, key = backend.call_numbers, request.environ.get(KEY)
    if numbers.are_counted:
        return numbers.next(_caller())
    return numbers.next("") if key is None else request_id_of(key)


def _caller() -> str:
    """Whose call it is, or about what, as the call tells: nothing is looked up for a number."""
    told = Told(request)
    return told.id("order_id") or told.machine or told.payment_id or client_ip()
