"""What a hit leaves in the journal, and who sent a call that is there twice."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from backend.settings import Settings
from contract.wire import Passage
from tests.api.api_driver import Api
from tests.api.fault_driver import CREATE, problem, put, recorded

Start = Callable[[Settings], Flask]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A backend behind a gate."""
    return replace(settings, gate_secret="the gate's secret")


@pytest.mark.parametrize(
    ("effect", "status"),
    [
        (503, 503),
        ("no_answer", None),
        ("reply_lost_before_commit", None),
        ("reply_lost_after_commit", 200),
        ("truncated_body", 200),
        ("late_answer", 200),
        ("wrong_content_type", 200),
        ("extra_fields", 200),
    ],
)
def test_a_hit_in_the_journal(api: Api, effect: Any, status: int | None) -> None:
    put(api, "f", effect)
    api.create()
    [call] = recorded(api)
    kind = "status" if effect == 503 else effect
    assert (call["status"], call["hit"]) == (status, {"fault": "f", "effect": kind})
    assert call["codes"][0] == call["explanation"]["code"] == f"FAULT_{kind.upper()}"
    assert "fault f" in call["explanation"]["en"]
    assert call["explanation"]["curl"] is None


def test_a_lost_answer_is_explained_in_words(api: Api) -> None:
    put(api, "hurts", "reply_lost_after_commit")
    api.create()
    assert recorded(api)[0]["explanation"]["en"] == (
        "The work is done, but the lab's fault hurts lost this answer on its way; the client saw nothing. "
        "It should ask for the status, or send the very same call again."
    )


def test_a_delayed_call_stands_in_the_journal_once(api: Api) -> None:
    put(api, "slow", "delay")
    environ = {"lab.passage": Passage.AGAIN, "lab.note": "slow"}
    for overrides in ({}, environ):
        api.client.post(CREATE, json={"machine_id": "VM001"}, environ_overrides=overrides)
    assert [(call["status"], call["hit"]) for call in recorded(api)] == [(200, {"fault": "slow", "effect": "delay"})]


def test_the_second_delivery_is_the_networks(api: Api) -> None:
    put(api, "twice", "delivered_twice")
    environ = {"lab.passage": Passage.DUPLICATE, "lab.note": "twice"}
    for overrides in ({}, environ):
        api.client.post(CREATE, json={"machine_id": "VM001"}, environ_overrides=overrides)
    second, first = recorded(api)
    assert (first["repeat"], second["repeat"]) == (None, {"request_id": first["request_id"], "by": "network"})
    assert [call["codes"][0] for call in (first, second)] == ["FAULT_DELIVERED_TWICE"] * 2


def test_an_echo_is_the_librarys(api: Api) -> None:
    put(api, "lost", "reply_lost_after_commit", when={"times": 1})
    api.create()
    api.create()
    second, first = recorded(api)
    assert (first["repeat"], second["repeat"]) == (None, {"request_id": first["request_id"], "by": "library"})


def test_another_call_is_no_echo(api: Api) -> None:
    put(api, "lost", "reply_lost_after_commit", when={"times": 1})
    api.create()
    api.create(location="elsewhere")
    assert [call["repeat"] for call in recorded(api)] == [None, None]


def test_calls_are_found_by_fault_and_repeat(api: Api) -> None:
    put(api, "lost", "reply_lost_after_commit", when={"times": 1})
    for _ in range(3):
        api.create()
    found = {query: len(recorded(api, f"?{query}")) for query in ("fault=lost", "fault=other", "repeat=library")}
    assert found == {"fault=lost": 1, "fault=other": 0, "repeat=library": 1}
    assert [len(recorded(api, f"?repeat={word}")) for word in ("true", "false", "network")] == [1, 2, 0]
    assert [len(recorded(api, f"?sent={word}")) for word in ("whole", "part", "nothing")] == [3, 0, 0]


def test_a_repeater_that_does_not_exist(api: Api) -> None:
    assert problem(api.lab("journal?repeat=twice")) == (400, "QUERY_MALFORMED")
