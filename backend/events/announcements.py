"""Events as `GET /lab/events` and webhooks tell them, each written inside the transaction that makes the change."""

from datetime import datetime

from backend.base.cause import present_call
from backend.events import outbox
from backend.models.event import Event
from backend.models.order import Order, PrintJob
from backend.models.session import Session
from contract.vocabulary import LabEvent, OrderStatus
from kernel.chance import Chance


def session_event(kind: LabEvent, session: Session, at: datetime) -> None:
    """A session was created or changed."""
    Event.create(
        kind=kind,
        at=at,
        machine_id=session.machine_id,
        session_id=session.session_id,
        order_id=session.order_id,
        request_id=present_call(),
        data={"status": session.status, "user_progress": session.user_progress},
    )


def order_created(chance: Chance, order: Order, queue_number: str) -> None:
    _order_event(LabEvent.ORDER_CREATED, order, order.created_at, status=order.status, queue_number=queue_number)
    outbox.order_born(chance, order)


def order_changed(chance: Chance, order: Order, previous: OrderStatus) -> None:
    _order_event(
        LabEvent.ORDER_CHANGED,
        order,
        order.updated_at,
        status=order.status,
        previous_status=previous,
        equipment_id=order.equipment_id,
    )
    outbox.order_moved(chance, order, previous)


def order_progress(order: Order, progress: int, phase: str, at: datetime) -> None:
    _order_event(LabEvent.ORDER_PROGRESS, order, at, progress=progress, phase=phase)


def job_event(kind: LabEvent, order: Order, job: PrintJob, at: datetime) -> None:
    """A job was claimed or released."""
    _order_event(kind, order, at, equipment_id=job.equipment_id, station_id=job.station_id)


def stock_changed(model_id: str, at: datetime, equipment_id: str | None = None) -> None:
    """On hand on one equipment, or without one what is reserved of the model."""
    announce(LabEvent.STOCK_CHANGED, at, model_id=model_id, equipment_id=equipment_id)


def announce(kind: LabEvent, at: datetime, **data: str | int | float | None) -> None:
    """Something that belongs to no session and no order."""
    Event.create(kind=kind, at=at, request_id=present_call(), data=data)


def refunded(order: Order, amount_pence: int, at: datetime) -> None:
    """Money went back on the books; the order stays as it is."""
    _order_event(LabEvent.REFUNDED, order, at, amount=amount_pence)


def _order_event(kind: LabEvent, order: Order, at: datetime, **data: str | int | None) -> None:
    Event.create(
        kind=kind,
        at=at,
        machine_id=order.machine_id,
        session_id=order.session_id,
        order_id=order.order_id,
        request_id=present_call(),
        data=data,
    )
