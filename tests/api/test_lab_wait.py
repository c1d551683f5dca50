"""POST /lab/wait: the first event that meets every condition, or a word about the nearest."""

import threading
from typing import Any

import pytest

from backend.http.passage import NOTE, PASSAGE
from backend.models.event import Meta
from backend.world.environment import Environment
from contract.wire import DIRECTIVE_HEADER, Action, Directive, Passage
from tests.api.api_driver import Api

LONG = 30
"""Seconds that no test waits in vain."""


def wait(api: Api, **body: Any) -> tuple[int, dict[str, Any]]:
    answer = api.lab("wait", method="POST", json=body)
    return answer.status_code, dict(answer.json or {})


def cursor(api: Api) -> str:
    return str((api.lab("events").json or {})["next"])


def test_what_came_after_the_cursor(api: Api) -> None:
    after = cursor(api)
    session_id = api.session()
    status, answer = wait(api, after=after, kind="session_created")
    assert status == 200
    assert answer.pop("waited") < LONG
    assert answer["event"].pop("request_id").startswith("req_")
    assert answer == {
        "event": {
            "id": f"{after.split(':')[0]}:1",
            "kind": "session_created",
            "at": "2025-08-04T14:30:22Z",
            "machine_id": "VM001",
            "session_id": session_id,
            "order_id": None,
            "data": {"status": "active", "user_progress": "started"},
        },
        "next": f"{after.split(':')[0]}:1",
    }


def test_while_it_waits_another_acts(api: Api) -> None:
    late = threading.Timer(0.1, api.session)
    late.start()
    status, answer = wait(api, kind="session_created", timeout=LONG)
    late.join()
    assert (status, answer["event"]["machine_id"]) == (200, "VM001")
    assert answer["waited"] >= 0.05


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        ({}, 1),
        ({"kind": "session_changed"}, 2),
        ({"kind": "session_changed", "data": {"status": "payment_pending"}}, 3),
        ({"data": {"user_progress": "qr_scanned", "status": "active"}}, 2),
        ({"machine_id": "VM002"}, 5),
        ({"machine_id": "VM002", "kind": "session_created"}, 5),
    ],
)
def test_every_condition_counts(api: Api, wanted: dict[str, Any], number: int) -> None:
    after = cursor(api)
    api.pending()
    api.session(machine_id="VM002")
    status, answer = wait(api, after=after, **wanted)
    assert (status, answer["event"]["id"].split(":")[1]) == (200, str(number))


def test_by_session_and_order(api: Api) -> None:
    after = cursor(api)
    order_id = api.order()
    status, answer = wait(api, after=after, order_id=order_id, kind="order_created")
    assert (status, answer["event"]["order_id"]) == (200, order_id)
    again, following = wait(api, after=after, session_id=answer["event"]["session_id"])
    assert (again, following["event"]["kind"]) == (200, "session_created")


def test_next_leads_on(api: Api) -> None:
    after = cursor(api)
    sessions = [api.session(), api.session()]
    _, first = wait(api, after=after)
    _, second = wait(api, after=first["next"])
    assert [first["event"]["session_id"], second["event"]["session_id"]] == sessions


def test_nothing_came(api: Api) -> None:
    assert wait(api, kind="refunded", machine_id="VM001", timeout=0) == (
        409,
        {
            "type": "about:blank",
            "title": "Conflict",
            "status": 409,
            "detail": "No such event came within 0 s. Nearest: nothing has happened to those lately",
            "code": "WAIT_TIMED_OUT",
        },
    )


def test_the_nearest_is_told(api: Api) -> None:
    after = cursor(api)
    session_id = api.session()
    api.session(machine_id="VM002")
    status, answer = wait(api, after=after, session_id=session_id, data={"status": "expired"}, timeout=0.01)
    assert (status, answer["detail"]) == (
        409,
        "No such event came within 0.01 s. "
        'Nearest: session_created {"status": "active", "user_progress": "started"} at 2025-08-04T14:30:22Z',
    )


def test_the_nearest_is_of_the_kind_that_is_waited_for(api: Api) -> None:
    after = cursor(api)
    session_id = api.registered()
    other = {"status": "payd"}
    _, answer = wait(api, after=after, session_id=session_id, kind="session_created", data=other, timeout=0)
    assert "Nearest: session_created" in answer["detail"]


