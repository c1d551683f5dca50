"""Blanks: what is on hand where, why it changed, and what is promised."""

import peewee

from backend.models import columns
from backend.models.sqlite.append_only import append_only
from backend.models.table import Table


class StockLevel(Table):
    """Blanks of one model on one equipment: a cache of the ledger below."""

    equipment_id = peewee.TextField(constraints=columns.reference("equipment", "equipment_id"))
    model_id = peewee.TextField()
    on_hand = peewee.IntegerField(constraints=[peewee.Check("on_hand >= 0")])

    class Meta:
        primary_key = peewee.CompositeKey("equipment_id", "model_id")


class StockEntry(Table):
    """One line of the stock ledger. Lines are added, never changed or removed; triggers see to it."""

    id = peewee.AutoField()
    at = columns.moment()
    equipment_id = peewee.TextField()
    model_id = peewee.TextField()
    quantity = peewee.IntegerField()
    """Pieces put in, or with a minus taken out."""
    reason = peewee.TextField()
    order_id = peewee.TextField(null=True)
    note = peewee.TextField(null=True)


class MaterialLevel(Table):
    """What a count found of a material, such as `clear_tpu`. Nothing in the flow uses it up."""

    equipment_id = peewee.TextField(constraints=columns.reference("equipment", "equipment_id"))
    material = peewee.TextField()
    on_hand = peewee.IntegerField(constraints=[peewee.Check("on_hand >= 0")])

    class Meta:
        primary_key = peewee.CompositeKey("equipment_id", "material")


class Reservation(Table):
    """One blank promised to a session and, once it is paid, to its order, until the print takes it.

    What is reserved is the number of these rows; there is no counter that could disagree.
    """

    session_id = peewee.TextField(primary_key=True, constraints=columns.reference("session", "session_id"))
    model_id = peewee.TextField()
    order_id = peewee.TextField(null=True, unique=True, constraints=columns.reference("order_record", "order_id"))

    class Meta:
        indexes = ((("model_id", "order_id"), False),)


APPEND_ONLY = append_only("stock_entry", "the stock ledger is append-only")
