"""What a client's connection is doing, and what can become of that."""

from enum import StrEnum

from kernel.table import Table


class Phase(StrEnum):
    """Of a client's connection."""

    WAITING = "waiting"
    """For a request; some of it may be there."""
    ANSWERING = "answering"
    REFUSING = "refusing"
    """What came is no request: that is answered, and nothing more of it is read."""
    PARTING = "parting"
    """All is said. What still comes is thrown away for a while: bytes that nobody takes cost the client the answer."""
    OVER = "over"


class Step(StrEnum):
    """What moves it."""

    TAKEN = "taken"
    """A whole request."""
    UNREAD = "unread"
    """What can't become one."""
    ANSWERED = "answered"
    REFUSED = "refused"
    ENDED = "ended"
    """By whichever side."""


PHASES = Table(
    "connection to the gate",
    [Phase.WAITING],
    {
        (Phase.WAITING, Step.TAKEN): Phase.ANSWERING,
        (Phase.WAITING, Step.UNREAD): Phase.REFUSING,
        (Phase.WAITING, Step.ENDED): Phase.OVER,
        (Phase.ANSWERING, Step.ANSWERED): Phase.WAITING,
        (Phase.ANSWERING, Step.ENDED): Phase.OVER,
        (Phase.REFUSING, Step.REFUSED): Phase.PARTING,
        (Phase.REFUSING, Step.ENDED): Phase.OVER,
        (Phase.PARTING, Step.ENDED): Phase.OVER,
        # An answer may still be under way to a client that has gone.
        (Phase.OVER, Step.ANSWERED): Phase.OVER,
        (Phase.OVER, Step.REFUSED): Phase.OVER,
        (Phase.OVER, Step.ENDED): Phase.OVER,
    },
)
