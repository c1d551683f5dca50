"""The lab's own API under /lab, as far as our programs use it: events, the queue, claims, stock."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field

from contract.messages.base import Answer, JsonObject, LabRequest, Text, Timestamp, one_of
from contract.messages.clock import ClockState
from contract.messages.query import Id, Query
from contract.messages.snapshots import Restoration
from contract.vocabulary import LabEvent, OrderStatus

LONGEST_POLL = 20.0
"""Seconds of real time that `GET /lab/events` may wait. Proxies between here and a client like to close what is silent
for 30."""


class FollowEvents(Query):
    """Query of `GET /lab/events`. Ask again with `after=next`."""

    after: str | None = None
    """`next` of an earlier answer; without it the present cursor and no events"""
    wait: float = Field(default=0, description=f"Seconds to wait for an event, {LONGEST_POLL:g} at most")
    part: Sequence[str] = ()
    """Who asks, for snapshots, each by its own: kiosk- and its machine id, station- and its equipment id"""


class OfEquipment(Query):
    """Query of the calls about what one equipment has."""

    equipment_id: Id | None = None
    """Only this equipment"""


class Event(Answer):
    """One change. `id` is `generation:n`; a new generation means that the lab's world was replaced."""

    id: str
    kind: Annotated[LabEvent, BeforeValidator(one_of(LabEvent))]
    at: Timestamp
    machine_id: str | None = None
    session_id: str | None = None
    order_id: str | None = None
    request_id: str | None = None
    """The call that made the change; None when time did."""
    data: JsonObject = Field(default_factory=dict)


class Events(Answer):
    """Answer of `GET /lab/events`. Ask again with `after=next`."""

    generation: str
    next: str
    events: list[Event]
    clock: ClockState
    public_url: str
    """Where codes lead that are made now; one that leads elsewhere may lead nowhere."""
    restored: Restoration | None = None
    """The snapshot with which this generation began."""


class Claim(Answer):
    station_id: str
    station_name: str
    claimed_at: Timestamp


class LabOrder(Answer):
    """One order as the print queue shows it. Priority 1 is the highest; progress is a whole percentage."""

    order_id: str
    queue_number: str
    session_id: str | None
    machine_id: str | None
    status: OrderStatus
    priority: int
    brand: str | None
    model: str | None
    model_id: str | None
    template: str | None
    text: str | None
    equipment_id: str | None
    progress: int
    created_at: Timestamp
    started_at: Timestamp | None
    estimated_completion: Timestamp | None
    completed_at: Timestamp | None
    claim: Claim | None


class Orders(Answer):
    """Answer of `GET /lab/orders`, in the order of the queue."""

    orders: list[LabOrder]


class ClaimJob(LabRequest):
    """Body of `POST /lab/orders/{order_id}/claim`; a claim of the same station again succeeds."""

    station_id: Text = Field(min_length=1, max_length=100)
    station_name: Text = Field(min_length=1, max_length=200)
    equipment_id: Text = Field(min_length=1, max_length=100)


class ReportPrint(LabRequest):
    """Body of `PUT /lab/orders/{order_id}/progress`: exact progress from the station that holds the claim."""

    station_id: Text = Field(min_length=1, max_length=100)
    progress: int = Field(ge=0, le=99)
    phase: Text = Field(max_length=50)


class StockLevel(Answer):
    """Blanks of one model. on hand belongs to one equipment; reserved counts the model everywhere."""

    model_id: str
    model: str
    brand: str
    equipment_id: str
    on_hand: int
    reserved: int
    available: int


class Stock(Answer):
    """Answer of `GET /lab/stock`."""

    levels: list[StockLevel]
