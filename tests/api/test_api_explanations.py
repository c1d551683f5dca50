"""Each refusal says why, in two languages, and shows a call that works."""

import dataclasses
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.exceptions import BadRequest
from werkzeug.test import TestResponse

from backend.base.reasons import reasons
from backend.explain.explanation import explain
from backend.http.context import environment_of
from backend.settings import Dialect, Settings
from backend.world.environment import Environment
from contract import examples
from contract.finding import Fact, Finding
from contract.hints import Code, Hint, parse_hints
from contract.messages.faults import EffectKind
from contract.vocabulary import OrderStatus
from faults.hit import Hit
from gate.unreadable import ANSWERS
from journal.call import Call
from tests.api.api_driver import ManualClock
from tests.api.curl_runner import run_curl
from tests.api.findings import unfit, wrong_states
from tests.api.refusals import CREATE, PRINT, REFUSALS, UNREAD, Refused, World

Start = Callable[[Settings], Flask]
ELSEWHERE = {
    Code.RATE_LIMITED,
    Code.MACHINE_RATE_LIMITED,
    Code.MACHINE_TOO_MANY_SESSIONS,
    Code.REQUEST_MALFORMED,
    Code.DATABASE_BUSY,
    Code.SERVER_ERROR,
    Code.HOST_FOREIGN,
    Code.ORIGIN_CLOSED,
    Code.PATH_CLOSED,
    Code.ADVANCE_UNDER_WAY,
    Code.SERVER_ENDING,
    Code.ARTWORK_PENDING,
    Code.ARTWORK_LATE,
    Code.ARTWORK_REFUSED,
    Code.ARTWORK_UNREACHABLE,
    Code.ARTWORK_UNREADABLE,
    *(Hit("", effect).code for effect in EffectKind),
}
"""Tested further down, each in a backend of its own; foreign pictures in test_api_foreign_artwork.py."""
REMARKS: list[tuple[Code, Refused]] = [
    (Code.TIMEOUT_CLAMPED, lambda world: world.create(session_timeout_minutes=120)),
    (Code.CODE_LEADS_ELSEWHERE, lambda world: world.after_a_move()),
    (Code.PRICE_DIFFERS, lambda world: world.summary(world.registered(), payment_amount=5)),
    (Code.MODEL_NOT_GIVEN, lambda world: world.summary(world.registered(), order_data={"text": "你好"})),
    (Code.SESSION_KEEPS_STATUS, lambda world: world.delete(world.paid())),
    (Code.PAYMENT_RECORDED_ONLY, lambda world: world.pay_status(3)),
    (Code.ARTWORK_FOREIGN, lambda world: world.print_images(image_urls=["https://elsewhere.test/a.png"])),
    (Code.MODEL_DIFFERS, lambda world: world.print_images(phone_model="iphone_14_pro")),
    (Code.JOB_BEYOND_COMMAND, lambda world: world.beyond_command()),
    (Code.EQUIPMENT_NOT_OURS, lambda world: world.update_order(world.order(), "printing", equipment_id="PRESS_7")),
    (Code.NO_BLANK_LEFT, lambda world: world.print_without_blanks()),
    (Code.ORDERS_MISSING, lambda world: world.archive_with("O_1")),
]


@pytest.fixture
def world(app: Flask, environment: Environment, clock: ManualClock) -> World:
    return World(app, environment, clock)


@pytest.fixture
def other_world(start: Start, settings: Settings, clock: ManualClock) -> Callable[..., World]:
    """A world with other settings."""

    def make(**changed: Any) -> World:
        app = start(dataclasses.replace(settings, **changed))
        return World(app, environment_of(app), clock)

    return make


def hint_of(answer: TestResponse) -> Hint:
    return parse_hints(answer.headers["Lab-Hint"])[0]


def explanation_of(world: World, answer: TestResponse) -> dict[str, Any]:
    """As the journal has it."""
    call = world.lab(f"journal/{hint_of(answer).call}").json or {}
    return dict(call["explanation"])


def gaps_in(hint: Hint) -> list[str]:
    """Facts that the sentences ask for and nobody gave."""
    wanted = re.findall(r"\{(\w+)\}", reasons()[Code(hint.code)].en)
    return [name for name in wanted if f"[{name}]" in hint.en + hint.zh]


def names(value: object) -> str:
    return value.value if isinstance(value, Code) else ""


@pytest.mark.parametrize(("code", "refused"), REFUSALS, ids=names)
def test_refusal_is_explained_by_a_call_that_works(
    world: World, code: Code, refused: Refused, findings: list[Finding]
) -> None:
    answer = refused(world)
    assert wrong_states(world.environment, findings[-1]) == {}, "its row lists other states"
    hint, explanation = hint_of(answer), explanation_of(world, answer)
    assert (answer.status_code >= 400, hint.code) == (True, code)
    assert (explanation["code"], explanation["en"], explanation["zh"]) == (code, hint.en, hint.zh)
    assert gaps_in(hint) == []
    outcome = run_curl(world.client, explanation["curl"])
    assert outcome.status_code < 300, f"{explanation['curl']}\n{outcome.text}"


