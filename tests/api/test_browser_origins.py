"""Pages of other origins (CORS): what a browser is answered, with `--browser-origin` and without."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from backend.http.context import environment_of
from backend.settings import Settings
from contract.hints import Code, parse_hints
from tests.api.api_driver import BEARER, Api, ManualClock
from tests.api.refusals import CREATE, World

PAGE = "http://192.168.1.20:3000"
OTHER = "http://192.168.1.66"
TEST_CONNECTION = "/api/chinese/test-connection"
Opened = Callable[..., World]


@pytest.fixture
def opened(start: Callable[[Settings], Flask], settings: Settings, clock: ManualClock) -> Opened:
    """A backend that is open to pages of some origins."""

    def make(*origins: str, **changed: Any) -> World:
        app = start(dataclasses.replace(settings, browser_origins=origins, **changed))
        return World(app, environment_of(app), clock)

    return make


def preflight(api: Api, path: str = CREATE, origin: str = PAGE, method: str = "POST", **asked: str) -> TestResponse:
    headers = {"Origin": origin, "Access-Control-Request-Method": method, **asked}
    return api.client.options(path, headers=headers)


def granted_to(answer: TestResponse) -> str | None:
    return answer.headers.get("Access-Control-Allow-Origin")


def code_of(answer: TestResponse) -> str:
    return parse_hints(answer.headers["Lab-Hint"])[0].code


def test_a_preflight_is_granted_what_it_asks(opened: Opened) -> None:
    answer = preflight(opened(PAGE), **{"Access-Control-Request-Headers": "content-type,x-screen"})
    assert (answer.status_code, answer.data) == (204, b"")
    assert granted_to(answer) == PAGE
    assert "POST" in answer.headers["Access-Control-Allow-Methods"].split(", ")
    assert answer.headers["Access-Control-Allow-Headers"] == "content-type,x-screen"
    assert "Access-Control-Allow-Private-Network" not in answer.headers
    assert "Content-Type" not in answer.headers


def test_a_page_from_the_internet_may_call_into_this_network(opened: Opened) -> None:
    answer = preflight(opened(PAGE), **{"Access-Control-Request-Private-Network": "true"})
    assert answer.headers["Access-Control-Allow-Private-Network"] == "true"


def test_the_page_reads_the_answer_and_its_hint(opened: Opened) -> None:
    answer = opened(PAGE).client.post(
        CREATE, json={"machine_id": "VM001", "session_timeout_minutes": 120}, headers={"Origin": PAGE}
    )
    assert (answer.status_code, granted_to(answer), code_of(answer)) == (200, PAGE, Code.TIMEOUT_CLAMPED)
    assert {"Lab-Hint", "Retry-After"} <= {*answer.headers["Access-Control-Expose-Headers"].split(", ")}
    assert answer.headers["Vary"] == "Origin"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/health", 200),
        ("POST", CREATE, 415),
        ("GET", CREATE, 405),
        ("GET", "/api/nowhere", 404),
        ("GET", "//api/vending/create-session", 404),
        ("GET", "/api/chinese/print/ORDER_1/status", 404),
        ("GET", "/files/designs/ORDER_1_design.png", 403),
        ("DELETE", "/api/vending/session/VM001_20250804_143022_A1B2C3D4", 404),
    ],
)
def test_refusals_can_be_read_too(opened: Opened, method: str, path: str, status: int) -> None:
    world = opened(PAGE)
    answer = world.client.open(path, method=method, headers={"Origin": PAGE})
    assert (answer.status_code, granted_to(answer)) == (status, PAGE)
    assert granted_to(preflight(world, path, method=method)) == PAGE


def test_who_calls_too_often_can_read_when_to_come_again(opened: Opened) -> None:
    world = opened(PAGE, rate_limit=1)
    answer = [world.ask(TEST_CONNECTION, headers={"Origin": PAGE}) for _ in range(2)][-1]
    assert (answer.status_code, granted_to(answer)) == (429, PAGE)
    assert answer.headers["Retry-After"]


def test_asking_first_uses_up_no_limit(opened: Opened) -> None:
    world = opened(PAGE, rate_limit=1)
    assert [preflight(world, TEST_CONNECTION, method="GET").status_code for _ in range(3)] == [204] * 3
    assert world.ask(TEST_CONNECTION).status_code == 200


def test_an_answer_of_a_fault_can_be_read(opened: Opened) -> None:
    world = opened(PAGE)
    world.fault("busy", 503, route="create_session")
    assert preflight(world).status_code == 204
    answer = world.client.post(CREATE, json={"machine_id": "VM001"}, headers={"Origin": PAGE})
    assert (answer.status_code, granted_to(answer)) == (503, PAGE)


def test_a_failure_of_ours_can_be_read(
    start: Callable[[Settings], Flask], settings: Settings, expected_logs: list[str]
) -> None:
    expected_logs.append("Exception on /api/broken")
    app = start(dataclasses.replace(settings, browser_origins=(PAGE,)))
    app.add_url_rule("/api/broken", view_func=lambda: str(1 // 0))
    answer = app.test_client().get("/api/broken", headers={"Origin": PAGE})
    assert (answer.status_code, granted_to(answer)) == (500, PAGE)


@pytest.mark.parametrize("origin", [PAGE, OTHER, "null"])
def test_any_page(opened: Opened, origin: str) -> None:
    assert granted_to(preflight(opened("any"), origin=origin)) == origin


def test_one_of_several(opened: Opened) -> None:
    world = opened(PAGE, OTHER)
    assert [granted_to(preflight(world, origin=origin)) for origin in (PAGE, OTHER)] == [PAGE, OTHER]


@pytest.mark.parametrize(
    ("origins", "origin", "typed"),
    [((), PAGE, PAGE), ((OTHER,), PAGE, PAGE), ((), "null", "any"), ((PAGE,), PAGE.upper() + "1", f"{PAGE}1")],
)
def test_a_refused_preflight_names_the_option(
    opened: Opened, origins: tuple[str, ...], origin: str, typed: str
) -> None:
    world = opened(*origins)
    answer = preflight(world, origin=origin)
    hint = parse_hints(answer.headers["Lab-Hint"])[0]
    assert (answer.status_code, hint.code, granted_to(answer)) == (403, Code.ORIGIN_CLOSED, None)
    assert [f"--browser-origin {typed}" in text for text in (hint.en, hint.zh)] == [True, True]
    row = world.lab(f"journal/{hint.call}").json or {}
    assert (row["method"], row["path"], row["status"]) == ("OPTIONS", CREATE, 403)
    assert row["explanation"]["received"] == origin
    assert row["explanation"]["expected"] == f"--browser-origin {typed}"


def test_a_call_that_needs_no_preflight_is_remarked_on(opened: Opened) -> None:
    answer = opened().ask("/health", headers={"Origin": PAGE})
    assert (answer.status_code, code_of(answer), granted_to(answer)) == (200, Code.ORIGIN_CLOSED, None)


@pytest.mark.parametrize("own", ["http://localhost", "https://localhost", "https://lab.example"])
def test_our_own_pages_ask_for_nothing(opened: Opened, own: str) -> None:
    world = opened(public_url="https://lab.example")
    answer = world.ask("/health", headers={"Origin": own, "Host": own.partition("://")[2]})
    assert "Lab-Hint" not in answer.headers


@pytest.mark.parametrize("origins", [(), (PAGE,), ("any",)])
@pytest.mark.parametrize("path", ["/shop/session/x/progress", "/lab/stock", "/lab/ui/", "/docs", "/openapi.json"])
def test_the_rest_stays_closed(opened: Opened, path: str, origins: tuple[str, ...]) -> None:
    world = opened(*origins)
    asked, called = preflight(world, path), world.ask(path, headers={"Origin": PAGE, **BEARER})
    called.close()
    assert (asked.status_code, code_of(asked)) == (403, Code.PATH_CLOSED)
    assert "Access-Control" not in f"{asked.headers}{called.headers}"


@pytest.mark.parametrize("headers", [{}, {"Origin": PAGE}, {"Access-Control-Request-Method": "POST"}])
def test_plain_options_are_answered_as_ever(opened: Opened, headers: dict[str, str]) -> None:
    answer = opened(PAGE).client.options(CREATE, headers=headers)
    assert (answer.status_code, set(answer.headers["Allow"].split(", "))) == (200, {"OPTIONS", "POST"})


def test_without_the_option_no_answer_varies(opened: Opened) -> None:
    assert "Vary" not in opened().ask("/health", headers={"Origin": PAGE}).headers
