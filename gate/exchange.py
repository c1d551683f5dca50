"""One request and its answer, and what becomes of the answer on its way."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from enum import Enum, auto
from functools import partial
from typing import Protocol

from contract.messages.journal import Sent
from contract.wire import Action, Directive, Passage
from gate.answers import AnswerReader
from gate.changes import problem_answer
from gate.delivery import Delivered, Delivery
from gate.house import House
from gate.origin import NO_PLAN, Peer
from gate.outbox import HEARD, Told
from gate.recording import Line, Note, Recorder
from gate.requests import Request
from journal.keys import new_key

FAREWELL = problem_answer(503, "SERVER_ENDING", "The server was told to end")
_WITHOUT_ANSWER = {Action.LOSE, Action.HOLD, Action.PARK}
"""What becomes clear with the head of an answer, and needs nothing more of it."""


class Client(Protocol):
    """Who waits for the answer, perhaps no longer."""

    peer: Peer
    line: Line

    def answer(self, data: bytes) -> None: ...

    def when_sent(self, then: Told) -> None:
        """Say what of all that was answered has left, when that is known."""

    def ask(self, message: Iterator[bytes]) -> None:
        """Give a request to the server, on the connection that it keeps for this client."""

    def leave_server(self) -> None:
        """Close that connection. Another one opens when there is something to ask."""

    def answered(self, closes: bool = False) -> None:
        """The answer is whole: the next request may come, unless the connection `closes` with it."""

    def drop(self) -> None:
        """Close the connection, once what is said already is sent."""

    def let_happen(self, delivery: Delivery, seconds: float) -> None:
        """Start it in so many seconds; it goes on when the client has gone."""


class _Stage(Enum):
    ASKED = auto()
    """The server has the word, on the client's own connection."""
    APART = auto()
    """It has said there what it had to say."""
    HELD = auto()
    """Nothing more comes: it waits for the end of the client's patience."""
    PARKED = auto()
    """It waits for something to happen."""


