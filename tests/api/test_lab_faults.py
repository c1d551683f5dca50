"""Faults are set, listed and removed; what can never hit anything is refused in words."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from backend.http.context import environment_of
from backend.http.routing import row_of
from backend.models.fault import Fault
from backend.settings import Settings
from backend.world.environment import Environment
from contract.hints import parse_hints
from faults.routes import KNOWN
from tests.api.api_driver import Api, ManualClock
from tests.api.fault_driver import counts, listed, problem, put, wire

Start = Callable[[Settings], Flask]


IMPOSSIBLE: list[tuple[dict[str, Any], str]] = [
    ({}, "FIELD_MISSING"),
    ({"effect": "explosion"}, "FIELD_WORD"),
    ({"effect": ["delay"]}, "FIELD_TYPE"),
    ({"effect": 200}, "FIELD_RANGE"),
    ({"effect": "status"}, "FIELD_MISSING"),
    ({"effect": {"kind": "delay", "seconds": 1e9}}, "FIELD_RANGE"),
    ({"effect": {"kind": "delay", "seconds": 0}}, "FIELD_RANGE"),
    ({"effect": {"kind": "extra_fields", "fields": {"a": "x" * 5000}}}, "FIELD_TOO_LARGE"),
    ({"effect": 503, "match": {"machine": "VM 1"}}, "MACHINE_ID_MALFORMED"),
    ({"effect": 503, "match": {"route": "/lab/faults"}}, "FAULT_IMPOSSIBLE"),
    ({"effect": 503, "match": {"route": "print_status", "state": "designing"}}, "FAULT_IMPOSSIBLE"),
    ({"effect": 503, "when": {"times": 0}}, "FIELD_RANGE"),
    ({"effect": 503, "when": {"probability": 1.5}}, "FIELD_RANGE"),
    ({"effect": 503, "when": {"tmies": 2}}, "FIELD_UNKNOWN"),
    ({"effect": 503, "match": {"rout": "create_session"}}, "FIELD_UNKNOWN"),
    ({"effect": 503, "when": {"every": 2, "probability": 0.5}}, "FAULT_IMPOSSIBLE"),
    ({"effect": 503, "when": {"window": {"start": 9, "end": 3}}}, "FAULT_IMPOSSIBLE"),
]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A backend behind a gate."""
    return replace(settings, gate_secret="the gate's secret")


# Setting, listing, removing


def test_a_fault_as_it_is_set(api: Api) -> None:
    body = {
        "match": {"route": "confirm_payment", "machine": "VM001"},
        "effect": "reply_lost_after_commit",
        "when": {"times": 2},
        "note": "twice",
    }
    assert api.lab("faults/lost", method="PUT", json=body).json == {
        "id": "lost",
        "match": {"method": None, "route": "confirm_payment", "machine": "VM001", "state": None},
        "effect": {
            "kind": "reply_lost_after_commit",
            "status": None,
            "seconds": None,
            "bytes": None,
            "content_type": None,
            "fields": None,
        },
        "when": {
            "after": 0,
            "times": 2,
            "every": None,
            "probability": None,
            "window": None,
            "until_status": False,
        },
        "note": "twice",
        "set_at": "2025-08-04T14:30:22Z",
        "matched": 0,
        "hit": 0,
        "spent": False,
        "preset": None,
    }


def test_no_fault_is_set_at_first(api: Api) -> None:
    assert api.lab("faults").json == {"seed": 1, "faults": []}


def test_a_fault_set_again_keeps_its_place_and_counts_anew(api: Api) -> None:
    for name in ("first", "second"):
        put(api, name, 503, match={"route": "create_session"}, when={"probability": 0.01})
    api.create()
    put(api, "first", 503, match={"route": "health"})
    assert counts(api) == {"first": (0, 0), "second": (1, 0)}


def spent(api: Api) -> list[str]:
    return [one["id"] for one in listed(api) if one["spent"]]


def test_a_fault_is_spent_once_it_is_over_for_each_machine_that_called(api: Api) -> None:
    put(api, "twice", 503, match={"route": "create_session"}, when={"times": 2})
    told = []
    for machine in ("VM001", "VM001", "VM001", "VM002", "VM002"):
        api.create(machine_id=machine)
        told.append(spent(api))
    assert told == [[], ["twice"], ["twice"], [], ["twice"]]
    api.lab("faults-seed", method="PUT", json={"seed": 5})
    assert spent(api) == []


def test_a_fault_until_a_status_is_spent_by_that(api: Api) -> None:
    session_id = api.session()
    put(api, "wait", 503, match={"route": "register_user"}, when={"until_status": True})
    api.register(session_id)
    assert spent(api) == []
    api.get(session_id, "status")
    assert spent(api) == ["wait"]


