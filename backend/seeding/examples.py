"""What `--seed examples` adds to a new database: the objects that the guides print (decisions on "Example objects")."""

from datetime import UTC, datetime, timedelta

from backend.catalogue import Catalogue
from backend.models.order import Order, Payment, PrintJob
from backend.models.payment import PaymentReport
from backend.models.session import Session
from backend.rules.job import DEFAULT_PRIORITY, JobState
from backend.rules.price import CURRENCY
from backend.rules.queue_number import day_of
from backend.services.create_session import DEFAULT_MINUTES
from backend.steps import stock
from backend.steps.designing import keep_design
from backend.steps.order_data import Chosen, read_order_data
from contract import examples, session_id
from contract.vocabulary import OrderStatus, PaymentMethod, PaymentStatus, SessionStatus, UserProgress

MACHINE = "VM001"
LOCATION = "Oxford Street Mall - Level 2"
PENCE = 2199
ORDERS = {
    examples.ORDER_ID: examples.EQUIPMENT_ID,
    "ORDER_1": None,
    "ORDER_2": None,
    # The printed Python clients report it.
    "ORDER_456": "PRINTER_001",
}
"""Orders that wait, each with the equipment that it was sent to. ORDER_1 and ORDER_2 are batch-download's."""
REPORTED_AT = datetime(2025, 8, 2, 14, 35, tzinfo=UTC), datetime(2025, 8, 2, 14, 37, 15, tzinfo=UTC)
"""First and last report of the printed payment, as both guides print them."""


def seed_examples(catalogue: Catalogue, now: datetime) -> None:
    """One session that a shopper has joined, orders that wait, and a paid test payment.

    Machines, equipment and stock are there; call it inside the transaction that makes the database.
    """
    moment = now.replace(microsecond=0)
    _add_session(examples.SESSION_ID, moment, SessionStatus.ACTIVE, UserProgress.QR_SCANNED)
    design = read_order_data(examples.ORDER_SUMMARY["order_data"], catalogue)
    for position, (order_id, equipment_id) in enumerate(ORDERS.items(), 1):
        session = _add_paid_session(position, order_id, design, moment)
        _add_order(session, position, equipment_id, moment)
    created_at, updated_at = REPORTED_AT
    PaymentReport.create(
        payment_id=examples.PAYMENT_ID, status=PaymentStatus.PAID, created_at=created_at, updated_at=updated_at
    )


def _add_session(session: str, now: datetime, status: SessionStatus, progress: UserProgress) -> Session:
    return Session.create(
        session_id=session,
        machine_id=MACHINE,
        status=status,
        user_progress=progress,
        location=LOCATION,
        created_at=now,
        expires_at=now + timedelta(minutes=DEFAULT_MINUTES),
        last_activity=now,
    )


def _add_paid_session(position: int, order_id: str, design: Chosen, now: datetime) -> Session:
    """Its random part is its number."""
    made = session_id.make(MACHINE, now, position.to_bytes(4, "big"))
    session = _add_session(made, now, SessionStatus.PAYMENT_COMPLETED, UserProgress.PAYMENT_REACHED)
    session.payment_pence, session.order_id = PENCE, order_id
    keep_design(session, examples.ORDER_SUMMARY["order_data"], design)
    session.save()
    if design.model is not None:
        stock.reserve(made, design.model, now)
    return session


def _add_order(session: Session, position: int, equipment_id: str | None, now: datetime) -> None:
    Order.create(
        order_id=session.order_id,
        session_id=session.session_id,
        machine_id=MACHINE,
        queue_day=day_of(now),
        queue_position=position,
        status=OrderStatus.PENDING,
        brand=session.brand,
        model=session.model,
        model_id=session.model_id,
        template=session.template,
        text=(session.user_selections or {}).get("text_added"),
        amount_pence=PENCE,
        equipment_id=equipment_id,
        created_at=now,
        updated_at=now,
    )
    stock.secure(session.session_id, str(session.order_id))
    Payment.create(
        transaction_id=f"TXN_EXAMPLE_{position:03d}",
        session_id=session.session_id,
        order_id=session.order_id,
        method=PaymentMethod.CARD,
        amount_pence=PENCE,
        currency=CURRENCY,
        created_at=now,
        updated_at=now,
    )
    PrintJob.create(order_id=session.order_id, state=JobState.WAITING, priority=DEFAULT_PRIORITY, created_at=now)