def test_every_code_is_tried() -> None:
    tried = {code for code, _ in REFUSALS + REMARKS} | ELSEWHERE
    assert set(Code) - tried == set()


def test_whatever_the_gate_cannot_read_is_tried() -> None:
    assert set(UNREAD) == set(ANSWERS) - {Code.BODY_TOO_LARGE}, "which comes of a call"


@pytest.mark.parametrize(("code", "facts"), UNREAD.items())
def test_what_the_gate_could_not_read_is_no_call_and_ends_the_connection(
    world: World, code: Code, facts: dict[str, Fact]
) -> None:
    answer = world.unread(code, facts)
    status, detail = ANSWERS[code]
    assert (answer.status_code, answer.headers["Connection"]) == (status or 400, "close")
    assert set(answer.json or {}) == {"detail", "validation_errors", "timestamp"}
    assert (answer.json or {})["detail"] == detail.format(**facts)
    assert not {"X-RateLimit-Limit", "X-RateLimit-Remaining"} & set(answer.headers)


@pytest.mark.parametrize(
    "facts", [{}, {"order_id": "ORDER_1", "machine_id": "VM001"}], ids=["a fact less", "a fact more"]
)
def test_a_line_that_gives_other_facts_is_noticed(facts: dict[str, Fact]) -> None:
    problem = unfit(Finding(Code.ORDER_UNKNOWN, facts))
    assert problem == f"ORDER_UNKNOWN was given {sorted(facts)}, and its row lists ['order_id']"


def test_another_state_than_the_rows_is_noticed(world: World) -> None:
    finding = Finding(Code.ORDER_FINAL, {"order_id": world.order()})
    assert wrong_states(world.environment, finding) == {"order": OrderStatus.PENDING}


@pytest.mark.parametrize(("code", "accepted"), REMARKS, ids=names)
def test_a_remark_stands_beside_a_success(world: World, code: Code, accepted: Refused, findings: list[Finding]) -> None:
    answer = accepted(world)
    assert wrong_states(world.environment, findings[-1]) == {}, "its row lists other states"
    assert (answer.status_code, hint_of(answer).code) == (200, code)
    assert gaps_in(hint_of(answer)) == []
    assert explanation_of(world, answer)["curl"] is None


def test_nothing_is_said_beside_what_went_as_expected(world: World) -> None:
    assert "Lab-Hint" not in world.create().headers


def test_rate_limited(other_world: Callable[..., World]) -> None:
    world = other_world(rate_limit=1)
    answer = [world.ask("/api/chinese/test-connection") for _ in range(2)][-1]
    explanation = explanation_of(world, answer)
    assert (explanation["code"], explanation["state"]) == (Code.RATE_LIMITED, "rate limited")
    assert explanation["curl"] == "curl -sS --retry 3 http://localhost/api/chinese/test-connection"
    assert run_curl(world.client, explanation["curl"]).status_code == 429


def test_a_foreign_host(world: World) -> None:
    answer = world.ask("/lab/stock", base_url="http://rebound.example:8000")
    explanation = explanation_of(world, answer)
    assert (explanation["code"], explanation["received"]) == (Code.HOST_FOREIGN, "rebound.example:8000")
    assert explanation["curl"] is None


def test_machine_rate_limited(other_world: Callable[..., World]) -> None:
    world = other_world(rate_limit=35, dialect=Dialect.LIVE)
    answers = [world.create(session_timeout_minutes=n) for n in [60] * 11]
    assert {hint_of(answer).code for answer in answers[5:]} == {
        Code.MACHINE_TOO_MANY_SESSIONS,
        Code.MACHINE_RATE_LIMITED,
    }
    assert "--retry 3" in explanation_of(world, answers[-1])["curl"]


def test_machine_with_too_many_sessions(other_world: Callable[..., World]) -> None:
    world = other_world(dialect=Dialect.LIVE)
    answer = [world.create() for _ in range(6)][-1]
    explanation = explanation_of(world, answer)
    assert explanation["code"] == Code.MACHINE_TOO_MANY_SESSIONS
    assert run_curl(world.client, explanation["curl"]).status_code == 200
    assert world.create().status_code == 200


