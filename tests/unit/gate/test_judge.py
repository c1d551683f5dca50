"""Which calls of a foreign server are hit."""

from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from contract.hints import Code
from contract.messages.faults import NamedFault
from gate.fault_book import FaultBook, NotSettable
from gate.judge import Judge

PAY = "/api/vending/session/VM001_20250804_120000_ABC123/confirm-payment"
STATUS = "/api/vending/session/VM001_20250804_120000_ABC123/status"
CREATE = "/api/vending/create-session"


class Lab:
    """Faults, and a clock that a test sets."""

    def __init__(self, *faults: dict[str, Any]) -> None:
        self.time = 0.0
        named = [NamedFault.model_validate({"id": f"f{number}", **one}) for number, one in enumerate(faults)]
        self.book = FaultBook(1, lambda: self.time, partial(datetime.now, UTC))
        self.book.put(named)
        self._judge = Judge(self.book)

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


def test_a_path_that_nobody_documents() -> None:
    lab = Lab({"match": {"route": "/prod-api/orders/{order_id}/**"}, "effect": 503})
    assert lab.call("/prod-api/orders/7/pay?a=b") == "f0"
    assert [lab.call(path) for path in ("/orders/7/pay", "/prod-api/orders", "/prod-api/orders/")] == [None] * 3


def test_a_named_step_tells_whose_call_it_is() -> None:
    lab = Lab({"match": {"route": "/v2/{machine_id}/pay"}, "effect": 503, "when": {"times": 1}})
    assert [lab.call(f"/v2/{machine}/pay") for machine in "ABA"] == ["f0", "f0", None]


def test_a_path_that_is_named_is_hit_wherever_it_is() -> None:
    assert Lab({"match": {"route": "/lab/**"}, "effect": 503}).call("/lab/events") == "f0"


def test_hits_are_told_and_only_of_the_fault_that_came_first() -> None:
    lab = Lab({"effect": 503, "when": {"times": 1}}, {"effect": 429, "when": {"after": 1}})
    lab.calls(3)
    assert [(one.id, one.matched, one.hit) for one in lab.book.told().faults] == [("f0", 3, 1), ("f1", 3, 2)]


def test_a_fault_is_spent_once_it_is_over_for_each_machine_that_called() -> None:
    lab = Lab({"match": {"route": "create_session"}, "effect": 503, "when": {"times": 1}})
    told = []
    for machine in (b"A", b"A", b"B"):
        told.append([one.spent for one in lab.book.told().faults])
        lab.call(CREATE, b'{"machine_id": "%b"}' % machine)
    assert told == [[False], [True], [True]]


def test_a_fault_is_spent_by_a_status_and_by_its_window() -> None:
    until = {"match": {"route": "confirm_payment"}, "effect": 503, "when": {"until_status": True}}
    lab = Lab(until, {"match": {"route": "create_session"}, "effect": 503, "when": {"window": {"end": 10}}})
    lab.call()
    assert [one.spent for one in lab.book.told().faults] == [False, False]
    lab.call(STATUS, method="GET")
    assert [one.spent for one in lab.book.told().faults] == [True, False]
    lab.time = 10.0
    assert [one.spent for one in lab.book.told().faults] == [True, True]


def test_a_fault_that_is_set_again_counts_anew_in_its_place() -> None:
    lab = Lab({"effect": 503, "when": {"times": 1}}, {"effect": 429, "when": {"times": 1}})
    lab.calls(2)
    lab.book.put([NamedFault.model_validate({"id": "f0", "effect": 500, "when": {"times": 1}})])
    assert [one.id for one in lab.book.told().faults] == ["f0", "f1"]
    assert [lab.call() for _ in range(2)] == ["f0", None]


def test_a_window_begins_when_its_fault_is_set() -> None:
    lab = Lab()
    lab.time = 100.0
    lab.book.put([NamedFault.model_validate({"id": "now", "effect": 503, "when": {"window": {"end": 10}}})])
    assert lab.call() == "now"
    lab.time = 110.0
    assert lab.call() is None


def test_what_leaves_another_nothing_to_hit_is_not_set() -> None:
    lab = Lab({"match": {"route": "/v2/**"}, "effect": 503})
    with pytest.raises(NotSettable) as refused:
        lab.book.put([NamedFault.model_validate({"id": "b", "match": {"route": "/v2/{id}/pay"}, "effect": 429})])
    assert refused.value.code is Code.FAULT_UNREACHABLE
    assert [one.id for one in lab.book.told().faults] == ["f0"]


def test_a_new_seed_and_a_removal() -> None:
    lab = Lab({"effect": 503, "when": {"times": 1}})
    lab.calls(2)
    lab.book.set_seed(7)
    assert lab.call() == "f0"
    lab.book.remove(lambda one: one.fault.id == "f0")
    assert (lab.call(), lab.book.told().seed, lab.book.told().faults) == (None, 7, [])