def test_a_misspelled_condition_is_no_condition(api: Api) -> None:
    status, answer = wait(api, knid="order_changed", timeout=0)
    assert (status, answer["code"]) == (422, "FIELD_UNKNOWN")


def test_what_came_too_early_is_told(api: Api) -> None:
    session_id = api.registered()
    _, answer = wait(api, session_id=session_id, kind="session_created", timeout=0)
    assert answer["detail"].endswith("at 2025-08-04T14:30:22Z, before the wait began")
    assert "session_created" in answer["detail"]


def test_a_cursor_of_another_generation(api: Api) -> None:
    status, answer = wait(api, after="ffffffff:1")
    assert (status, answer["code"]) == (409, "WORLD_REPLACED")
    assert answer["detail"] == (
        "The lab's world was replaced: there are no events of ffffffff any more, they begin anew"
    )


def test_the_world_is_replaced_meanwhile(api: Api, environment: Environment) -> None:
    def replace() -> None:
        with environment.store.writing():
            Meta.update(value="0badcafe").where(Meta.name == "generation").execute()

    late = threading.Timer(0.1, replace)
    late.start()
    assert wait(api, timeout=LONG)[1]["code"] == "WORLD_REPLACED"
    late.join()


def parked(api: Api, note: str = "", **body: Any) -> Directive | None:
    """What the gate is asked to do, when it brings the call for the first time or with a note."""
    environ = {PASSAGE: Passage.RESUMED if note else Passage.FIRST, NOTE: note}
    answer = api.lab("wait", method="POST", json=body, environ_overrides=environ)
    directive = answer.headers.get(DIRECTIVE_HEADER)
    return None if directive is None else Directive.parse(directive)


def test_behind_the_gate_nobody_waits_here(api: Api) -> None:
    first = parked(api, kind="session_created", timeout=LONG)
    assert first is not None
    assert first.action is Action.PARK
    assert LONG - 5 < first.seconds <= LONG
    assert " " not in first.note


def test_the_same_call_goes_on_where_it_looked(api: Api) -> None:
    """Also when it named no cursor: what counts is what it was first asked at."""
    first = parked(api, kind="refunded", timeout=LONG)
    assert first is not None
    api.session()
    second = parked(api, first.note, kind="refunded", timeout=LONG)
    assert second is not None
    assert (first.note.split(":")[1:], second.note.split(":")[1:]) == (["0", "0"], ["0", "1"])
    assert parked(api, second.note, kind="session_created", timeout=LONG) is not None
    assert parked(api, first.note, kind="session_created", timeout=LONG) is None


def test_time_that_was_spent_at_the_gate_counts(api: Api) -> None:
    first = parked(api, kind="refunded", timeout=LONG)
    assert first is not None
    began, _, rest = first.note.partition(",")
    environ = {PASSAGE: Passage.RESUMED, NOTE: f"{float(began) - LONG},{rest}"}
    wanted = {"kind": "refunded", "timeout": LONG}
    answer = api.lab("wait", method="POST", json=wanted, environ_overrides=environ)
    assert (answer.json or {})["code"] == "WAIT_TIMED_OUT"


@pytest.mark.parametrize(
    ("body", "status", "detail"),
    [
        ({"after": "17"}, 400, "after must be the `next` of an earlier answer, such as 1a2b3c4d:17"),
        ({"timeout": 61}, 422, "Validation failed: timeout: Input should be less than or equal to 60"),
        ({"timeout": -1}, 422, "Validation failed: timeout: Input should be greater than or equal to 0"),
        ({"data": []}, 422, "Validation failed: data: Input should be a valid dictionary"),
        ({"machine_id": 1}, 422, "Validation failed: machine_id: Input should be a valid string"),
    ],
)
def test_what_nobody_can_wait_for(api: Api, body: dict[str, Any], status: int, detail: str) -> None:
    assert (wait(api, **body)[0], wait(api, **body)[1]["detail"]) == (status, detail)


def test_an_unknown_kind(api: Api) -> None:
    status, answer = wait(api, kind="order_printed")
    assert (status, answer["detail"][:56]) == (422, "Validation failed: kind: Kind must be one of: ['session_")
