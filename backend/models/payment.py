"""What happens to payments beside their confirmation: what payment systems say, and money given back."""

import peewee

from backend.models import columns
from backend.models.sqlite.append_only import append_only
from backend.models.table import Table
from contract.vocabulary import PaymentStatus


class PaymentReport(Table):
    """The last payStatus for an id that confirm-payment may never have heard of.

    Where there is a confirmed Payment of that id, that one counts.
    """

    payment_id = peewee.TextField(primary_key=True)
    status = peewee.IntegerField(
        constraints=[peewee.Check(f"status BETWEEN {min(PaymentStatus)} AND {max(PaymentStatus)}")]
    )
    message = peewee.TextField(null=True)
    created_at = columns.moment()
    updated_at = columns.moment()


class Refund(Table):
    """Money given back, once a payment. Lines are added, never changed or removed; triggers see to it."""

    transaction_id = peewee.TextField(primary_key=True, constraints=columns.reference("payment", "transaction_id"))
    amount_pence = peewee.IntegerField(constraints=[peewee.Check("amount_pence > 0")])
    reason = peewee.TextField()
    created_at = columns.moment()


APPEND_ONLY = append_only("refund", "refunds are append-only")
