"""What each effect asks of the gate, and when."""

from typing import Any

import pytest

from contract.messages.faults import EffectKind, SetFault
from contract.wire import Directive
from faults.callers import machine_in
from faults.directives import directive_for, needs_gate


def wire(effect: Any) -> tuple[str | None, bool]:
    directive, before = directive_for(SetFault.model_validate({"effect": effect}).effect, "f")
    return None if directive is None else directive.format(), before


@pytest.mark.parametrize(
    ("effect", "expected"),
    [
        (503, (None, True)),
        ("delay", ("again seconds=3 bytes=0 note=f", True)),
        ({"kind": "delay", "seconds": 0.5}, ("again seconds=0.5 bytes=0 note=f", True)),
        ("no_answer", ("hold seconds=300 bytes=0 note=f", True)),
        ("reply_lost_before_commit", ("lose seconds=0 bytes=0 note=f", True)),
        ("reply_lost_after_commit", ("lose seconds=0 bytes=0 note=f", False)),
        ("truncated_body", ("cut seconds=0 bytes=20 note=f", False)),
        ({"kind": "truncated_body", "bytes": 0}, ("cut seconds=0 bytes=0 note=f", False)),
        ("late_answer", ("late seconds=30 bytes=0 note=f", False)),
        ("delivered_twice", ("twice seconds=0 bytes=0 note=f", False)),
        ("wrong_content_type", (None, False)),
        ("extra_fields", (None, False)),
    ],
)
def test_effect_becomes_an_order(effect: Any, expected: tuple[str | None, bool]) -> None:
    assert wire(effect) == expected


@pytest.mark.parametrize("kind", EffectKind)
def test_a_gate_is_needed_where_there_is_an_order(kind: EffectKind) -> None:
    effect = SetFault.model_validate({"effect": kind.value}).effect
    directive = directive_for(effect, "f").directive
    assert needs_gate(effect) is (directive is not None)
    assert directive is None or Directive.parse(directive.format()) == directive


@pytest.mark.parametrize(
    ("ids", "body", "machine"),
    [
        ({"session_id": "CN_DEBUG_01_20250804_143022_A1B2C3"}, {"machine_id": "VM002"}, "CN_DEBUG_01"),
        ({}, {"machine_id": "VM002", "equipment_id": "CN_1"}, "VM002"),
        ({"equipment_id": "CN_1"}, {}, "CN_1"),
        ({}, {"printer_id": "CN_1"}, "CN_1"),
        ({"session_id": "nonsense"}, {"machine_id": 7}, None),
    ],
)
def test_machine_of_a_call(ids: dict[str, str], body: dict[str, Any], machine: str | None) -> None:
    assert machine_in(ids, body) == machine
