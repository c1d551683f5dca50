"""Calls that wait for something to happen. Behind the gate they hold no thread: it parks them, and asks again."""

import time
from http import HTTPStatus
from typing import Protocol

from flask import Response

from backend.http.answers import answer
from backend.http.context import environment
from backend.http.passage import has_gate, resumed_note
from contract.messages.base import Answer
from contract.wire import DIRECTIVE_HEADER, Action, Directive


class Held(Protocol):
    """A call that waits."""

    @property
    def note(self) -> str:
        """What it has to know when it comes again; without spaces."""

    def look(self, waited: float) -> Answer | None:
        """The answer, if there is one by now, after so many seconds."""

    def give_up(self) -> Answer:
        """The answer when there was none in time. May raise a refusal."""


def noted() -> str:
    """What the call noted when it was parked; empty when it comes for the first time."""
    return resumed_note().partition(",")[2]


def hold(call: Held, seconds: float, in_place: float = float("inf")) -> Response:
    """The answer as soon as there is one, after so many seconds of real time at the latest.

    Without a gate a thread waits for it here, for `in_place` seconds at most.
    """
    began = _began()
    if not has_gate():
        seconds = min(seconds, in_place)
    store = environment().store
    while True:
        commits = store.commits
        waited = time.monotonic() - began
        found = call.look(waited)
        if found is None and waited >= seconds:
            found = call.give_up()
        if found is not None:
            return answer(found)
        if has_gate():
            return _parked(seconds - waited, f"{began},{call.note}")
        store.wait_for_commit(commits, seconds - waited)


def _began() -> float:
    note = resumed_note()
    return float(note.partition(",")[0]) if note else time.monotonic()


def _parked(seconds: float, note: str) -> Response:
    """No client sees it."""
    directive = Directive(Action.PARK, seconds, note=note)
    headers = {DIRECTIVE_HEADER: directive.format()}
    return Response(status=HTTPStatus.NO_CONTENT, headers=headers, content_type="")
