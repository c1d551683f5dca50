"""Which calls a fault hits, and that the same day brings the same hits."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from backend.settings import Settings
from tests.api.api_driver import Api, ManualClock
from tests.api.fault_driver import CREATE, counts, problem, put, statuses, wire

Start = Callable[[Settings], Flask]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A backend behind a gate."""
    return replace(settings, gate_secret="the gate's secret")


# Which calls


@pytest.mark.parametrize("path", ["/lab/faults", "/openapi.json", "/docs/"])
def test_the_lab_itself_is_never_hit(api: Api, path: str) -> None:
    before = api.lab(path.removeprefix("/lab/")) if path.startswith("/lab") else api.client.get(path)
    put(api, "f", 503)
    after = api.lab(path.removeprefix("/lab/")) if path.startswith("/lab") else api.client.get(path)
    assert (before.status_code, after.status_code) != (503, 503)
    assert counts(api) == {"f": (0, 0)}


def test_unknown_paths_get_lost_too(api: Api) -> None:
    put(api, "f", 503)
    assert api.client.get("/api/nothing").status_code == 503


def test_fail_twice_then_succeed(api: Api) -> None:
    put(api, "f", 503, when={"times": 2})
    assert statuses(api, 4) == [503, 503, 200, 200]
    assert counts(api) == {"f": (4, 2)}


def test_each_machine_is_counted_by_itself(api: Api) -> None:
    put(api, "f", 503, when={"times": 1})
    machines = ("VM001", "VM002", "VM001", "VM002")
    assert [api.create(machine_id=one).status_code for one in machines] == [503, 503, 200, 200]