def test_our_own_mistake(world: World, app: Flask, expected_logs: list[str]) -> None:
    expected_logs.append("Exception on /api/broken")
    app.add_url_rule("/api/broken", view_func=lambda: str(1 // 0))
    explanation = explanation_of(world, world.ask("/api/broken"))
    assert explanation["code"] == Code.SERVER_ERROR
    assert run_curl(world.client, explanation["curl"]).status_code == 200


def test_a_request_that_no_server_reads(world: World, app: Flask) -> None:
    def broken_off() -> str:
        raise BadRequest("the body broke off")

    app.add_url_rule("/api/broken", view_func=broken_off)
    assert hint_of(world.ask("/api/broken")).en.startswith("The request can't be read as HTTP: the body broke off")


def call_of(world: World, method: str, path: str, body: bytes, *findings: Finding) -> Call:
    return Call(
        key=1,
        is_on_wire=False,
        request_id="req_1",
        at=world.environment.now,
        real_time=world.environment.now,
        duration=0.0,
        method=method,
        path=path,
        query="",
        route=path,
        base_url="http://localhost",
        status=503,
        client_ip="127.0.0.1",
        user_agent="",
        program=None,
        content_type="application/json",
        request_body=body,
        answer_type="application/json",
        answer_body=b"{}",
        findings=findings,
    )


def test_a_busy_database_asks_for_patience(world: World) -> None:
    call = call_of(world, "POST", CREATE, b'{"machine_id": "VM009"}', Finding(Code.DATABASE_BUSY, {"retry_after": 1}))
    explanation = explain(world.environment, call)
    assert explanation is not None
    assert explanation.state == "database busy"
    assert (explanation.curl or "").startswith("curl -sS --retry 3 -X POST")


def test_a_call_that_nothing_was_said_about(world: World) -> None:
    assert explain(world.environment, call_of(world, "POST", CREATE, b"{}")) is None


def test_valid_fields_are_kept(world: World) -> None:
    answer = world.create(machine_id="VM009", location="牛津街 '\"$HOME`", session_timeout_minutes="15")
    kept = run_curl(world.client, explanation_of(world, answer)["curl"]).json or {}
    assert kept["qr_data"]["machine_id"] == "VM009"
    assert "location=%E7%89%9B" in kept["qr_url"]


def test_other_spelling_of_a_field_is_understood(world: World) -> None:
    answer = world.post(CREATE, {"machineId": "VM009"})
    assert explanation_of(world, answer)["curl"].endswith("""--data-raw '{"machine_id": "VM009"}'""")


def test_everything_about_a_wrong_field(world: World) -> None:
    explanation = explanation_of(world, world.update_order("ORDER_1", "shipped"))
    assert {name: explanation[name] for name in ("field", "received", "expected", "nearest_route", "clause")} == {
        "field": "status",
        "received": '"shipped"',
        "expected": "pending, printing, printed, completed, failed, cancelled",
        "nearest_route": "POST /api/chinese/order-status-update",
        "clause": "Guide 2.2.0, the listed values of this field",
    }


def test_everything_about_a_forbidding_state(world: World) -> None:
    explanation = explanation_of(world, world.reported("completed"))
    assert {name: explanation[name] for name in ("field", "received", "expected", "state")} == {
        "field": "status",
        "received": "completed",
        "expected": "printing, failed, cancelled",
        "state": "pending",
    }


def test_the_nearest_route(world: World) -> None:
    explanation = explanation_of(world, world.ask("/api/chinese/payments/TEST_PAYMENT_1/status/"))
    assert explanation["nearest_route"] == "GET /api/chinese/payment/{payment_id}/status"
    assert explanation["curl"].endswith("/api/chinese/payment/TEST_PAYMENT_1/status")


def test_three_wrong_fields_are_three_hints(world: World) -> None:
    answer = world.post(PRINT, {"phone_model": "iphone_15_pro"})
    hints = parse_hints(answer.headers["Lab-Hint"])
    assert [hint.en.split()[3] for hint in hints] == ["order_id", "image_urls", "customer_info"]


def test_personal_data_stays_with_the_client(world: World) -> None:
    customer = examples.PRINT_IMAGES["customer_info"] | {"email": "wang.wei at example"}
    answer = world.print_images(customer_info=customer, priority="high")
    said = f"{explanation_of(world, answer)}{answer.headers['Lab-Hint']}"
    assert [secret for secret in ("wang.wei", "John Smith", "+44123456789") if secret in said] == []


@pytest.mark.parametrize(
    "nasty",
    [
        "x" * 900_000,
        "a\r\nSet-Cookie: b=c",
        '"; en="forged',
        "\ud800\udfff\ud800",
        "机" * 5000,
        "\x00\x1b[31m",
        "%0d%0a",
    ],
    ids=["long", "line end", "quote", "surrogates", "chinese", "control", "encoded"],
)
def test_what_a_client_sends_cant_break_the_header(world: World, nasty: str) -> None:
    answer = world.create(machine_id=nasty)
    header = answer.headers["Lab-Hint"]
    assert (len(header) <= 4000, header.isascii(), header.isprintable()) == (True, True, True)
    assert [hint.call for hint in parse_hints(header)] == [(answer.json or {})["debug_info"]["request_id"]]
    assert "Set-Cookie" not in answer.headers


def test_the_token_is_never_written_into_a_command(world: World) -> None:
    curl = explanation_of(world, world.lab("events?wait=long"))["curl"]
    assert curl.endswith('-H "Authorization: Bearer $LAB_TOKEN"')
