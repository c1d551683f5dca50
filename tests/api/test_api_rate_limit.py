"""35 calls a minute under /api/chinese/, counted over all its paths."""

from collections.abc import Callable
from dataclasses import replace
from ipaddress import ip_network

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backend.api.chinese import chinese
from backend.hooks import install, layers
from backend.http.context import install_environment
from backend.http.errors import install_errors
from backend.http.limits import RateLimiter
from backend.settings import Dialect, Settings
from backend.world.environment import Environment
from tests.api.api_driver import TOKEN, Api, ManualClock

Start = Callable[[Settings], Flask]
PATH = "/api/chinese/test-connection"


@pytest.fixture
def client(start: Start, settings: Settings) -> FlaskClient:
    return start(replace(settings, rate_limit=3)).test_client()


def _call(client: FlaskClient, address: str = "127.0.0.1", **headers: str) -> TestResponse:
    return client.get(PATH, environ_base={"REMOTE_ADDR": address}, headers=headers)


@pytest.fixture
def timed(environment: Environment, clock: ManualClock) -> FlaskClient:
    """A client whose limit of 3 runs on the test's clock; a whole backend's runs on real time."""
    app = Flask(__name__)
    install_environment(app, replace(environment, settings=replace(environment.settings, rate_limit=3)))
    limiter = RateLimiter(clock)
    limiter.attach(app)
    install(app, layers(None, limiter))
    install_errors(app)
    app.register_blueprint(chinese)
    return app.test_client()


def test_the_documented_limit(start: Start, settings: Settings) -> None:
    client = start(replace(settings, rate_limit=35)).test_client()
    assert [_call(client).status_code for _ in range(36)] == [200] * 35 + [429]


def test_headers(client: FlaskClient) -> None:
    answer = _call(client)
    assert (answer.headers["X-RateLimit-Limit"], answer.headers["X-RateLimit-Remaining"]) == ("3", "2")
    assert int(answer.headers["X-RateLimit-Reset"]) > 1_700_000_000
    assert "Retry-After" not in answer.headers


def test_the_refusal(client: FlaskClient) -> None:
    answer = [_call(client) for _ in range(4)][-1]
    assert (answer.json or {})["detail"].startswith("Rate limit exceeded: 3 requests/minute")
    assert answer.headers["X-RateLimit-Remaining"] == "0"
    assert 1 <= int(answer.headers["Retry-After"]) <= 60


def test_unknown_paths_and_methods_count(client: FlaskClient) -> None:
    client.get("/api/chinese/nowhere")
    missing = client.post(PATH)
    assert (missing.status_code, missing.headers["X-RateLimit-Remaining"]) == (405, "1")
    assert _call(client).status_code == 200
    assert client.get("/api/chinese/nowhere").status_code == 429


def test_the_limit_comes_before_a_malformed_id(client: FlaskClient) -> None:
    codes = [client.get("/api/chinese/print/a%20b/status").status_code for _ in range(4)]
    assert codes == [400, 400, 400, 429]


def test_each_address_has_its_own(client: FlaskClient) -> None:
    assert [_call(client, f"10.0.0.{number}").status_code for number in range(5)] == [200] * 5


def test_other_paths_are_free(client: FlaskClient) -> None:
    answers = [client.get("/health") for _ in range(5)]
    assert {answer.status_code for answer in answers} == {200}
    assert "X-RateLimit-Limit" not in answers[0].headers


