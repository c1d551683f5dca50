"""The print queue as the lab shows it: which orders wait, who holds which job, how far a print is."""

from datetime import datetime, timedelta

from backend.base.refusals import Conflict
from backend.events.announcements import job_event, order_progress
from backend.models.order import Order, PrintJob
from backend.models.queries.jobs import jobs_shown, latest_job, note_progress, take
from backend.rules import order as order_rules
from backend.rules.job import HELD, MOVES, JobEvent, JobState
from backend.rules.queue_number import queue_number
from backend.services.order_status import progress_of
from backend.steps.lookup import find_equipment, find_order
from backend.world.environment import Environment
from contract.hints import Code
from contract.messages.lab import Claim, ClaimJob, LabOrder, Orders, ReportPrint
from contract.vocabulary import LabEvent
from kernel.table import IllegalMove

SHOWN_AFTER_END = timedelta(hours=1)


def list_orders(environment: Environment, equipment_id: str | None) -> Orders:
    """Open orders in the order of the queue, then those that ended in the last hour, latest first.

    With an equipment: those assigned to it or to none. Raises NotFound.
    """
    now = environment.now
    with environment.store.reading():
        if equipment_id is not None:
            find_equipment(equipment_id)
        jobs = jobs_shown(now - SHOWN_AFTER_END)
    orders = [_lab_order(order, job, now) for order, job in jobs]
    mine = [one for one in orders if equipment_id is None or one.equipment_id in {None, equipment_id}]
    is_open = [one for one in mine if one.status in order_rules.OPEN]
    ended = [one for one in mine if one.status in order_rules.FINAL]
    return Orders(orders=is_open + ended[::-1])


def claim_job(environment: Environment, order_id: str, request: ClaimJob) -> LabOrder:
    """Take a job, once; the same station again succeeds. Raises NotFound, and Conflict naming the holder."""
    now = environment.now
    with environment.store.writing():
        order = find_order(order_id)
        find_equipment(request.equipment_id)
        job = latest_job(order_id)
        if job.station_id != request.station_id or job.state not in HELD:
            _take(order, job, request, now)
    return _lab_order(order, job, now)


def release_job(environment: Environment, order_id: str) -> None:
    """Give a claimed job back; a waiting one is left as it is. Raises NotFound, Conflict once it prints."""
    now = environment.now
    with environment.store.writing():
        order = find_order(order_id)
        job = latest_job(order_id)
        if job.state is JobState.WAITING:
            return
        job.state = _advance(job, JobEvent.RELEASE)
        job_event(LabEvent.JOB_RELEASED, order, job, now)
        job.equipment_id = job.station_id = job.station_name = None
        job.claimed_at = job.progress = job.phase = None
        job.save()


def report_print(environment: Environment, order_id: str, request: ReportPrint) -> None:
    """Exact progress from the station that holds the claim. Raises NotFound, Conflict for any other."""
    now = environment.now
    with environment.store.writing():
        order = find_order(order_id)
        if not note_progress(order_id, request.station_id, request.progress, request.phase):
            raise _held(latest_job(order_id))
        order_progress(order, request.progress, request.phase, now)


def _take(order: Order, job: PrintJob, request: ClaimJob, now: datetime) -> None:
    if order.equipment_id not in {None, request.equipment_id}:
        facts = {"order_id": order.order_id, "state": job.state.value, "holder": order.equipment_id}
        raise Conflict(Code.JOB_CLAIMED, f"Job is assigned to {order.equipment_id}", **facts)
    claimed = _advance(job, JobEvent.CLAIM)
    if not take(job, claimed):
        raise _held(job)
    job.state = claimed
    job.station_id, job.station_name = request.station_id, request.station_name
    job.equipment_id, job.claimed_at = request.equipment_id, now
    job.save()
    job_event(LabEvent.JOB_CLAIMED, order, job, now)


def _advance(job: PrintJob, event: JobEvent) -> JobState:
    try:
        return MOVES.after(job.state, event)
    except IllegalMove as refused:
        raise _held(job) from refused


def _held(job: PrintJob) -> Conflict:
    facts = {"order_id": job.order_id, "state": job.state.value}
    if job.station_id is None:
        detail = f"Job is {job.state.value}, and no station holds a claim on it"
        return Conflict(Code.JOB_STATE, detail, **facts)
    detail = f"Job is held by {job.station_name} ({job.station_id}) and is {job.state.value}"
    return Conflict(Code.JOB_CLAIMED, detail, **facts, holder=job.station_name)


def _lab_order(order: Order, job: PrintJob, now: datetime) -> LabOrder:
    return LabOrder(
        order_id=order.order_id,
        queue_number=queue_number(order.queue_position),
        session_id=order.session_id,
        machine_id=order.machine_id,
        status=order.status,
        priority=job.priority,
        brand=order.brand,
        model=order.model,
        model_id=order.model_id,
        template=order.template,
        text=order.text,
        equipment_id=order.equipment_id or job.equipment_id,
        progress=progress_of(order, job, now),
        created_at=order.created_at,
        started_at=order.started_at,
        estimated_completion=order.estimated_completion,
        completed_at=order.completed_at,
        claim=_claim(job),
    )


def _claim(job: PrintJob) -> Claim | None:
    if job.station_id is None or job.station_name is None or job.claimed_at is None:
        return None
    return Claim(station_id=job.station_id, station_name=job.station_name, claimed_at=job.claimed_at)
