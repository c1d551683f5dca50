"""Moving blanks, inside the transaction of the use case that needs it (domain rule: sell on available)."""

from datetime import datetime

from backend.base.refusals import Rejected
from backend.base.remarks import remark
from backend.catalogue import Model
from backend.events.announcements import stock_changed
from backend.models.order import Order
from backend.models.queries.stock import by_equipment, keep_promise, promise, take_one
from backend.models.stock import Reservation, StockEntry
from backend.rules.stock import StockReason, source
from contract.hints import Code


def reserve(session_id: str, model: Model, now: datetime) -> None:
    """Promise a blank to a session. Raises Rejected when none is available."""
    if not promise(session_id, model.id):
        raise Rejected(Code.SOLD_OUT, f"{model.name} is sold out", model=model.name)
    stock_changed(model.id, now)


def secure(session_id: str, order_id: str) -> bool:
    """Turn a session's promise into its order's; False when a count has left too few blanks since."""
    reservation = Reservation.find(session_id)
    return reservation is None or keep_promise(session_id, reservation.model_id, order_id)


def release(session_id: str, now: datetime) -> None:
    """Take a promise back, if there is one."""
    reservation = Reservation.find(session_id)
    if reservation is not None:
        reservation.delete_instance()
        stock_changed(reservation.model_id, now)


def consume(order: Order, now: datetime) -> None:
    """The print starts: its blank leaves the shelf, and the promise is kept."""
    if order.session_id is None or order.model_id is None:
        return
    release(order.session_id, now)
    taken_from = source(by_equipment(order.model_id), order.equipment_id)
    if taken_from is not None:
        take_one(taken_from, order.model_id)
    else:
        remark(Code.NO_BLANK_LEFT, model_id=order.model_id)
    _enter_print(order, order.model_id, taken_from, now)


def _enter_print(order: Order, model_id: str, taken_from: str | None, now: datetime) -> None:
    printed_on = order.equipment_id
    note = None
    if taken_from is None:
        note = "no blank on hand anywhere: count the stock"
    elif printed_on is not None and printed_on != taken_from:
        note = f"printed on {printed_on}, which had none on hand"
    equipment_id = taken_from or printed_on or ""
    StockEntry.create(
        at=now,
        equipment_id=equipment_id,
        model_id=model_id,
        quantity=0 if taken_from is None else -1,
        reason=StockReason.PRINT,
        order_id=order.order_id,
        note=note,
    )
    stock_changed(model_id, now, equipment_id)
