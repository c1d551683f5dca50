"""Paths and methods that Werkzeug would mend without a word, and what is proposed in place of them."""

import dataclasses
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from backend.settings import Settings
from contract import endpoints, lab_endpoints
from contract.hints import parse_hints
from contract.methods import may_stand_for
from tests.api.api_driver import BEARER, Api
from tests.api.refusals import CREATE

BODY = {"machine_id": "VM001"}


def send(api: Api, method: str, path: str, **options: Any) -> TestResponse:
    """As it is: the client would take two slashes for another server."""
    return api.client.open(method=method, environ_overrides={"PATH_INFO": path}, **options)


def told(answer: TestResponse) -> str:
    return parse_hints(answer.headers["Lab-Hint"])[0].code


def explained(api: Api, answer: TestResponse) -> dict[str, Any]:
    call = api.lab(f"journal/{parse_hints(answer.headers['Lab-Hint'])[0].call}").json or {}
    return {name: call[name] for name in ("method", "path", "route")} | dict(call["explanation"])


def live_sessions(api: Api) -> int:
    return int((api.client.get("/health").json or {})["metrics"]["active_sessions"])


@pytest.mark.parametrize("slashes", ["//", "///"])
def test_slashes_in_front_make_another_path(api: Api, slashes: str) -> None:
    answer = send(api, "POST", slashes + CREATE[1:], json=BODY)
    assert (answer.status_code, told(answer)) == (404, "PATH_SLASHES")
    assert answer.json is not None
    assert answer.json["detail"] == f"Endpoint not found: POST {slashes}{CREATE[1:]}"
    assert set(answer.json) >= {"validation_errors", "timestamp"}
    assert live_sessions(api) == 0


def test_the_journal_has_the_path_as_it_came(api: Api) -> None:
    found = explained(api, send(api, "POST", f"/{CREATE}", json=BODY))
    assert (found["path"], found["route"]) == (f"/{CREATE}", None)
    assert (found["nearest_route"], found["received"], found["expected"]) == (f"POST {CREATE}", f"/{CREATE}", CREATE)
    assert found["curl"].endswith("""--data-raw '{"machine_id": "VM001"}'""")


def test_slashes_in_front_of_the_lab(api: Api) -> None:
    answer = send(api, "GET", "//lab/orders", headers=BEARER)
    assert (answer.status_code, answer.content_type, told(answer)) == (404, "application/problem+json", "PATH_SLASHES")
    assert answer.headers["Cache-Control"] == "no-store"
    assert send(api, "GET", "//lab/orders", base_url="http://rebound.example").status_code == 403


def test_a_wrong_path_uses_up_the_limit_of_the_right_one(
    start: Callable[[Settings], Flask], settings: Settings
) -> None:
    api = Api(start(dataclasses.replace(settings, rate_limit=2)).test_client())
    remaining = [
        send(api, "GET", f"{slashes}api/chinese/test-connection").headers["X-RateLimit-Remaining"]
        for slashes in ("//", "/")
    ]
    assert remaining == ["1", "0"]


def test_a_fault_of_the_right_path_does_not_hit_the_wrong_one(api: Api) -> None:
    api.lab("faults/busy", method="PUT", json={"effect": 503, "match": {"route": CREATE}})
    assert send(api, "POST", f"/{CREATE}", json=BODY).status_code == 404
    assert send(api, "POST", CREATE, json=BODY).status_code == 503


@pytest.mark.parametrize("method", ["Post", "pOST", "POSt"])
def test_a_method_in_mixed_letters(api: Api, method: str) -> None:
    answer = send(api, method, CREATE, json=BODY)
    assert (answer.status_code, told(answer)) == (405, "METHOD_CASE")
    assert "POST" in answer.headers["Allow"]
    assert (answer.json or {})["detail"].startswith(f"{method} is not allowed here; allowed: ")
    found = explained(api, answer)
    assert (found["method"], found["nearest_route"], found["expected"]) == (method, f"POST {CREATE}", "POST")
    assert live_sessions(api) == 0


def test_a_method_in_mixed_letters_that_is_wrong_besides(api: Api) -> None:
    assert told(send(api, "Get", CREATE)) == "METHOD_NOT_ALLOWED"
    assert told(send(api, "Post", f"/{CREATE}")) == "PATH_SLASHES"
    assert told(send(api, "Get", "/api/nowhere")) == "ROUTE_UNKNOWN"


def test_of_several_methods_at_a_path_the_one_that_was_spelt_is_meant(api: Api) -> None:
    answer = send(api, "Put", "/lab/clock", headers=BEARER, json={})
    assert (answer.status_code, told(answer)) == (405, "METHOD_CASE")
    assert {"GET", "PUT"} <= set(answer.headers["Allow"].split(", "))
    assert explained(api, answer)["nearest_route"] == "PUT /lab/clock"


def test_a_method_in_small_letters_is_served(api: Api) -> None:
    answer = send(api, "post", CREATE, json=BODY)
    assert (answer.status_code, answer.headers.get("Lab-Hint")) == (200, None)


def test_a_session_is_asked_for_and_never_cancelled_instead(api: Api) -> None:
    session_id = api.session()
    found = explained(api, api.client.get(f"/api/vending/session/{session_id}"))
    assert found["code"] == "METHOD_NOT_ALLOWED"
    assert found["nearest_route"] == "GET /api/vending/session/{session_id}/status"
    assert found["curl"] == f"curl -sS http://localhost/api/vending/session/{session_id}/status"


ROWS = {f"{one.method} {one.path}": one for one in (*endpoints.ALL, *lab_endpoints.ALL)}
PATHS = sorted({re.sub(r"\{\w+\}", "x1", one.path) for one in ROWS.values()})


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("change", ["{}", "{}/", "/{}", "/prod{}", "{}x"])
def test_nothing_is_proposed_that_changes_more(api: Api, method: str, change: str) -> None:
    answers = [send(api, method, change.format(path), headers=BEARER) for path in PATHS]
    refused = [explained(api, answer) for answer in answers if answer.status_code in {404, 405}]
    unknown = [found for found in refused if found["route"] is None]
    assert len(unknown) > 5
    for found in unknown:
        assert may_stand_for(ROWS[found["nearest_route"]], method), found["path"]
        assert "-X DELETE" not in found["curl"], found["path"]
