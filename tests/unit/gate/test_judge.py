"""Which calls of a foreign server are hit."""

from typing import Any

import pytest

from contract.messages.faults import NamedFault
from gate.judge import Judge

PAY = "/api/vending/session/VM001_20250804_120000_ABC123/confirm-payment"
STATUS = "/api/vending/session/VM001_20250804_120000_ABC123/status"
CREATE = "/api/vending/create-session"


class Lab:
    """Faults, and a clock that a test sets."""

    def __init__(self, *faults: dict[str, Any]) -> None:
        self.time = 0.0
        named = [NamedFault.model_validate({"id": f"f{number}", **one}) for number, one in enumerate(faults)]
        self._judge = Judge(named, 1, lambda: self.time)

    def call(self, path: str = PAY, body: bytes = b"", method: str = "POST", address: str = "10.0.0.1") -> str | None:
        fault = self._judge.hitting(method, path, body, address)
        return fault.id if fault else None

    def calls(self, count: int) -> list[bool]:
        return [self.call() is not None for _ in range(count)]


def test_a_call_that_matches_is_hit() -> None:
    lab = Lab({"match": {"route": "confirm_payment"}, "effect": 503})
    assert lab.call(PAY + "?a=b") == "f0"
    assert lab.call(CREATE) is None
    assert lab.call("http://lab" + PAY) == "f0"


def test_fail_twice_then_succeed() -> None:
    assert Lab({"effect": 503, "when": {"times": 2}}).calls(4) == [True, True, False, False]


def test_each_machine_has_its_own_count() -> None:
    lab = Lab({"match": {"route": "create_session"}, "effect": 503, "when": {"times": 1}})
    assert [lab.call(CREATE, b'{"machine_id": "%b"}' % name) for name in (b"A", b"B", b"A")] == ["f0", "f0", None]


def test_who_names_no_machine_is_counted_by_address() -> None:
    lab = Lab({"match": {"route": "create_session"}, "effect": 503, "when": {"times": 1}})
    assert [lab.call(CREATE, b"[", address=one) for one in ("10.0.0.1", "10.0.0.2", "10.0.0.1")] == ["f0", "f0", None]


def test_a_machine_of_choice() -> None:
    assert Lab({"match": {"machine": "VM001"}, "effect": 503}).call() == "f0"
    assert Lab({"match": {"machine": "VM002"}, "effect": 503}).call() is None


def test_a_window() -> None:
    lab = Lab({"effect": 503, "when": {"window": {"start": 10, "end": 20}}})
    hits = []
    for lab.time in (9.0, 10.0, 20.0):
        hits.append(lab.call())
    assert hits == [None, "f0", None]


def test_until_the_machine_asks_for_the_status() -> None:
    lab = Lab({"match": {"route": "confirm_payment"}, "effect": 503, "when": {"until_status": True}})
    assert lab.calls(2) == [True, True]
    assert lab.call(STATUS, method="GET") is None
    assert lab.calls(2) == [False, False]


def test_the_first_of_several_hits_and_all_count() -> None:
    lab = Lab({"effect": 503, "when": {"times": 1}}, {"effect": 429, "when": {"after": 1}})
    assert [lab.call() for _ in range(3)] == ["f0", "f1", "f1"]


@pytest.mark.parametrize("path", ["//[", "http://[", "*", "http:///", "?"])
def test_paths_that_can_not_be_are_calls_like_others(path: str) -> None:
    assert Lab({"effect": 503}).call(path) == "f0"


@pytest.mark.parametrize("path", ["/lab/events", "/docs", "/openapi.json"])
def test_the_lab_itself_is_never_hit(path: str) -> None:
    assert Lab({"effect": 503}).call(path, method="GET") is None
