"""What changed, in the order in which it was committed; and which life of the database this is."""

from contextvars import ContextVar
from typing import Any, Self

import peewee

from backend.models import columns
from backend.models.table import Table
from contract.vocabulary import LabEvent

has_news: ContextVar[bool] = ContextVar("has_news", default=False)
"""Whether the present transaction has written an event."""


class Event(Table):
    """`id` never repeats, also after the last rows are gone."""

    id = peewee.AutoField(constraints=[peewee.SQL("AUTOINCREMENT")])
    kind = columns.word(LabEvent, "kind")
    at = columns.moment()
    machine_id = peewee.TextField(null=True)
    session_id = peewee.TextField(null=True)
    order_id = peewee.TextField(null=True)
    request_id = peewee.TextField(null=True)
    """The call that made the change; None when time did."""
    data = columns.document()

    @classmethod
    def create(cls, **values: Any) -> Self:
        """Raises IntegrityError."""
        row = super().create(**values)
        has_news.set(True)
        return row


Event.add_index(
    peewee.SQL(f"CREATE INDEX event_stock_changed ON event (id) WHERE kind = '{LabEvent.STOCK_CHANGED.value}'")
)
Event.add_index(peewee.SQL("CREATE INDEX event_order_id ON event (order_id) WHERE order_id IS NOT NULL"))


class Meta(Table):
    """Facts about the database itself, by name; `generation` names this life of it."""

    name = peewee.TextField(primary_key=True)
    value = peewee.TextField()
