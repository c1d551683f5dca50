"""Faults that could hit nothing or contradict themselves, each with the field that is at fault."""

from typing import Any

import pytest

from contract.messages.faults import NamedFault, SetFault
from faults.check import Contradiction, check, contradiction

LOST: Any = "reply_lost_after_commit"


def troubles(effect: Any = LOST, /, **parts: Any) -> list[tuple[str, str]]:
    """Fields and what could be used there."""
    fault = SetFault.model_validate({"effect": effect} | parts)
    return [(one.field, one.expected) for one in check(fault)]


def match(**conditions: str) -> list[tuple[str, str]]:
    return troubles(match=conditions)


@pytest.mark.parametrize(
    "fault",
    [
        {},
        {"match": {"route": "confirm_payment", "machine": "VM_1", "state": "payment_pending", "method": "POST"}},
        {"match": {"route": "/api/chinese/send-print-command", "state": "printing"}},
        {"match": {"state": "printing"}},
        {"match": {"route": "batch_download"}, "effect": "truncated_body"},
        {"effect": {"kind": "extra_fields", "fields": {"a": 1}}},
        {"effect": {"kind": "truncated_body", "bytes": 0}},
        {"when": {"times": 2, "until_status": True}},
    ],
)
def test_sensible_faults_pass(fault: dict[str, Any]) -> None:
    assert check(SetFault.model_validate({"effect": LOST} | fault)) == []


def test_unknown_route_names_the_nearest() -> None:
    assert match(route="confirm-payment") == [("match.route", "confirm_payment")]


def test_method_that_the_route_lacks() -> None:
    assert match(route="confirm_payment", method="GET") == [("match.method", "POST")]


def test_method_that_no_route_has() -> None:
    assert match(method="PATCH") == [("match.method", "DELETE, GET, POST")]


@pytest.mark.parametrize("route", ["/lab/faults", "/docs", "/openapi.json"])
def test_routes_of_the_lab_are_refused(route: str) -> None:
    fault = SetFault.model_validate({"effect": 503, "match": {"route": route}})
    assert [one.message for one in check(fault)] == [
        f"Faults never hit {route}: it is the lab's own. Name a documented call"
    ]


def test_malformed_machine() -> None:
    assert match(machine="VM 1") == [("match.machine", "VM_OXFORD_ST_01")]


@pytest.mark.parametrize(
    "conditions",
    [
        {"state": "asleep"},
        {"route": "session_status", "state": "printing"},
        {"route": "print_status", "state": "payment_pending"},
    ],
)
def test_state_that_never_comes(conditions: dict[str, str]) -> None:
    assert [field for field, _ in match(**conditions)] == ["match.state"]


@pytest.mark.parametrize("route", ["create_session", "stock_status", "payment_status"])
def test_route_without_a_state(route: str) -> None:
    assert match(route=route, state="active") == [("match.state", "no state")]


@pytest.mark.parametrize(
    ("effect", "field", "expected"),
    [
        ("status", "effect.status", "503"),
        (499, "effect.status", "503"),
        ({"kind": "delay", "status": 503}, "effect.status", "seconds"),
        ({"kind": "reply_lost_after_commit", "seconds": 3}, "effect.seconds", "nothing beside its kind"),
        ({"kind": "wrong_content_type", "content_type": "html"}, "effect.content_type", "text/html"),
        ({"kind": "wrong_content_type", "content_type": "text/html; a=\n"}, "effect.content_type", "text/html"),
        ({"kind": "extra_fields", "fields": {}}, "effect.fields", "1"),
    ],
)
def test_effect_without_its_needs_or_with_too_much(effect: Any, field: str, expected: str) -> None:
    assert troubles(effect) == [(field, expected)]


@pytest.mark.parametrize(
    ("when", "field"),
    [
        ({"every": 2, "probability": 0.5}, "when.probability"),
        ({"window": {"start": 5, "end": 5}}, "when.window.end"),
    ],
)
def test_when_that_contradicts_itself(when: dict[str, Any], field: str) -> None:
    assert [name for name, _ in troubles(when=when)] == [field]


def named(name: str, route: str | None = None, **when: Any) -> NamedFault:
    return NamedFault.model_validate({"id": name, "effect": 503, "match": {"route": route}, "when": when})


def test_fault_behind_one_that_always_hits_is_unreachable() -> None:
    assert contradiction([named("all"), named("health", "health")]) == Contradiction("all", "health")


@pytest.mark.parametrize(
    "faults",
    [
        [named("health", "health"), named("all")],
        [named("sometimes", probability=0.5), named("health", "health")],
        [named("for-a-while", window={"end": 9}), named("health", "health")],
        [named("until", until_status=True), named("health", "health")],
        [named("health", "health"), named("status", "session_status")],
    ],
)
def test_faults_that_leave_each_other_something(faults: list[NamedFault]) -> None:
    assert contradiction(faults) is None