def test_a_fault_is_spent_when_its_window_has_closed(api: Api, clock: ManualClock) -> None:
    put(api, "morning", 503, when={"window": {"start": 60, "end": 120}})
    told = []
    for _ in range(3):
        told.append(spent(api))
        clock.advance(minutes=1)
    assert told == [[], [], ["morning"]]


def test_a_fault_without_an_end_is_never_spent(api: Api) -> None:
    put(api, "always", 503, match={"route": "create_session"})
    api.create()
    assert spent(api) == []


def test_removing_is_as_good_twice_as_once(api: Api) -> None:
    put(api, "f", 503)
    assert [api.lab("faults/f", method="DELETE").status_code for _ in range(2)] == [204, 204]
    assert [api.lab("faults", method="DELETE").status_code for _ in range(2)] == [204, 204]
    assert (listed(api), api.create().status_code) == ([], 200)


def test_each_change_is_an_event(api: Api) -> None:
    after = (api.lab("events").json or {})["next"]
    put(api, "f", 503, match={"route": "health"})
    api.lab("faults/f", method="DELETE")
    api.lab("faults-seed", method="PUT", json={"seed": 5})
    events = (api.lab(f"events?after={after}").json or {})["events"]
    assert [event["kind"] for event in events] == ["faults_changed"] * 3


def test_faults_outlive_a_restart(start: Start, settings: Settings) -> None:
    put(Api(start(settings).test_client()), "f", 503)
    assert Api(start(settings).test_client()).create().status_code == 503


def test_faults_of_a_replaced_database_are_read_again(api: Api, app: Flask, environment: Environment) -> None:
    put(api, "f", 503)
    with environment.store.writing():
        Fault.delete().execute()
    environment_of(app).faults.read_again()
    assert api.create().status_code == 200


# Refused


def test_a_route_that_is_unknown_names_the_nearest(api: Api) -> None:
    answer = put(api, "f", 503, match={"route": "/api/vending/create-sesion"})
    assert problem(answer) == (422, "FAULT_IMPOSSIBLE")
    assert "/api/vending/create-session" in parse_hints(answer.headers["Lab-Hint"])[0].en


def test_faults_that_can_not_be_are_refused(api: Api) -> None:
    """In one backend: each leaves it as it was."""
    answers = [api.lab("faults/f", method="PUT", json=body) for body, _ in IMPOSSIBLE]
    assert [problem(answer) for answer in answers] == [(422, code) for _, code in IMPOSSIBLE]
    assert listed(api) == []


def test_a_fault_that_another_leaves_nothing_is_refused(api: Api) -> None:
    put(api, "all", 503)
    answer = put(api, "health", 502, match={"route": "health"})
    assert problem(answer) == (409, "FAULT_UNREACHABLE")
    assert "all" in (answer.json or {})["detail"]
    assert list(counts(api)) == ["all"]


def test_a_fault_that_is_widened_over_another_is_refused(api: Api) -> None:
    put(api, "first", 503, match={"route": "health"})
    put(api, "second", 503, match={"route": "session_status"})
    assert problem(put(api, "first", 503)) == (409, "FAULT_UNREACHABLE")
    assert listed(api)[0]["match"]["route"] == "health"


@pytest.mark.parametrize("effect", ["delay", "no_answer", "truncated_body", "delivered_twice"])
def test_without_a_gate_nothing_happens_on_the_wire(start: Start, settings: Settings, effect: str) -> None:
    api = Api(start(replace(settings, gate_secret="")).test_client())
    assert problem(put(api, "f", effect)) == (409, "FAULT_NEEDS_GATE")


def test_faults_on_the_wire_rest_without_a_gate(start: Start, settings: Settings) -> None:
    put(Api(start(settings).test_client()), "f", "reply_lost_before_commit")
    answer = Api(start(replace(settings, gate_secret="")).test_client()).create()
    assert (answer.status_code, wire(answer)) == (200, None)


def test_there_is_a_bound(api: Api, environment: Environment) -> None:
    row = {"definition": {"effect": 503, "when": {"times": 1}}, "set_at": environment.now}
    with environment.store.writing():
        Fault.insert_many([{"fault_id": f"f{number}"} | row for number in range(199)]).execute()
    answers = [put(api, name, 503, when={"times": 1}) for name in ("one-more", "one-too-many")]
    assert [answers[0].status_code, *problem(answers[1])] == [200, 409, "FAULTS_TOO_MANY"]


def test_the_token_is_wanted(api: Api) -> None:
    assert api.client.put("/lab/faults/f", json={"effect": 503}).status_code == 401


# The routes that faults may name


def test_every_route_that_can_be_named_is_served(app: Flask) -> None:
    served = {row_of(rule.endpoint) for rule in app.url_map.iter_rules()}
    assert set(KNOWN) - served == set()
