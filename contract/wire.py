"""What the server behind the gate asks it to do with an answer, and what the gate tells the server of a call.

Both travel as headers between the two and never reach a client. Without a gate nobody may ask.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

DIRECTIVE_HEADER = "Lab-Wire"
CALL_HEADER = "Lab-Gate"


class Action(StrEnum):
    """What becomes of an answer on the wire."""

    LOSE = "lose"
    """Close the connection without a byte."""
    HOLD = "hold"
    """Send nothing until the client gives up, or `seconds` are over, and then close."""
    CUT = "cut"
    """Send status, headers and `bytes` of the body, then close."""
    LATE = "late"
    """Send the answer `seconds` later."""
    AGAIN = "again"
    """This is no answer: give the request to the server once more in `seconds`, as the same call."""
    TWICE = "twice"
    """Give the request to the server a second time, drop what it says then, and send this answer."""
    PARK = "park"
    """This is no answer yet: give the request to the server once more when it rings, after `seconds` at the latest."""


@dataclass(frozen=True, slots=True)
class Directive:
    """`seconds` are of real time. `note` comes back with the call that follows, and has no spaces: the id of the fault
    behind an AGAIN or a TWICE, what the server has to remember of a PARK."""

    action: Action
    seconds: float = 0.0
    bytes: int = 0
    note: str = ""

    def format(self) -> str:
        return f"{self.action} seconds={self.seconds:g} bytes={self.bytes} note={self.note}"

    @classmethod
    def parse(cls, text: str) -> "Directive":
        """Raises ValueError."""
        action, *rest = text.split(" ")
        fields = dict(word.split("=", 1) for word in rest)
        return cls(Action(action), float(fields["seconds"]), int(fields["bytes"]), fields["note"])


class Passage(StrEnum):
    """How a request comes through the gate."""

    FIRST = "first"
    AGAIN = "again"
    """Held up by a delay, now to be carried out; its faults have been decided."""
    DUPLICATE = "duplicate"
    """The second delivery of a request; nobody waits for its answer."""
    RESUMED = "resumed"
    """It was parked: something has happened, or its time is over. It is the same call as before."""
    UNREAD = "unread"
    """It stands for something that the gate couldn't read, and is to be refused as the note says (`Refused`)."""


@dataclass(frozen=True, slots=True)
class Refused:
    """What is to be said of something that is no request. `code` is one of `contract.hints`; `status` is 0 where nobody
    hears it."""

    status: int
    code: str
    detail: str
    facts: Mapping[str, str | int | float | None]

    def format(self) -> str:
        """As a note, which has no spaces."""
        document = [self.status, self.code, self.detail, dict(self.facts)]
        return base64.urlsafe_b64encode(json.dumps(document).encode()).decode()

    @classmethod
    def parse(cls, text: str) -> "Refused":
        """Raises ValueError."""
        return cls(*json.loads(base64.urlsafe_b64decode(text)))


@dataclass(frozen=True, slots=True)
class PassedCall:
    """What the server can't see by itself behind the gate. `secret` proves that it was the gate that said it."""

    secret: str
    address: str
    port: int
    scheme: str
    key: int
    """What the gate has numbered the call with; the same when it comes late, another one when it comes twice."""
    passage: Passage = Passage.FIRST
    note: str = ""
    """Of the directive that made the call come again."""

    def format(self) -> str:
        words = (self.secret, self.address, str(self.port), self.scheme, str(self.key), self.passage, self.note)
        return " ".join(words)

    @classmethod
    def parse(cls, text: str) -> "PassedCall":
        """Raises ValueError."""
        secret, address, port, scheme, key, passage, *note = text.split(" ")
        return cls(secret, address, int(port), scheme, int(key), Passage(passage), "".join(note))
