"""Faults that belong together."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from backend.settings import Settings
from contract.hints import parse_hints
from faults.check import check, contradiction
from faults.presets import presets
from tests.api.api_driver import Api, ManualClock
from tests.api.fault_driver import listed, problem, wire

Start = Callable[[Settings], Flask]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A backend behind a gate."""
    return replace(settings, gate_secret="the gate's secret")


@pytest.mark.parametrize("name", presets())
def test_every_preset_can_hit_something(name: str) -> None:
    faults = presets()[name].faults
    assert [check(fault) for fault in faults] == [[] for _ in faults]
    assert contradiction(faults) is None


def test_every_preset_can_be_used(api: Api) -> None:
    for name in presets():
        used = api.lab(f"fault-presets/{name}", method="POST")
        api.lab(f"fault-presets/{name}", method="DELETE")
        assert (used.status_code, listed(api)) == (200, [])


def test_presets_do_not_share_names() -> None:
    names = [fault.id for preset in presets().values() for fault in preset.faults]
    assert len(names) == len(set(names))


def test_a_preset_is_active_until_it_is_removed(api: Api) -> None:
    def active() -> list[str]:
        return [one["name"] for one in (api.lab("fault-presets").json or {})["presets"] if one["is_active"]]

    api.lab("fault-presets/reply-that-hurts", method="POST", json={})
    used = active()
    assert [api.lab("fault-presets/reply-that-hurts", method="DELETE").status_code for _ in range(2)] == [204, 204]
    assert (used, active(), listed(api)) == (["reply-that-hurts"], [], [])


def test_a_preset_as_it_is_listed(api: Api) -> None:
    found = {one["name"]: one for one in (api.lab("fault-presets").json or {})["presets"]}
    assert found["reply-that-hurts"] == {
        "name": "reply-that-hurts",
        "title_en": "The reply that hurts",
        "title_zh": "最要命的应答丢失",
        "text_en": "Once per machine: the payment is confirmed, the money is taken, and the answer gets lost. "
        "Whoever pays again pays twice.",
        "text_zh": "每台机器一次：付款已确认，钱已收下，应答却丢失了。若再次付款，就会重复收费。",
        "faults": [
            {
                "match": {"route": "confirm_payment"},
                "effect": {"kind": "reply_lost_after_commit"},
                "when": {"times": 1},
                "id": "hurting-reply",
            }
        ],
        "is_active": False,
    }


def test_two_machines_may_rehearse_the_same(api: Api) -> None:
    for machine in ("VM001", "VM002"):
        api.lab("fault-presets/reply-that-hurts", method="POST", json={"machine": machine})
    assert [(one["id"], one["match"]["machine"], one["preset"]) for one in listed(api)] == [
        ("hurting-reply-VM001", "VM001", "reply-that-hurts"),
        ("hurting-reply-VM002", "VM002", "reply-that-hurts"),
    ]


def test_a_deploy_takes_ninety_seconds(api: Api, clock: ManualClock) -> None:
    api.lab("fault-presets/deploy", method="POST", json={})
    found = []
    for _ in range(4):
        found.append(["lost" if wire(answer) else answer.status_code for answer in (api.create(), api.create())])
        clock.advance(seconds=30)
    assert found == [[503, 503], [502, 502], [200, "lost"], [200, 200]]


def test_a_preset_that_does_not_exist(api: Api) -> None:
    answer = api.lab("fault-presets/rush", method="POST", json={})
    assert problem(answer) == (404, "PRESET_UNKNOWN")
    assert "rush-hour" in parse_hints(answer.headers["Lab-Hint"])[0].en


def test_a_preset_for_what_is_no_machine(api: Api) -> None:
    answer = api.lab("fault-presets/rush-hour", method="POST", json={"machine": "VM 1"})
    assert (problem(answer), listed(api)) == ((422, "MACHINE_ID_MALFORMED"), [])


def test_a_preset_without_a_gate_sets_none_of_its_faults(start: Start, settings: Settings) -> None:
    api = Api(start(replace(settings, gate_secret="")).test_client())
    answer = api.lab("fault-presets/rush-hour", method="POST", json={})
    assert (problem(answer), listed(api)) == ((409, "FAULT_NEEDS_GATE"), [])
