"""Print jobs: the one that counts, who holds it, and how many are before it."""

from datetime import datetime

import peewee

from backend.models.composed import composed
from backend.models.order import Order, PrintJob
from backend.rules.job import HELD, LIVE, QUEUED, JobState
from backend.rules.order import OPEN


def latest_job(order_id: str) -> PrintJob:
    """The order's live print job, or the last one that was; every order has one from its birth."""
    return PrintJob.read(_latest_job(order_id).fetchone())


@composed
def _latest_job(order_id: str) -> peewee.Query:
    return PrintJob.select().where(PrintJob.order_id == order_id).order_by(PrintJob.id.desc()).limit(1)


def jobs_shown(ended_since: datetime) -> list[tuple[Order, PrintJob]]:
    """Open orders and those changed since then, each with its latest job, in the order of the queue."""
    shown = Order.status.in_(OPEN) | (Order.updated_at >= ended_since)
    orders = {order.order_id: order for order in Order.select().where(shown)}
    jobs = PrintJob.select().where(PrintJob.order_id.in_(Order.select(Order.order_id).where(shown)))
    latest = {job.order_id: job for job in jobs.order_by(PrintJob.id) if job.order_id in orders}
    queue = sorted(latest.values(), key=lambda job: (job.priority, job.id))
    return [(orders[job.order_id], job) for job in queue]


def queue_length(equipment_id: str) -> int:
    """Jobs that this equipment prints or may print: its own, and those that nobody has taken."""
    mine = (
        (PrintJob.equipment_id == equipment_id)
        | (Order.equipment_id == equipment_id)
        | (PrintJob.equipment_id.is_null() & Order.equipment_id.is_null())
    )
    jobs = PrintJob.select().join(Order, on=(Order.order_id == PrintJob.order_id))
    return jobs.where(PrintJob.state.in_(LIVE) & mine).count()


def count_ahead(priority: int, number: int) -> int:
    """Jobs that wait before one of that priority and number."""
    ahead: int = _count_ahead(priority, number).fetchone()[0]
    return ahead


@composed
def _count_ahead(priority: int, number: int) -> peewee.Query:
    ahead = (PrintJob.priority < priority) | ((PrintJob.priority == priority) & (PrintJob.id < number))
    return PrintJob.select(peewee.fn.COUNT(PrintJob.id)).where(PrintJob.state.in_(QUEUED) & ahead)


def take(job: PrintJob, claimed: JobState) -> bool:
    """Give a job that still waits its next state; False when somebody else was faster."""
    is_free = (PrintJob.id == job.id) & (PrintJob.state == JobState.WAITING)
    return bool(PrintJob.update(state=claimed).where(is_free).execute())


def note_progress(order_id: str, station_id: str, progress: int, phase: str) -> bool:
    """False when that station holds no job of the order."""
    is_held = (PrintJob.station_id == station_id) & PrintJob.state.in_(HELD)
    change = PrintJob.update(progress=progress, phase=phase).where((PrintJob.order_id == order_id) & is_held)
    return bool(change.execute())
