"""Moving blanks, inside the transaction of the use case that needs it (domain rule: sell on available)."""

from datetime import datetime

import peewee

from backend.base.refusals import Rejected
from backend.base.remarks import remark
from backend.catalogue import Model
from backend.events.announcements import stock_changed
from backend.models.composed import composed
from backend.models.order import Order
from backend.models.stock import Reservation, StockEntry, StockLevel
from backend.rules.stock import source
from contract.hints import Code


def reserve(session_id: str, model: Model, now: datetime) -> None:
    """Promise a blank to a session. Raises Rejected when none is available."""
    if _promise(session_id, model.id).rowcount == 0:
        raise Rejected(Code.SOLD_OUT, f"{model.name} is sold out", model=model.name)
    stock_changed(model.id, now)


def secure(session_id: str, order_id: str) -> bool:
    """Turn a session's promise into its order's; False when a count has left too few blanks since."""
    reservation = Reservation.find(session_id)
    return reservation is None or _keep_promise(session_id, reservation.model_id, order_id).rowcount == 1


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
    levels = StockLevel.select().where(StockLevel.model_id == order.model_id)
    taken_from = source({level.equipment_id: level.on_hand for level in levels}, order.equipment_id)
    if taken_from is not None:
        StockLevel.update(on_hand=StockLevel.on_hand - 1).where(
            (StockLevel.equipment_id == taken_from) & (StockLevel.model_id == order.model_id)
        ).execute()
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
        reason="print",
        order_id=order.order_id,
        note=note,
    )
    stock_changed(model_id, now, equipment_id)


@composed
def _promise(session_id: str, model_id: str) -> peewee.Query:
    promised = Reservation.select(peewee.fn.COUNT(Reservation.session_id)).where(Reservation.model_id == model_id)
    candidate = peewee.Select(columns=[session_id, model_id]).where(_on_hand(model_id) > promised)
    return Reservation.insert_from(candidate, [Reservation.session_id, Reservation.model_id])


@composed
def _keep_promise(session_id: str, model_id: str, order_id: str) -> peewee.Query:
    paid = Reservation.alias()
    taken = paid.select(peewee.fn.COUNT(paid.session_id)).where(
        (paid.model_id == model_id) & paid.order_id.is_null(False)
    )
    is_possible = (Reservation.session_id == session_id) & (_on_hand(model_id) > taken)
    return Reservation.update(order_id=order_id).where(is_possible)


def _on_hand(model_id: str) -> "peewee.ModelSelect[StockLevel]":
    total = peewee.fn.COALESCE(peewee.fn.SUM(StockLevel.on_hand), 0)
    return StockLevel.select(total).where(StockLevel.model_id == model_id)
