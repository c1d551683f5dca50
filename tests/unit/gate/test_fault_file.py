"""A file of faults, and everything that can be wrong in one."""

import json
from pathlib import Path
from typing import Any

import pytest

from gate.fault_file import FaultsUnusable, read_faults

LOST = {"id": "lost", "match": {"route": "confirm_payment"}, "effect": "reply_lost_after_commit"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "faults.json"


def refusal(file: Path, *faults: Any) -> str:
    file.write_text(json.dumps(faults))
    with pytest.raises(FaultsUnusable) as refused:
        read_faults(file)
    return str(refused.value)


def test_faults_keep_their_order(file: Path) -> None:
    file.write_text(json.dumps([LOST, {"id": "busy", "effect": 503}]))
    assert [fault.id for fault in read_faults(file)] == ["lost", "busy"]


@pytest.mark.parametrize("content", [b"[{", b"\xff", b"{}", b"3"])
def test_what_is_no_list_is_named(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(FaultsUnusable, match=r"faults\.json"):
        read_faults(file)


def test_a_missing_file_is_named(file: Path) -> None:
    with pytest.raises(FaultsUnusable, match="give another file as --faults"):
        read_faults(file)


def test_every_trouble_is_told_at_once(file: Path) -> None:
    told = refusal(file, {**LOST, "match": {"route": "confirm_payments"}}, {"id": "b"}, "c")
    assert "Fault lost, match.route: No documented call has this path or name" in told
    assert "Fault b, effect: Field required." in told
    assert "Fault 3: " in told


def test_a_state_needs_our_own_backend(file: Path) -> None:
    assert "Fault a, match.state: Only our own backend" in refusal(
        file, {"id": "a", "match": {"state": "active"}, "effect": 503}
    )


def test_two_of_one_name_are_refused(file: Path) -> None:
    assert "Several faults are called lost" in refusal(file, LOST, LOST)


def test_a_fault_that_another_leaves_nothing_is_refused(file: Path) -> None:
    assert "Fault lost never hits anything: all " in refusal(file, {"id": "all", "effect": 503}, LOST)
