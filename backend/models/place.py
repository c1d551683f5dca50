"""Where things happen: vending machines and the equipment that prints."""

import peewee

from backend.models import columns
from backend.models.table import Table


class Machine(Table):
    machine_id = peewee.TextField(primary_key=True)
    name = peewee.TextField()
    location = peewee.TextField()
    created_at = columns.moment()


class Equipment(Table):
    equipment_id = peewee.TextField(primary_key=True)
    location = peewee.TextField()
    status = peewee.TextField()
    last_maintenance = columns.optional_moment()