def test_our_programs_dont_use_up_a_clients_calls(client: FlaskClient) -> None:
    own = {"Lab-Token": TOKEN, "User-Agent": "kiosk"}
    assert [_call(client, **own).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert _call(client, **own | {"User-Agent": "station"}).status_code == 200
    assert _call(client).status_code == 200


def test_a_wrong_token_is_nobody(client: FlaskClient) -> None:
    codes = [_call(client, **{"Lab-Token": f"guess {number}"}).status_code for number in range(4)]
    assert codes == [200, 200, 200, 429]


def test_partners_get_ten_times_that(start: Start, settings: Settings) -> None:
    partners = (ip_network("10.0.0.0/8"),)
    client = start(replace(settings, rate_limit=3, partner_networks=partners)).test_client()
    assert _call(client, "10.1.2.3").headers["X-RateLimit-Limit"] == "30"
    assert _call(client, "11.1.2.3").headers["X-RateLimit-Limit"] == "3"


def test_the_answer_names_the_limit(client: FlaskClient) -> None:
    assert (_call(client).json or {})["debug_info"]["rate_limit"] == "3 requests/minute"


def test_off(api: Api) -> None:
    answers = [_call(api.client) for _ in range(40)]
    assert {answer.status_code for answer in answers} == {200}
    assert (answers[0].json or {})["debug_info"]["rate_limit"] == "unlimited"


def test_two_backends_count_apart(start: Start, settings: Settings) -> None:
    clients = [
        start(replace(settings, rate_limit=1, database=settings.database.with_name(name))).test_client()
        for name in ("one.db", "two.db")
    ]
    assert [_call(client).status_code for client in clients] == [200, 200]


def test_vending_per_machine(client: FlaskClient) -> None:
    path = "/api/vending/session/{}_20250804_143022_A1B2C3D4/status"
    codes = [client.get(path.format("VM001")).status_code for _ in range(601)]
    assert codes == [404] * 600 + [429]
    assert client.get(path.format("VM002")).status_code == 404
    refused = client.post("/api/vending/create-session", json={"machine_id": "VM001"})
    assert (refused.status_code, "X-RateLimit-Limit" in refused.headers) == (429, False)


def test_a_stranger_with_a_machine_s_id_does_not_lock_it_out(client: FlaskClient) -> None:
    path = "/api/vending/session/VM001_20250804_143022_A1B2C3D4/status"
    stranger, machine = ({"REMOTE_ADDR": address} for address in ("203.0.113.9", "192.168.1.20"))
    codes = [client.get(path, environ_base=stranger).status_code for _ in range(601)]
    assert codes[-1] == 429
    assert client.get(path, environ_base=machine).status_code == 404


@pytest.mark.parametrize("body", [b"", b"[1]", b"[" * 100_000, b'{"machine_id": 5}'])
def test_vending_without_a_machine(client: FlaskClient, body: bytes) -> None:
    answer = client.post("/api/vending/create-session", data=body, content_type="application/json")
    assert answer.status_code in {400, 422}


def test_a_machine_with_an_impossible_id_is_no_machine(client: FlaskClient) -> None:
    codes = [client.post("/api/vending/create-session", json={"machine_id": f"{number:099}"}) for number in range(601)]
    assert [code.status_code for code in codes] == [422] * 600 + [429]


def test_a_vending_refusal(client: FlaskClient) -> None:
    answer = [client.post("/api/vending/session/x/validate") for _ in range(601)][-1]
    assert (answer.json or {})["detail"].startswith("Rate limit exceeded: 600 requests/minute")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60


def test_the_window_slides(timed: FlaskClient, clock: ManualClock) -> None:
    codes = []
    for seconds in (0, 30, 29, 0.5, 0.5, 0, 29):
        clock.advance(seconds=seconds)
        codes.append(_call(timed).status_code)
    assert codes == [200, 200, 200, 429, 200, 429, 429]


def test_after_retry_after_the_caller_is_let_in(timed: FlaskClient, clock: ManualClock) -> None:
    _call(timed)
    clock.advance(seconds=12.3)
    refused = [_call(timed) for _ in range(3)][-1]
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "48")
    clock.advance(seconds=int(refused.headers["Retry-After"]))
    assert _call(timed).status_code == 200


def test_reset_is_when_the_oldest_call_is_forgotten(timed: FlaskClient, clock: ManualClock) -> None:
    began = int(clock.now().timestamp())
    clock.advance(seconds=0.5)
    _call(timed)
    clock.advance(seconds=20)
    assert _call(timed).headers["X-RateLimit-Reset"] == str(began + 61)


def test_a_refused_call_does_not_prolong_the_wait(timed: FlaskClient, clock: ManualClock) -> None:
    waits = []
    for _ in range(6):
        waits.append(_call(timed).headers.get("Retry-After"))
        clock.advance(seconds=1)
    assert waits == [None, None, None, "57", "56", "55"]


@pytest.fixture
def live(start: Start, settings: Settings) -> FlaskClient:
    return start(replace(settings, rate_limit=3, dialect=Dialect.LIVE)).test_client()


def test_live_a_refusal_hides_in_a_success(live: FlaskClient) -> None:
    answer = [live.get("/api/chinese/equipment/CN_DEBUG_01/info") for _ in range(4)][-1]
    body = answer.json or {}
    assert (answer.status_code, body["success"]) == (200, False)
    assert body["error"].startswith("429: Rate limit exceeded: 3 requests/minute. Try again in ")
    assert set(body) == {"success", "error", "debug_info"}
    assert (answer.headers["X-RateLimit-Remaining"], "Retry-After" in answer.headers) == ("0", False)


def test_live_test_connection_refuses_openly(live: FlaskClient) -> None:
    answer = [_call(live) for _ in range(4)][-1]
    assert (answer.status_code, "Retry-After" in answer.headers) == (429, True)


def test_live_other_errors_stay(live: FlaskClient) -> None:
    assert live.get("/api/chinese/nowhere").status_code == 404


def test_live_a_machine_makes_ten_sessions_a_minute(live: FlaskClient) -> None:
    unusable = {"machine_id": "VM001", "location": 5}
    answers = [live.post("/api/vending/create-session", json=unusable) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    assert (answers[-1].json or {})["detail"].startswith("Rate limit exceeded: 10 requests/minute")
    assert "Retry-After" in answers[-1].headers
    assert live.post("/api/vending/create-session", json=unusable | {"machine_id": "VM002"}).status_code == 422
    assert live.get("/api/vending/session/VM001_20250804_143022_A1B2C3D4/status").status_code == 404
