"""Faults before a server whose paths need not be ours."""

from typing import Any

import pytest

from contract.messages.faults import SetFault
from faults.check_foreign import check_foreign
from faults.presets import presets


def troubles(**match: Any) -> list[tuple[str, str]]:
    found = check_foreign(SetFault.model_validate({"match": match, "effect": 503}))
    return [(one.field, one.expected) for one in found]


@pytest.mark.parametrize(
    "match",
    [
        {},
        {"route": "confirm_payment"},
        {"route": "/orders/{order_id}/pay", "method": "patch"},
        {"route": "/prod-api/**", "machine": "VM001"},
        {"method": "PUT"},
    ],
)
def test_what_can_hit_something(match: dict[str, Any]) -> None:
    assert troubles(**match) == []


@pytest.mark.parametrize(
    ("match", "field", "expected"),
    [
        ({"route": "confirm_payments"}, "match.route", "confirm_payment"),
        ({"route": "/orders/{order_id/pay"}, "match.route", "/orders/{order_id}/pay"),
        ({"route": "confirm_payment", "method": "GET"}, "match.method", "POST"),
        ({"route": "/a", "method": "G T"}, "match.method", "POST"),
        ({"route": "/a", "machine": "VM 1"}, "match.machine", "VM_OXFORD_ST_01"),
        ({"state": "active"}, "match.state", "no state"),
        ({"route": "/a", "state": "active"}, "match.state", "no state"),
    ],
)
def test_what_can_not(match: dict[str, Any], field: str, expected: str) -> None:
    assert troubles(**match) == [(field, expected)]


@pytest.mark.parametrize("fields", [{"a": float("inf")}, {"a": "x" * 4096}])
def test_fields_that_no_answer_can_bear(fields: dict[str, Any]) -> None:
    fault = SetFault.model_validate({"effect": {"kind": "extra_fields", "fields": fields}})
    assert [one.field for one in check_foreign(fault)] == ["effect.fields"]


@pytest.mark.parametrize("name", list(presets()))
def test_every_preset_works_before_a_foreign_server(name: str) -> None:
    """One that asks for a state would be refused there, with its reason: then this test says which ones."""
    assert [check_foreign(fault) for fault in presets()[name].faults] == [[]] * len(presets()[name].faults)
