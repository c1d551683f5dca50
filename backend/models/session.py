"""A vending session and the design that its shopper is making."""

import peewee

from backend.models import columns
from backend.models.table import Table
from backend.rules.session import Standing
from contract.vocabulary import SessionStatus, UserProgress


class Session(Table):
    """Everything that the status call shows is in this row: polling reads one row and no other."""

    session_id = peewee.TextField(primary_key=True)
    machine_id = peewee.TextField(constraints=columns.reference("machine", "machine_id"), index=True)
    status = columns.word(SessionStatus, "status")
    user_progress = columns.word(UserProgress, "user_progress")
    location = peewee.TextField()
    created_at = columns.moment()
    expires_at = columns.moment()
    last_activity = columns.moment()
    metadata = columns.optional_document()
    user_agent = peewee.TextField(null=True)
    ip_address = peewee.TextField(null=True)
    brand = peewee.TextField(null=True)
    model = peewee.TextField(null=True)
    model_id = peewee.TextField(null=True)
    template = peewee.TextField(null=True)
    user_selections = columns.optional_document()
    payment_pence = peewee.IntegerField(null=True, constraints=[peewee.Check("payment_pence > 0")])
    order_id = peewee.TextField(null=True, unique=True)
    """The order refers to its session; this copy saves each poll a second query."""
    public_url = peewee.TextField(null=True)
    """Where its code leads; None for one that no code was made of."""

    class Meta:
        indexes = ((("status", "expires_at"), False),)

    @property
    def standing(self) -> Standing:
        return Standing(self.status, self.user_progress)

    @standing.setter
    def standing(self, standing: Standing) -> None:
        self.status, self.user_progress = standing.status, standing.progress


class Design(Table):
    """The shopper's design as it was sent, up to 500 KB: apart, so that polling never reads it."""

    session_id = peewee.TextField(primary_key=True, constraints=columns.reference("session", "session_id"))
    order_data = columns.document()
