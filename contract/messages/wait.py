"""POST /lab/wait: nobody has to sleep."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from contract.messages.base import Answer, JsonObject, LabRequest, Text, one_of
from contract.messages.lab import Event
from contract.vocabulary import LabEvent

LONGEST_WAIT = 60.0
"""Seconds of real time."""


class WaitFor(LabRequest):
    """The first event that meets every condition, after the cursor `after` or, without one, from now on.

    `data` names members of the event's own data with the values that they must have.
    """

    kind: Annotated[LabEvent, BeforeValidator(one_of(LabEvent))] | None = None
    machine_id: Text | None = Field(default=None, max_length=100)
    session_id: Text | None = Field(default=None, max_length=200)
    order_id: Text | None = Field(default=None, max_length=100)
    data: JsonObject = Field(default_factory=dict)
    after: Text | None = Field(default=None, max_length=40)
    timeout: float = Field(default=10.0, ge=0, le=LONGEST_WAIT)


class Awaited(Answer):
    """The event, and the cursor to wait for the next one after it."""

    event: Event
    next: str
    waited: float
    """Seconds of real time."""
