"""POST /api/chinese/order-status-update and GET /api/chinese/print/{order_id}/status."""

from datetime import UTC, datetime

from backend.base.refusals import Rejected, invalid
from backend.base.remarks import remark
from backend.events.announcements import order_changed
from backend.models.order import Order, PrintJob
from backend.models.queries.jobs import latest_job
from backend.rules import job as job_rules
from backend.rules import order as order_rules
from backend.rules.print_progress import progress
from backend.steps import stock
from backend.steps.lookup import find_order, known_equipment
from backend.world.environment import Environment
from contract.hints import Code
from contract.messages.manufacturer import OrderStatusUpdated, PrintStatus, UpdateOrderStatus
from contract.vocabulary import OrderStatus
from kernel.table import IllegalMove


def update_order_status(environment: Environment, request: UpdateOrderStatus) -> OrderStatusUpdated:
    """Raises Invalid, NotFound, and Rejected for a move that the order's status doesn't allow."""
    estimate = read_estimate(request.estimated_completion)
    now = environment.now
    with environment.store.writing():
        order = find_order(request.order_id)
        previous = order.status
        order.status = _advance(order, request.status)
        _note(order, request, estimate)
        if order.status is not previous:
            order.updated_at = now
            _follow(order, now)
        order.save()
        order_changed(environment.chance, order, previous)
    return OrderStatusUpdated(
        success=True,
        message=f"Order status updated to {order.status.value}",
        order_id=order.order_id,
        status=order.status,
        previous_status=previous,
        updated_at=order.updated_at,
    )


def print_status(environment: Environment, order_id: str) -> PrintStatus:
    """Raises NotFound."""
    with environment.store.reading():
        order = find_order(order_id)
        job = latest_job(order_id)
    return PrintStatus(
        order_id=order_id,
        print_status=order.status,
        progress=progress_of(order, job, environment.now),
        started_at=order.started_at,
        completed_at=order.completed_at,
        equipment_id=order.equipment_id or job.equipment_id,
        quality_check=order_rules.quality_check(order.status),
    )


def progress_of(order: Order, job: PrintJob, now: datetime) -> int:
    """Whole percent; a lost order stays where it was lost."""
    moment = order.updated_at if order.status in order_rules.LOST else now
    return progress(order.status, order.started_at, order.estimated_completion, job.progress, moment)


def read_estimate(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        message = "Estimated completion must be ISO 8601, such as 2025-08-02T15:30:00Z"
        raise invalid(Code.TIME_MALFORMED, "estimated_completion", message, text, "2025-08-02T15:30:00Z") from error


def _advance(order: Order, reported: OrderStatus) -> OrderStatus:
    try:
        return order_rules.MOVES.after(order.status, reported)
    except IllegalMove as refused:
        raise _not_now(order, reported) from refused


def _not_now(order: Order, reported: OrderStatus) -> Rejected:
    legal = ", ".join(order_rules.legal_reports(order.status))
    rest = f"only to: {legal}" if legal else "that is final"
    return Rejected(
        Code.ORDER_STATE if legal else Code.ORDER_FINAL,
        f"Order {order.order_id} can't go from {order.status.value} to {reported.value}, {rest}",
        order_id=order.order_id,
        status=order.status.value,
        reported=reported.value,
        legal=legal,
    )


def _note(order: Order, request: UpdateOrderStatus, estimate: datetime | None) -> None:
    """Keep what the report brings; what it leaves out stays as it was."""
    if request.equipment_id and known_equipment(request.equipment_id) is None:
        remark(Code.EQUIPMENT_NOT_OURS, equipment_id=request.equipment_id, order_id=order.order_id)
    order.estimated_completion = estimate or order.estimated_completion
    order.equipment_id = request.equipment_id or order.equipment_id
    order.notes = request.notes or order.notes
    order.chinese_order_id = request.chinese_order_id or order.chinese_order_id
    order.manufacturer_queue_number = request.queue_number or order.manufacturer_queue_number


def _follow(order: Order, now: datetime) -> None:
    """What a new status brings with it: times, the print job and the blank."""
    job = latest_job(order.order_id)
    event = job_rules.event_of(order.status)
    if event is not None:
        job.state = job_rules.MOVES.after(job.state, event)
    if order.status is OrderStatus.PRINTING:
        order.started_at = now
        order.equipment_id = order.equipment_id or job.equipment_id
        job.equipment_id = job.equipment_id or known_equipment(order.equipment_id)
        stock.consume(order, now)
    elif order.status in order_rules.PRINT_DONE:
        order.completed_at = order.completed_at or now
    elif order.session_id is not None:
        stock.release(order.session_id, now)
    job.save()
