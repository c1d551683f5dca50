"""A server that knows nothing of the gate: the gate decides, and makes or changes answers itself."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from contract.kinds import MEGABYTE
from contract.messages.faults import EffectKind, NamedFault
from contract.wire import Directive, Passage, Refused
from faults.directives import USUAL_CONTENT_TYPE, USUAL_FIELDS, directive_for
from faults.hit import Hit
from gate.changes import error_answer, for_method, text_answer, with_content_type, with_fields
from gate.heads import Rules
from gate.judge import Judge
from gate.origin import NO_PLAN, Change, Peer, Place, Plan
from gate.requests import Request

LARGEST_BODY = 256 * MEGABYTE
_HOST = re.compile(rb"(?i)(\r\nhost:)[^\r\n]*")
_OF_SERVER = re.compile(rb"\A[A-Za-z][A-Za-z0-9+.-]*://[^/?]*")
"""What a target begins with that names its server as well, which is the gate to a client."""


@dataclass(frozen=True)
class ForeignServer:
    """`name` is what it is called in its own address, with the port unless that is the usual one; `base` is the path
    in that, which stands before the path of each call, and has no slash at its end."""

    place: Place
    name: str
    judge: Judge
    now: Callable[[], datetime]
    base: str = ""

    @property
    def rules(self) -> Rules:
        return Rules(lambda _: LARGEST_BODY)

    def plan(self, request: Request, peer: Peer) -> Plan:
        method, target = request.method.decode(), request.target.decode("latin-1")
        fault = self.judge.hitting(method, target, request.body, peer.address)
        return NO_PLAN if fault is None else self._plan(fault, request)

    def head(self, request: Request, peer: Peer, key: int, passage: Passage = Passage.FIRST, note: str = "") -> bytes:  # noqa: ARG002 (of the protocol)
        """Unchanged but for the name of the server, and the path before the client's. A header in which a client plays
        the gate means nothing there."""
        head = request.head.with_length(request.content.size)
        head = head.replace(b" %b " % request.target, b" %b " % self._target(request.target), 1)
        return _HOST.sub(lambda found: found[1] + b" " + self.name.encode(), head, count=1)

    def refusal(self, request: Request | None, refused: Refused, peer: Peer, key: int) -> bytes | None:  # noqa: ARG002 (likewise)
        return None

    def refuse(self, refused: Refused) -> bytes:
        return error_answer(refused.status, refused.detail, self.now(), closes=True)

    def take_directive(self, head: bytes) -> tuple[bytes, Directive | None]:
        return head, None

    def unreachable(self, error: OSError) -> bytes:
        return text_answer(502, f"The gate can't reach {self.name}: {error.strerror or error}\n")

    def _target(self, target: bytes) -> bytes:
        """`*` is about the server, and stays."""
        path = _OF_SERVER.sub(b"", target)
        if path == target and not path.startswith(b"/"):
            return target
        return self.base.encode() + (path if path.startswith(b"/") else b"/" + path)

    def _plan(self, fault: NamedFault, request: Request) -> Plan:
        effect, hit = fault.effect, Hit(fault.id, fault.effect.kind)
        if effect.status is not None:
            answer = error_answer(effect.status, f"The fault {fault.id} of the gate", self.now())
            return Plan(answer=for_method(request.method, answer), hit=hit)
        wire = directive_for(effect, fault.id)
        if wire.directive is not None:
            return Plan(before=wire.directive, hit=hit) if wire.before else Plan(after=wire.directive, hit=hit)
        return Plan(change=_change(fault), hit=hit)


def _change(fault: NamedFault) -> Change:
    effect = fault.effect
    if effect.kind is EffectKind.WRONG_CONTENT_TYPE:
        return partial(with_content_type, content_type=effect.content_type or USUAL_CONTENT_TYPE)
    return partial(with_fields, fields=effect.fields or USUAL_FIELDS)
