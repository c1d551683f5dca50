"""What a request belongs to: its backend, its row in the table, its caller, its number and its beginning."""

import hmac
import time
from typing import Any, cast

from flask import Flask, Request, current_app, g, request

from backend.base.cause import begin_call
from backend.base.remarks import collect
from backend.http.passage import KEY
from backend.http.routing import row_of
from backend.http.told import Told
from backend.rules.addresses import client_address
from backend.settings import Mode
from backend.world.environment import Environment
from contract.endpoint import Endpoint
from contract.kinds import Kind, kind_of
from journal.keys import request_id_of

_KEY = "backend"


def install_environment(app: Flask, environment: Environment) -> None:
    """Give an app its backend."""
    app.extensions[_KEY] = environment


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


def begin() -> None:
    """Find out once what is called, and time and number the request."""
    # Each look through a proxy of Flask's costs as much as the rest of a line.
    noted, call = g._get_current_object(), request._get_current_object()  # type: ignore[attr-defined]  # as Flask documents it
    noted.began = time.perf_counter()
    _find_row(noted, call)
    backend = environment()
    noted.request_id = _request_id(backend, call)
    begin_call(noted.request_id)
    noted.findings = collect()
    noted.began_at = backend.now  # last: where the clock fails, the answer says so as of any other failure


def _request_id(backend: Environment, call: Request) -> str:
    """With a seed it follows from whose call it is; without one the gate has told it, which knows the call as well."""
    numbers, key = backend.call_numbers, call.environ.get(KEY)
    if numbers.are_counted:
        return numbers.next(_caller(call))
    return numbers.next("") if key is None else request_id_of(key)


def _caller(call: Request) -> str:
    """Whose call it is, or about what, as the call tells: nothing is looked up for a number."""
    told = Told(call)
    return told.id("order_id") or told.machine or told.payment_id or client_ip()


def _find_row(noted: Any, call: Request) -> None:
    noted.row = None if call.endpoint is None else row_of(call.endpoint)
    noted.kind = kind_of(call.path) if noted.row is None else noted.row.kind
    call.max_content_length = noted.kind.largest_body


def present_row() -> Endpoint | None:
    """What the present request is a call of; None where no route takes it."""
    return cast("Endpoint | None", g.row)


def present_kind() -> Kind:
    """The kind of what the present request calls, also where there is nothing."""
    return cast(Kind, g.kind)