class Exchange:
    """From a request that has been taken to its answer."""

    def __init__(self, client: Client, house: House, request: Request) -> None:
        self._stage = _Stage.ASKED
        self._client = client
        self._house = house
        self._origin = house.origin
        self._lot = house.lot
        self._recorder = house.recorder
        self._rings = 0
        """Those that the lot had heard when the server was asked."""
        self._parked_with = ""
        """The note of the server's word that it is to wait."""
        self._request = request
        self._key = new_key()
        self._note = Note(house.recorder, self._key, client.peer, request, client.line.next())
        self._plan = NO_PLAN
        self._reader = AnswerReader(request.method, house.origin.take_directive)
        self._directive: Directive | None = None
        self._kept: bytearray | None = None
        """The answer, when something is done to it that needs all of it."""
        self._timer: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """At once, unless what was recorded has to be written first."""
        if self._recorder is not None and self._recorder.must_wait(self._request):
            self._when_recorded(self._recorder)
        else:
            self._begin()

    def _when_recorded(self, recorder: Recorder) -> None:
        """Who reads the journal wants to find there what was answered before."""
        if self._house.hearing:
            asyncio.get_running_loop().call_later(HEARD, recorder.when_written, self._begin)
        else:
            recorder.when_written(self._begin)

    def _begin(self) -> None:
        if self._note.is_over:
            return  # the client has left meanwhile
        self._plan = self._origin.plan(self._request, self._client.peer)
        self._note.hit = self._plan.hit
        if self._plan.answer is not None:
            self._stage = _Stage.APART
            self._say(self._plan.answer)
            self._client.when_sent(self._note.end)
            self._client.answered(closes=self._request.head.closes)
        elif self._plan.before is not None:
            self._obey(self._plan.before)
        else:
            self._ask(Passage.FIRST)

    @property
    def is_apart(self) -> bool:
        """Whether nothing more of it comes on the client's own connection to the server."""
        return self._stage is not _Stage.ASKED

    @property
    def is_held(self) -> bool:
        """Whether a client that says that it has said all has gone, as far as this call is concerned."""
        return self._stage in {_Stage.HELD, _Stage.PARKED}

    def close(self) -> None:
        self._lot.leave(self)
        if self._timer is not None:
            self._timer.cancel()
        if self._kept:
            self._note.answer(bytes(self._kept))
            self._note.end(Sent.NOTHING)
        self._note.break_off()

    def resume(self) -> None:
        self._stage = _Stage.ASKED
        self._reader = AnswerReader(self._request.method, self._origin.take_directive)
        self._ask(Passage.RESUMED, self._parked_with)

    def turn_away(self) -> None:
        self._say(FAREWELL)
        self._end_with(FAREWELL)

    def _ask(self, passage: Passage, note: str = "") -> None:
        self._rings = self._lot.rings
        head = self._origin.head(self._request, self._client.peer, self._key, passage, note)
        self._client.ask(self._request.message(head))

    def _say(self, data: bytes) -> None:
        self._client.answer(data)
        self._note.answer(data)

    def server_said(self, data: bytes) -> None:
        if self.is_apart:
            return
        is_new = self._reader.head is None
        said = self._reader.feed(data)
        if self._reader.interim:
            self._client.answer(self._reader.interim)
            self._reader.interim = b""
        if is_new and not self._is_passed_on(said):
            return
        if self._kept is None:
            self._say(said)
        else:
            self._kept += said
        if self._reader.is_whole:
            self._finish()

    def server_ended(self) -> None:
        """Whole by that, or broken off: the client sees as much as there was."""
        if self.is_apart:
            return
        if self._reader.ends_with_connection:
            self._finish()
            return
        self._note.break_off()
        self._client.drop()

    def unreachable(self, error: OSError) -> None:
        said = self._origin.unreachable(error)
        self._say(said)
        self._end_with(said)

    def _end_with(self, said: bytes) -> None:
        """The connection ends too."""
        self._stage = _Stage.APART
        if said:
            self._client.when_sent(self._note.end)
            self._client.answered(closes=True)
        else:
            self._note.end(Sent.NOTHING)
            self._client.drop()

    def _is_passed_on(self, said: bytes) -> bool:
        """Decide what becomes of the answer whose head has come, if it has. False: nothing more of it matters."""
        head = self._reader.head
        if head is None:
            return False
        self._lot.leave(self)
        self._directive = head.directive or self._plan.after
        if self._directive is not None and self._directive.action in _WITHOUT_ANSWER:
            if self._directive.action is Action.LOSE:
                self._note.answer(said)
            self._obey(self._directive)
            return False
        if self._directive is not None or self._plan.change is not None:
            self._kept = bytearray()
        return True

    def _finish(self) -> None:
        self._stage = _Stage.APART
        if self._directive is not None:
            self._obey(self._directive)
        else:
            self._give()
        if self._reader.beyond:
            self._client.answer(self._reader.beyond)

    def _give(self) -> None:
        """Send the answer, as far as it isn't sent, after what the plan does to it."""
        if self._kept is not None:
            change = self._plan.change
            self._say(change(bytes(self._kept)) if change else bytes(self._kept))
        self._client.when_sent(self._note.end)
        self._client.answered(closes=self._reader.ends_with_connection or self._request.head.closes)

    def _obey(self, directive: Directive) -> None:
        self._stage = _Stage.APART
        match directive.action:
            case Action.LOSE:
                self._note.end(Sent.NOTHING)
                self._client.drop()
            case Action.HOLD:
                self._hold(directive.seconds)
            case Action.CUT:
                self._cut(directive.bytes)
            case Action.LATE:
                self._timer = asyncio.get_running_loop().call_later(directive.seconds, self._give)
            case Action.AGAIN:
                self._deliver(Passage.AGAIN, directive)
            case Action.TWICE:
                self._deliver(Passage.DUPLICATE, directive)
            case Action.PARK:
                self._park(directive)

    def _hold(self, seconds: float) -> None:
        self._stage = _Stage.HELD
        self._note.end(Sent.NOTHING)
        if seconds > 0:
            self._timer = asyncio.get_running_loop().call_later(seconds, self._client.drop)

    def _park(self, directive: Directive) -> None:
        self._stage = _Stage.PARKED
        self._parked_with = directive.note
        self._client.leave_server()
        self._lot.park(self, directive.seconds, self._rings)

    def _cut(self, size: int) -> None:
        """At least one byte of a body stays out, or it would not be cut."""
        head, answer = self._reader.head, bytes(self._kept or b"")
        start = len(head.raw) if head else 0
        self._client.answer(answer[: start + max(0, min(size, len(answer) - start - 1))])
        self._note.answer(answer)
        self._note.end(Sent.PART)
        self._client.drop()

    def _deliver(self, passage: Passage, directive: Directive) -> None:
        key = self._key if passage is Passage.AGAIN else new_key()
        head = self._origin.head(self._request, self._client.peer, key, passage, directive.note)
        reader = AnswerReader(self._request.method, self._origin.take_directive)
        on_end = partial(self._delivered, passage, key)
        delivery = Delivery(self._origin.place, self._request.message(head), reader, on_end)
        self._client.let_happen(delivery, directive.seconds)

    def _delivered(self, passage: Passage, key: int, delivered: Delivered) -> None:
        """The client gets the answer to a call that was held up, but the first one of a call that came twice."""
        if passage is Passage.DUPLICATE:
            self._give()
            self._client.when_sent(lambda _: self._note_second(key, delivered))  # after the first one's own note
            return
        error = delivered.error
        said = self._origin.unreachable(error) if error else delivered.answer
        self._say(said)
        if said:
            self._client.when_sent(self._note.end)
        else:
            self._note.end(Sent.NOTHING)
        self._client.answered(closes=delivered.closes or self._request.head.closes)

    def _note_second(self, key: int, delivered: Delivered) -> None:
        """A call of its own, whose answer nobody gets."""
        note = Note(self._recorder, key, self._client.peer, self._request)
        note.hit = self._note.hit and replace(self._note.hit, passage=Passage.DUPLICATE)
        note.answer(delivered.answer)
        note.end(Sent.NOTHING)
