"""What a confirmed payment makes: an order, its payment and its one print job."""

import peewee

from backend.models import columns
from backend.models.table import Table
from backend.rules.job import LIVE, JobState
from contract.vocabulary import OrderStatus, PaymentMethod

_LIVE = ", ".join(f"'{state.value}'" for state in LIVE)


class Order(Table):
    """`order_record` in SQL, where ORDER is a keyword."""

    order_id = peewee.TextField(primary_key=True)
    session_id = peewee.TextField(null=True, unique=True, constraints=columns.reference("session", "session_id"))
    machine_id = peewee.TextField(null=True, constraints=columns.reference("machine", "machine_id"))
    queue_day = peewee.TextField()
    queue_position = peewee.IntegerField(constraints=[peewee.Check("queue_position > 0")])
    status = columns.word(OrderStatus, "status")
    brand = peewee.TextField(null=True)
    model = peewee.TextField(null=True)
    model_id = peewee.TextField(null=True)
    template = peewee.TextField(null=True)
    text = peewee.TextField(null=True)
    amount_pence = peewee.IntegerField(constraints=[peewee.Check("amount_pence > 0")])
    equipment_id = peewee.TextField(null=True)
    """As the manufacturer reports it; it may be one that we don't know."""
    created_at = columns.moment()
    updated_at = columns.moment()
    started_at = columns.optional_moment()
    estimated_completion = columns.optional_moment()
    completed_at = columns.optional_moment()
    notes = peewee.TextField(null=True)
    chinese_order_id = peewee.TextField(null=True)
    manufacturer_queue_number = peewee.TextField(null=True)

    class Meta:
        table_name = "order_record"
        indexes = (
            (("machine_id", "queue_day", "queue_position"), True),
            (("status", "updated_at"), False),
        )


class Payment(Table):
    transaction_id = peewee.TextField(primary_key=True)
    session_id = peewee.TextField(unique=True, constraints=columns.reference("session", "session_id"))
    order_id = peewee.TextField(unique=True, constraints=columns.reference("order_record", "order_id"))
    method = columns.word(PaymentMethod, "method")
    amount_pence = peewee.IntegerField(constraints=[peewee.Check("amount_pence > 0")])
    currency = peewee.TextField()
    payment_data = columns.optional_document()
    created_at = columns.moment()
    updated_at = columns.moment()


class PrintJob(Table):
    """Who prints an order's case. The index below lets an order have one live job and no second."""

    id = peewee.AutoField()
    order_id = peewee.TextField(constraints=columns.reference("order_record", "order_id"))
    state = columns.word(JobState, "state")
    priority = peewee.IntegerField(constraints=[peewee.Check("priority BETWEEN 1 AND 10")])
    equipment_id = peewee.TextField(null=True, constraints=columns.reference("equipment", "equipment_id"), index=True)
    station_id = peewee.TextField(null=True)
    station_name = peewee.TextField(null=True)
    claimed_at = columns.optional_moment()
    progress = peewee.IntegerField(null=True, constraints=[peewee.Check("progress BETWEEN 0 AND 99")])
    phase = peewee.TextField(null=True)
    image_urls = columns.optional_texts()
    """Artwork that a command brought; None while the order's own design is what there is."""
    print_settings = columns.optional_document()
    print_data = columns.optional_document()
    customer_info = columns.optional_document()
    """Personal data: no answer, event or log shows it."""
    created_at = columns.moment()


PrintJob.add_index(
    peewee.SQL(f"CREATE UNIQUE INDEX one_live_job_an_order ON print_job (order_id) WHERE state IN ({_LIVE})")
)
PrintJob.add_index(peewee.SQL("CREATE INDEX print_job_order_id ON print_job (order_id)"))
