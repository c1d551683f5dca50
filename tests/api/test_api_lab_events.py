"""The event feed: written with the change, numbered, and a wait that ends with the next commit."""

import threading
import time

import pytest

from backend.http.passage import NOTE, PASSAGE
from backend.models.event import Meta
from backend.world.environment import Environment
from contract.messages.lab import LONGEST_POLL
from contract.wire import DIRECTIVE_HEADER, Action, Directive, Passage
from tests.api.api_driver import Api


def _cursor(api: Api) -> str:
    return str((api.lab("events").json or {})["next"])


def _events(api: Api, after: str, wait: float = 0) -> list[str]:
    answer = api.lab(f"events?after={after}&wait={wait}").json or {}
    return [event["kind"] for event in answer["events"]]


def test_without_a_cursor_only_the_present_one(api: Api) -> None:
    api.session()
    answer = api.lab("events").json or {}
    assert answer["events"] == []
    assert answer["next"] == f"{answer['generation']}:1"


def test_the_events_of_a_sale(api: Api) -> None:
    after = _cursor(api)
    order_id = api.order()
    api.claim(order_id)
    api.update_order(order_id, "printing")
    assert _events(api, after) == [
        "session_created",
        "session_changed",
        "session_changed",
        "stock_changed",
        "session_changed",
        "order_created",
        "job_claimed",
        "stock_changed",
        "stock_changed",
        "order_changed",
    ]


def test_an_event(api: Api) -> None:
    after = _cursor(api)
    created = api.create().json or {}
    session_id = created["session_id"]
    [event] = (api.lab(f"events?after={after}").json or {})["events"]
    assert event == {
        "id": f"{after.split(':')[0]}:1",
        "kind": "session_created",
        "at": "2025-08-04T14:30:22Z",
        "machine_id": "VM001",
        "session_id": session_id,
        "order_id": None,
        "request_id": created["debug_info"]["request_id"],
        "data": {"status": "active", "user_progress": "started"},
    }


def test_next_leads_on(api: Api) -> None:
    after = _cursor(api)
    api.session()
    following = (api.lab(f"events?after={after}").json or {})["next"]
    assert _events(api, following) == []


def test_a_refused_call_leaves_no_event(api: Api) -> None:
    session_id = api.pending()
    after = _cursor(api)
    api.confirm(session_id, payment_amount=1)
    assert _events(api, after) == []


def test_many_events_come_in_parts(api: Api) -> None:
    after = _cursor(api)
    for _ in range(501):
        api.session()
    first = api.lab(f"events?after={after}").json or {}
    assert (len(first["events"]), len(_events(api, first["next"]))) == (500, 1)


@pytest.mark.parametrize("after", ["00000000:0", "ffffffff:99"])
def test_another_generation_gets_the_present_cursor(api: Api, after: str) -> None:
    api.session()
    answer = api.lab(f"events?after={after}&wait=1").json or {}
    assert (answer["events"], answer["next"]) == ([], _cursor(api))


def test_a_cursor_from_the_future(api: Api) -> None:
    present = _cursor(api)
    answer = api.lab(f"events?after={present}99&wait=1").json or {}
    assert answer["next"] == present


def test_a_new_generation(api: Api, environment: Environment) -> None:
    before = _cursor(api)
    with environment.store.writing():
        Meta.update(value="0badcafe").where(Meta.name == "generation").execute()
    assert (api.lab(f"events?after={before}").json or {})["generation"] == "0badcafe"


@pytest.mark.parametrize("query", ["after=5", "after=:", "after=00000000:x", "after=00000000:0&wait=long"])
def test_a_malformed_query(api: Api, query: str) -> None:
    assert api.lab(f"events?{query}").status_code == 400


def test_the_wait_ends_with_a_commit(api: Api, environment: Environment) -> None:
    late = threading.Timer(0.1, api.session)
    late.start()
    assert environment.store.wait_for_commit(environment.store.commits, timeout=600)  # longer than a test may take
    late.join()


def test_a_poll_tells_what_happens_while_it_is_open(api: Api) -> None:
    after = _cursor(api)
    late = threading.Timer(0.1, api.session)
    late.start()
    assert _events(api, after, wait=1) == ["session_created"]
    late.join()


def test_without_a_gate_the_wait_is_at_most_half_a_second(api: Api) -> None:
    began = time.monotonic()
    assert _events(api, _cursor(api), wait=60) == []
    assert 0.4 < time.monotonic() - began < 30


@pytest.mark.parametrize(("wait", "seconds"), [(60, LONGEST_POLL), (3, 3)])
def test_behind_the_gate_nobody_waits_here(api: Api, wait: float, seconds: float) -> None:
    poll = f"events?after={_cursor(api)}&wait={wait}"
    directive = Directive.parse(api.lab(poll, environ_overrides={PASSAGE: Passage.FIRST}).headers[DIRECTIVE_HEADER])
    assert directive.action is Action.PARK
    assert seconds - 1 < directive.seconds <= seconds
    api.session()
    environ = {PASSAGE: Passage.RESUMED, NOTE: directive.note}
    answer = api.lab(poll, environ_overrides=environ)
    assert DIRECTIVE_HEADER not in answer.headers
    assert [event["kind"] for event in (answer.json or {})["events"]] == ["session_created"]


def test_the_bell_rings_for_events_alone(api: Api, environment: Environment) -> None:
    rung: list[str] = []
    environment.store.tell(lambda: rung.append("rung"))
    api.session()
    assert rung == ["rung"]
    with environment.store.writing():
        Meta.update(value="1").where(Meta.name == "nothing").execute()
    assert rung == ["rung"]