@pytest.mark.parametrize("name", [r"\ud800", "a" * 200], ids=["half a character", "long"])
def test_a_name_that_no_machine_has_is_counted_by_address(api: Api, name: str) -> None:
    put(api, "f", 503, when={"after": 1})
    body = f'{{"machine_id": "{name}"}}'
    answers = [api.client.post(CREATE, data=body, content_type="application/json") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [422, 503]


def test_only_the_machine_that_is_named(api: Api) -> None:
    put(api, "f", 503, match={"machine": "VM002"})
    assert [api.create(machine_id=one).status_code for one in ("VM001", "VM002")] == [200, 503]


def test_the_machine_of_an_order_and_equipment(api: Api) -> None:
    order_id = api.order()
    put(api, "of-order", 503, match={"machine": "VM001"})
    put(api, "of-equipment", 502, match={"machine": "CN_DEBUG_01"})
    assert api.client.get(f"/api/chinese/print/{order_id}/status").status_code == 503
    assert api.update_order(order_id, "printing").status_code == 503
    assert api.update_order(order_id, "printing", equipment_id="CN_DEBUG_01").status_code == 502
    assert api.client.get("/api/chinese/equipment/CN_DEBUG_01/info").status_code == 502


def test_the_machine_of_a_payment(api: Api) -> None:
    session_id = api.pending()
    api.confirm(session_id)
    put(api, "f", 503, match={"machine": "VM001"})
    assert api.client.get(f"/api/chinese/payment/TXN_{session_id}/status").status_code == 503


def test_a_session_in_a_state(api: Api) -> None:
    session_id = api.registered()
    put(api, "f", 503, match={"route": "session_status", "state": "payment_pending"})
    early = api.get(session_id, "status").status_code
    api.summary(session_id)
    assert (early, api.get(session_id, "status").status_code) == (200, 503)


def test_an_expired_session_is_expired_before_anybody_has_written_it(api: Api, clock: ManualClock) -> None:
    session_id = api.session()
    put(api, "f", 503, match={"state": "expired"})
    clock.advance(minutes=31)
    assert api.get(session_id, "status").status_code == 503


def test_an_order_in_a_state(api: Api) -> None:
    order_id = api.order()
    put(api, "f", 503, match={"route": "update_order_status", "state": "printing"})
    assert [api.update_order(order_id, word).status_code for word in ("printing", "printed")] == [200, 503]


def test_a_window_of_the_labs_time(api: Api, clock: ManualClock) -> None:
    put(api, "f", 503, when={"window": {"start": 10, "end": 20}})
    found = []
    for _ in range(3):
        found += statuses(api, 1)
        clock.advance(seconds=10)
    assert (found, counts(api)) == ([200, 503, 200], {"f": (1, 1)})


def test_until_the_client_asks_for_the_status(api: Api) -> None:
    session_id = api.pending()
    put(api, "f", "reply_lost_before_commit", match={"route": "confirm_payment"}, when={"until_status": True})
    lost = [wire(api.confirm(session_id)) is not None for _ in range(3)]
    api.get(session_id, "status")
    assert (lost, wire(api.confirm(session_id))) == ([True] * 3, None)


def test_a_machine_that_was_hit_may_ask_after_a_restart(start: Start, settings: Settings) -> None:
    before = Api(start(settings).test_client())
    session_id = before.pending()
    put(before, "f", 503, match={"route": "confirm_payment"}, when={"until_status": True})
    before.confirm(session_id)
    after = Api(start(settings).test_client())
    after.get(session_id, "status")
    assert after.confirm(session_id).status_code == 200


def test_a_status_before_the_first_hit_ends_nothing(api: Api) -> None:
    session_id = api.pending()
    put(api, "f", 503, match={"route": "confirm_payment"}, when={"until_status": True})
    api.get(session_id, "status")
    assert api.confirm(session_id).status_code == 503


def test_the_status_of_another_machine_ends_nothing(api: Api) -> None:
    session_id, other = api.pending(), api.session(machine_id="VM002")
    put(api, "f", 503, match={"route": "confirm_payment"}, when={"until_status": True})
    api.confirm(session_id)
    api.get(other, "status")
    assert api.confirm(session_id).status_code == 503


def test_the_first_fault_hits_and_the_second_decides_all_the_same(api: Api) -> None:
    put(api, "first", 503, when={"times": 1})
    put(api, "second", 502, when={"times": 2})
    assert statuses(api, 3) == [503, 502, 200]
    assert counts(api) == {"first": (3, 1), "second": (3, 1)}


def test_a_body_that_nobody_can_read_is_hit_too(api: Api) -> None:
    put(api, "f", 503, when={"times": 1})
    hit, refused = (api.client.post(CREATE, data=b"{", content_type="application/json") for _ in range(2))
    assert (hit.status_code, refused.status_code) == (503, 400)


# The same day again


def chosen(start: Start, settings: Settings, folder: str, machines: list[str], seed: int = 7) -> list[tuple[str, int]]:
    """What each call is answered in a new backend with one fault that hits by chance."""
    (settings.database.parent / folder).mkdir()
    api = Api(start(replace(settings, database=settings.database.parent / folder / "b.db")).test_client())
    api.lab("faults-seed", method="PUT", json={"seed": seed})
    put(api, "f", 503, when={"probability": 0.5})
    return [(one, api.create(machine_id=one).status_code) for one in machines]


def test_the_same_calls_are_hit_on_the_same_day(start: Start, settings: Settings) -> None:
    day = ["VM001"] * 12
    assert chosen(start, settings, "a", day) == chosen(start, settings, "b", day)


def test_another_seed_is_another_day(start: Start, settings: Settings) -> None:
    day = ["VM001"] * 12
    assert chosen(start, settings, "a", day) != chosen(start, settings, "b", day, seed=8)


def test_machines_between_each_other_disturb_nothing(start: Start, settings: Settings) -> None:
    alone = chosen(start, settings, "a", ["VM001"] * 10)
    mixed = chosen(start, settings, "b", ["VM001", "VM002", "VM002"] * 10)
    assert [call for call in mixed if call[0] == "VM001"] == alone


def test_a_seed_begins_the_counts_anew(api: Api) -> None:
    put(api, "f", 503, when={"times": 1})
    api.create()
    answer = api.lab("faults-seed", method="PUT", json={"seed": 2**53}).json or {}
    assert (answer["seed"], answer["faults"][0]["hit"], api.create().status_code) == (2**53, 0, 503)


def test_a_seed_that_is_none(api: Api) -> None:
    assert problem(api.lab("faults-seed", method="PUT", json={"seed": -1})) == (422, "FIELD_RANGE")
