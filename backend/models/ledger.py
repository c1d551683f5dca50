"""The moments at which money and goods parted."""

import peewee

from backend.models import columns
from backend.models.table import Table
from contract.vocabulary import BreakKind

ORDER, CHARGE, REFUND = "order:", "charge:", "refund:"
"""What the subject of a break begins with; an order's or transaction's id follows."""


class LedgerBreak(Table):
    number = peewee.AutoField()
    kind = columns.word(BreakKind, "kind")
    subject = peewee.TextField()
    """What it is about, so that the same break is found again and not entered twice."""
    at = columns.moment()
    session_id = peewee.TextField(null=True)
    order_id = peewee.TextField(null=True)
    transaction_id = peewee.TextField(null=True)
    equipment_id = peewee.TextField(null=True)
    model_id = peewee.TextField(null=True)
    facts = columns.document()
    """What fills the sentences in."""
    calls = columns.texts()
    repaired_at = columns.optional_moment()

    class Meta:
        indexes = ((("kind", "subject"), True),)
