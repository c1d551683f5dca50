"""The server behind the gate: ours, which gives directives. A foreign one (gate.foreign) gives none."""

import re
from dataclasses import dataclass, field
from ssl import SSLContext
from typing import Protocol
from urllib.parse import unquote

from contract.kinds import kind_of
from contract.wire import CALL_HEADER, DIRECTIVE_HEADER, Directive, Passage, PassedCall, Refused
from faults.hit import Hit
from gate.changes import error_answer
from gate.heads import Rules
from gate.requests import Request
from kernel.clock import SystemClock

_PATH = re.compile(rb"(?:[A-Za-z]+://[^/?]*)?([^?]*)")
_NOT_IN_A_URL = re.compile(rb'["<>\\^`{|}]')
"""What clients write all the same, and the server would refuse without a word."""
_FORGED = re.compile(rb"\r\nlab[-_]gate:[^\r\n]*", re.IGNORECASE)
"""An underscore, too: WSGI can't tell the two."""
_DIRECTIVE = re.compile(rb"\r\n%b:[ \t]*([^\r\n]*?)[ \t]*(?=\r\n)" % DIRECTIVE_HEADER.encode(), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Peer:
    """Who is connected to the gate."""

    address: str
    port: int
    scheme: str


class Change(Protocol):
    """What is done to a whole answer before the client sees it."""

    def __call__(self, answer: bytes) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Plan:
    """What the gate has decided by itself for a call."""

    before: Directive | None = None
    """Instead of giving the request to the server, or, as AGAIN, before that."""
    answer: bytes | None = None
    """Instead of the server's."""
    after: Directive | None = None
    change: Change | None = None
    hit: Hit | None = None
    """The fault behind it."""


NO_PLAN = Plan()


@dataclass(frozen=True, slots=True)
class Place:
    """Where the server listens."""

    host: str
    port: int
    tls: SSLContext | None = None


class Origin(Protocol):
    """The server behind the gate."""

    @property
    def place(self) -> Place: ...

    @property
    def rules(self) -> Rules:
        """What it takes of its clients."""

    def plan(self, request: Request, peer: Peer) -> Plan:
        """What becomes of this call, as far as the gate decides it."""

    def head(self, request: Request, peer: Peer, key: int, passage: Passage = Passage.FIRST, note: str = "") -> bytes:
        """The head of the request as the server gets it."""

    def refusal(self, request: Request | None, refused: Refused, peer: Peer, key: int) -> bytes | None:
        """A request that stands for what couldn't be read; None where the server isn't to hear of it."""

    def refuse(self, refused: Refused) -> bytes:
        """The answer to that where the gate gives it by itself."""

    def take_directive(self, head: bytes) -> tuple[bytes, Directive | None]:
        """The head of an answer without what the server says to the gate in it, and what that is."""

    def unreachable(self, error: OSError) -> bytes:
        """What a client hears when the server can't be reached; nothing when it can't be told from a server's death."""


@dataclass(frozen=True)
class OwnServer:
    """Our backend, which believes who knows the secret, and decides everything itself."""

    place: Place
    secret: str = field(repr=False)
    is_strict: bool = False

    @property
    def rules(self) -> Rules:
        return Rules(_largest_body, self.is_strict)

    def plan(self, request: Request, peer: Peer) -> Plan:  # noqa: ARG002 (of the protocol)
        return NO_PLAN

    def head(self, request: Request, peer: Peer, key: int, passage: Passage = Passage.FIRST, note: str = "") -> bytes:
        head, lowered = request.head.with_length(request.content.size), request.head.lowered
        head = head.replace(request.target, _in_a_url(request.target), 1)
        if b"\r\nlab-gate:" in lowered or b"\r\nlab_gate:" in lowered:
            head = _FORGED.sub(b"", head)
        return self._passed(head, peer, key, passage, note)

    def refusal(self, request: Request | None, refused: Refused, peer: Peer, key: int) -> bytes:
        target = _in_a_url(request.target) if request is not None else b"/"
        head = b"GET %b HTTP/1.1\r\nHost: gate\r\nConnection: close\r\n\r\n" % target
        return self._passed(head, peer, key, Passage.UNREAD, refused.format())

    def refuse(self, refused: Refused) -> bytes:
        return error_answer(refused.status, refused.detail, SystemClock().now(), closes=True)

    def _passed(self, head: bytes, peer: Peer, key: int, passage: Passage, note: str) -> bytes:
        call = PassedCall(self.secret, peer.address, peer.port, peer.scheme, key, passage, note)
        return b"%b%b: %b\r\n\r\n" % (head[:-2], CALL_HEADER.encode(), call.format().encode())

    def take_directive(self, head: bytes) -> tuple[bytes, Directive | None]:
        found = _DIRECTIVE.search(head)
        if found is None:
            return head, None
        return _DIRECTIVE.sub(b"", head), Directive.parse(found[1].decode("latin-1"))

    def unreachable(self, error: OSError) -> bytes:  # noqa: ARG002 (of the protocol)
        return b""


def path_of(target: bytes) -> str:
    """As a server takes it, whatever a client may write there."""
    found = _PATH.match(target)
    return unquote(found[1] if found else target)


def _in_a_url(target: bytes) -> bytes:
    return _NOT_IN_A_URL.sub(_encoded, target)


def _encoded(found: re.Match[bytes]) -> bytes:
    return b"%%%02X" % found[0][0]


def _largest_body(target: bytes) -> int:
    return kind_of(path_of(target)).largest_body
