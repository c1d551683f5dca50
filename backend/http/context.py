"""What a request belongs to: its backend, its caller, its number and its beginning."""

import hmac
import secrets
import time
from typing import cast

from flask import Flask, current_app, g, request

from backend.base.cause import begin_call
from backend.base.remarks import collect
from backend.rules.addresses import client_address
from backend.settings import Mode
from backend.world.environment import Environment

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
    """Guide 2.2.0, "Debug Information"."""
    seconds = time.perf_counter() - g.began
    return {"request_id": g.request_id, "processing_time": f"{seconds:.3f}s"}


def _begin() -> None:
    g.began = time.perf_counter()
    g.request_id = f"req_{secrets.token_hex(4)}"
    begin_call(g.request_id)
    g.findings = collect()
