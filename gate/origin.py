"""The server behind the gate: ours, which gives directives. A foreign one (gate.foreign) gives none."""

import re
from dataclasses import dataclass, field
from ssl import SSLContext
from typing import Protocol

from contract.wire import CALL_HEADER, DIRECTIVE_HEADER, Directive, Passage, PassedCall
from faults.hit import Hit
from gate.requests import Request

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

    def plan(self, request: Request, peer: Peer) -> Plan:
        """What becomes of this call, as far as the gate decides it."""

    def head(self, request: Request, peer: Peer, key: int, passage: Passage = Passage.FIRST, note: str = "") -> bytes:
        """The head of the request as the server gets it."""

    def take_directive(self, head: bytes) -> tuple[bytes, Directive | None]:
        """The head of an answer without what the server says to the gate in it, and what that is."""

    def unreachable(self, error: OSError) -> bytes:
        """What a client hears when the server can't be reached; nothing when it can't be told from a server's death."""


@dataclass(frozen=True)
class OwnServer:
    """Our backend, which believes who knows the secret, and decides everything itself."""

    place: Place
    secret: str = field(repr=False)

    def plan(self, request: Request, peer: Peer) -> Plan:  # noqa: ARG002 (of the protocol)
        return NO_PLAN

    def head(self, request: Request, peer: Peer, key: int, passage: Passage = Passage.FIRST, note: str = "") -> bytes:
        head = request.head
        if b"\r\nlab-gate:" in request.lowered or b"\r\nlab_gate:" in request.lowered:
            head = _FORGED.sub(b"", head)
        call = PassedCall(self.secret, peer.address, peer.port, peer.scheme, key, passage, note)
        return b"%b%b: %b\r\n\r\n" % (head[:-2], CALL_HEADER.encode(), call.format().encode())

    def take_directive(self, head: bytes) -> tuple[bytes, Directive | None]:
        found = _DIRECTIVE.search(head)
        if found is None:
            return head, None
        return _DIRECTIVE.sub(b"", head), Directive.parse(found[1].decode("latin-1"))

    def unreachable(self, error: OSError) -> bytes:  # noqa: ARG002 (of the protocol)
        return b""
