"""What becomes of bytes that are no request: a row of the journal with its explanation, and an answer."""

from collections.abc import Callable

from contract.messages.journal import Connection
from gate.answers import AnswerReader
from gate.changes import for_method
from gate.delivery import Delivered, Delivery
from gate.house import House
from gate.origin import Peer
from gate.outbox import Told
from gate.recording import Note
from gate.unreadable import Unreadable
from journal.keys import new_key

MOST_ASKED = 8
"""Refusals that the server is asked for at a time. Beyond that the gate gives them itself, which says less."""


Hearing = Callable[[bytes, Told], None]
"""What to do with the answer, which is empty where nobody hears anything, and whom to tell whether it has left."""


class Refusal:
    """Of one connection's last words."""

    def __init__(self, house: House, peer: Peer, connection: Connection, why: Unreadable, on_answer: Hearing) -> None:
        self._house = house
        self._peer = peer
        self._why = why
        self._on_answer = on_answer
        self._key = new_key()
        self._note = Note(house.recorder, self._key, peer, why.request or why.raw, connection)

    def begin(self) -> None:
        """Ask our own server, which explains; a foreign one never hears of it."""
        origin, refused = self._house.origin, self._why.refused()
        message = origin.refusal(self._why.request, refused, self._peer, self._key)
        if message is None or self._house.refusals >= MOST_ASKED or self._house.is_ending:
            self._answer(self._own_answer())
            return
        self._house.refusals += 1
        reader = AnswerReader(b"GET", origin.take_directive)
        Delivery(origin.place, iter((message,)), reader, self._delivered).start_in(0, self._house.deliveries)

    def _delivered(self, delivered: Delivered) -> None:
        self._house.refusals -= 1
        self._answer(delivered.answer or self._own_answer())

    def _own_answer(self) -> bytes:
        refused = self._why.refused()
        return self._house.origin.refuse(refused) if refused.status else b""

    def _answer(self, said: bytes) -> None:
        if self._why.refused().status == 0:
            said = b""
        request = self._why.request
        said = for_method(request.method, said) if request is not None and said else said
        self._note.answer(said)
        self._on_answer(said, self._note.end)
