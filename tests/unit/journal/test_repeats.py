"""Which calls no program has sent: echoes of a library, and second deliveries of our network."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contract.messages.faults import EffectKind
from contract.messages.journal import Repeat, Repeater
from contract.wire import Passage
from faults.hit import Hit
from journal.call import Call
from journal.repeats import Repeats

BEGAN = datetime(2025, 8, 4, 14, 30, 22, tzinfo=UTC)
LOST = Hit("f", EffectKind.REPLY_LOST_AFTER_COMMIT)


def call(number: int, after: float = 0.0, hit: Hit | None = None, **changed: Any) -> Call:
    """A call that begins so many seconds later, and takes 10 ms."""
    usual: dict[str, Any] = {
        "key": number,
        "is_on_wire": False,
        "request_id": f"req_{number}",
        "at": BEGAN,
        "real_time": BEGAN + timedelta(seconds=after + 0.01),
        "duration": 0.01,
        "method": "POST",
        "path": "/api/vending/create-session",
        "query": "",
        "route": "/api/vending/create-session",
        "base_url": "http://127.0.0.1",
        "status": 200,
        "client_ip": "127.0.0.1",
        "user_agent": "Java/17",
        "program": None,
        "content_type": "application/json",
        "request_body": b"{}",
        "answer_type": "application/json",
        "answer_body": b"{}",
        "findings": (),
        "hit": hit,
    }
    return Call(**usual | changed)


def second(first: Hit | None, after: float = 0.02, hit: Hit | None = None, **changed: Any) -> Repeat | None:
    """What the second of two calls repeats."""
    repeats = Repeats()
    repeats.of(call(1, hit=first))
    return repeats.of(call(2, after, hit, **changed))


@pytest.mark.parametrize(
    "effect",
    [EffectKind.REPLY_LOST_BEFORE_COMMIT, EffectKind.REPLY_LOST_AFTER_COMMIT, EffectKind.TRUNCATED_BODY],
)
def test_the_same_call_at_once_is_the_librarys(effect: EffectKind) -> None:
    assert second(Hit("f", effect)) == Repeat(request_id="req_1", by=Repeater.LIBRARY)


@pytest.mark.parametrize("effect", [EffectKind.NO_ANSWER, EffectKind.LATE_ANSWER, EffectKind.STATUS])
def test_after_an_answer_or_a_long_wait_it_is_the_programs(effect: EffectKind) -> None:
    assert second(Hit("f", effect)) is None


def test_an_echo_begins_within_100_ms() -> None:
    assert [second(LOST, after) is not None for after in (0.109, 0.111)] == [True, False]


@pytest.mark.parametrize(
    "changed",
    [{"client_ip": "127.0.0.2"}, {"method": "PUT"}, {"path": "/other"}, {"query": "a=1"}, {"request_body": b"{1}"}],
)
def test_another_call_is_no_echo(changed: dict[str, Any]) -> None:
    assert second(LOST, **changed) is None


def test_an_echo_that_is_lost_too_has_an_echo() -> None:
    repeats = Repeats()
    found = [repeats.of(call(number, after=number * 0.02, hit=LOST)) for number in range(3)]
    assert [one and one.request_id for one in found] == [None, "req_0", "req_1"]


def test_the_second_delivery_is_the_networks() -> None:
    twice = Hit("f", EffectKind.DELIVERED_TWICE)
    duplicate = Hit("f", EffectKind.DELIVERED_TWICE, Passage.DUPLICATE)
    assert second(twice, after=5, hit=duplicate) == Repeat(request_id="req_1", by=Repeater.NETWORK)


def test_after_a_second_delivery_nothing_is_open() -> None:
    repeats = Repeats()
    hits = Hit("f", EffectKind.DELIVERED_TWICE), Hit("f", EffectKind.DELIVERED_TWICE, Passage.DUPLICATE), None
    found = [repeats.of(call(number, hit=hit)) for number, hit in enumerate(hits)]
    assert found[2] is None
