"""What a shopper does when. Pure: the times are seconds after the session's creation, at pace 1."""

from dataclasses import dataclass
from typing import Any

from contract.vocabulary import UserProgress
from shopper.habits import Choice

SCAN = 2.0
"""When the phone scans the code."""
ORDER = 6.0
"""When the order summary is sent."""
TAKE_OVER = 8.0
"""How long somebody else's phone may do nothing after its scan. A person designs by then; a client that registers a
user without having a phone, such as guide 2.2.0's printed example, never does."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of designing, with the design so far."""

    at: float
    reached: UserProgress
    order_data: dict[str, Any]


def designing(choice: Choice) -> tuple[Progress, ...]:
    """The design grows while the machine's preview watches: model, template, text, colours."""
    whole = choice.order_data()
    growth = (
        (2.4, ("brand", "model")),
        (3.2, ("template", "images")),
        (4.1, ("text", "font")),
        (4.9, ("colors",)),
    )
    steps = []
    so_far: dict[str, Any] = {}
    for at, keys in growth:
        so_far |= {key: whole[key] for key in keys}
        steps.append(Progress(at, UserProgress.DESIGNING, dict(so_far)))
    return (*steps, Progress(5.6, UserProgress.DESIGN_COMPLETE, whole))
