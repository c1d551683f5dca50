"""Faults as they were set, and how far each machine has come with each of them."""

import peewee

from backend.models import columns
from backend.models.table import Table


class Fault(Table):
    number = peewee.AutoField()
    """The order in which faults are asked."""
    fault_id = peewee.TextField(unique=True)
    definition = columns.document()
    """A `SetFault` as JSON."""
    set_at = columns.moment()
    preset = peewee.TextField(null=True)


class FaultCount(Table):
    """What a decision depends on beside seed and fault; in the database, so that a restored day goes on as it was."""

    fault_id = peewee.TextField()
    machine = peewee.TextField()
    """Whoever called: a machine, a piece of equipment, or an address."""
    matched = peewee.IntegerField(default=0)
    chosen = peewee.IntegerField(default=0)
    """Of these, how many the fault was to hit. Decisions go by it, so that they don't depend on other faults."""
    hit = peewee.IntegerField(default=0)
    """Of these, how many no fault before it has hit."""
    is_over = peewee.BooleanField(default=False)
    """Whether this machine has asked for a status after it was hit, where that ends the fault."""

    class Meta:
        primary_key = peewee.CompositeKey("fault_id", "machine")
