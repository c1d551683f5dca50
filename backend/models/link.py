"""Which download links were given out."""

import peewee

from backend.models import columns
from backend.models.table import Table


class IssuedLink(Table):
    """Links carry their own right and their own end; these rows only tell when one ends."""

    order_id = peewee.TextField()
    expires_at = columns.moment(index=True)
    """The last moment at which it is good."""

    class Meta:
        primary_key = peewee.CompositeKey("order_id", "expires_at")
