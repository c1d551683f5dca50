"""What a client's connection is doing, and what can become of that."""

from enum import StrEnum

from kernel.table import Table


class Phase(StrEnum):
    """Of a client's connection."""

    WAITING = "waiting"
    """For a request; some of it may be there."""
    PASSING = "passing"
    """A request is answered whose body still comes, and passes as it comes."""
    ANSWERING = "answering"
    """A request is answered, and all of it is there."""
    LEFT_OVER = "left_over"
    """The answer is whole, and the body of its request still comes."""
    RAW = "raw"
    """Bytes only pass, in both directions."""
    OVER = "over"


class Step(StrEnum):
    """What moves it."""

    TAKEN = "taken"
    """A whole request."""
    TAKEN_IN_PART = "taken_in_part"
    """A request too large to be kept."""
    BODY_ENDED = "body_ended"
    ANSWERED = "answered"
    TURNED_RAW = "turned_raw"
    """What comes is no request beyond doubt, or another protocol."""
    ENDED = "ended"
    """By whichever side."""


PHASES = Table(
    "connection to the gate",
    [Phase.WAITING],
    {
        (Phase.WAITING, Step.TAKEN): Phase.ANSWERING,
        (Phase.WAITING, Step.TAKEN_IN_PART): Phase.PASSING,
        (Phase.WAITING, Step.TURNED_RAW): Phase.RAW,
        (Phase.WAITING, Step.ENDED): Phase.OVER,
        (Phase.PASSING, Step.BODY_ENDED): Phase.ANSWERING,
        (Phase.PASSING, Step.ANSWERED): Phase.LEFT_OVER,
        (Phase.PASSING, Step.TURNED_RAW): Phase.RAW,
        (Phase.PASSING, Step.ENDED): Phase.OVER,
        (Phase.ANSWERING, Step.ANSWERED): Phase.WAITING,
        (Phase.ANSWERING, Step.TURNED_RAW): Phase.RAW,
        (Phase.ANSWERING, Step.ENDED): Phase.OVER,
        (Phase.LEFT_OVER, Step.BODY_ENDED): Phase.WAITING,
        (Phase.LEFT_OVER, Step.TURNED_RAW): Phase.RAW,
        (Phase.LEFT_OVER, Step.ENDED): Phase.OVER,
        # An answer may still be under way to a client that talks on raw, or one that has gone.
        (Phase.RAW, Step.ANSWERED): Phase.RAW,
        (Phase.RAW, Step.ENDED): Phase.OVER,
        (Phase.OVER, Step.ANSWERED): Phase.OVER,
        (Phase.OVER, Step.ENDED): Phase.OVER,
    },
)
BODY_COMES = {Phase.PASSING, Phase.LEFT_OVER}
UNDERSTOOD = set(Phase) - {Phase.RAW, Phase.OVER}
"""Whether requests are told apart."""
