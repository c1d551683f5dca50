"""Calls that no program has sent: its HTTP library did, after a lost answer, or our network delivered twice."""

from collections.abc import Hashable
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import NamedTuple

from contract.messages.faults import EffectKind
from contract.messages.journal import Repeat, Repeater
from contract.wire import Passage
from journal.call import Call

ECHO = timedelta(milliseconds=100)
"""Of real time: a library repeats at once, while programs wait before they do. Java's HttpURLConnection is one."""
_MOST_OPEN = 1000
_LOST = {EffectKind.REPLY_LOST_BEFORE_COMMIT, EffectKind.REPLY_LOST_AFTER_COMMIT, EffectKind.TRUNCATED_BODY}


class _Open(NamedTuple):
    request_id: str
    ended: datetime


class Repeats:
    """Asked about each call in turn, in the order of their answers."""

    def __init__(self) -> None:
        self._open: dict[Hashable, _Open] = {}

    def of(self, call: Call) -> Repeat | None:
        """Which call this one is the same as."""
        if not self._open and call.hit is None:
            return None
        key = _key(call)
        earlier = self._open.pop(key, None)
        if call.hit is not None:
            self._note(key, call)
        if earlier is None:
            return None
        if call.hit is not None and call.hit.passage is Passage.DUPLICATE:
            return Repeat(request_id=earlier.request_id, by=Repeater.NETWORK)
        is_echo = call.real_time - timedelta(seconds=call.duration) - earlier.ended <= ECHO
        return Repeat(request_id=earlier.request_id, by=Repeater.LIBRARY) if is_echo else None

    def _note(self, key: Hashable, call: Call) -> None:
        """It may be repeated."""
        is_first = call.hit is not None and call.hit.passage is Passage.FIRST
        if is_first and call.hit is not None and call.hit.effect in {*_LOST, EffectKind.DELIVERED_TWICE}:
            self._open[key] = _Open(call.request_id, call.real_time)
        if len(self._open) > _MOST_OPEN:
            del self._open[next(iter(self._open))]


def _key(call: Call) -> Hashable:
    """What two calls have in common that are the same; a digest, since bodies may be long."""
    client = (call.client_ip, call.user_agent)
    return client, call.method, call.path, call.query, blake2b(call.request_body).digest()
