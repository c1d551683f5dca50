"""POST /api/chinese/send-print-command, in both guides' shapes, and POST /api/chinese/print/trigger.

An order has one print job, made when it was paid. A command changes that job while it waits, and never makes another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from backend.base.refusals import FieldProblem, Invalid
from backend.base.remarks import remark
from backend.catalogue import Model
from backend.events.announcements import order_changed
from backend.files.artwork import fetch_ahead
from backend.models.order import Order, PrintJob
from backend.models.queries.jobs import latest_job
from backend.outbound.foreign_artwork import shown
from backend.rules.image_url import is_acceptable, is_foreign
from backend.rules.job import COMMANDABLE, PRIORITIES_2_1_0
from backend.services.equipment import queue_position
from backend.settings import Dialect, Settings
from backend.steps.known_models import unknown_model
from backend.steps.lookup import find_equipment, find_order
from backend.world.environment import Environment
from backend.world.public_address import own_addresses
from contract.hints import Code
from contract.messages.base import JsonObject
from contract.messages.printing import (
    PrintCommanded,
    PrintImages,
    PrintOnEquipment,
    PrintTriggered,
    TriggerOnPrinter,
    TriggerPrint,
)
from kernel.chance import Chance

MARKS_OF_2_2_0 = {"image_urls", "phone_model", "customer_info"}
"""A body with any of these is checked by the rules of guide 2.2.0, and any other by those of 2.1.0."""

_MARKS_OF_GUIDES = {"equipment_id", "print_data"}


@dataclass(frozen=True, slots=True)
class Command:
    """What a call asks of an order's job. None leaves a thing as it is."""

    order_id: str
    equipment_id: str | None = None
    priority: int | None = None
    image_urls: list[str] | None = None
    print_settings: JsonObject | None = None
    print_data: JsonObject | None = None
    customer_info: JsonObject | None = None
    model: Model | None = None
    """What the caller believes to print; the order knows better."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    order: Order
    job: PrintJob
    queue_position: int | None
    is_obeyed: bool
    at: datetime

    def message(self, success: str) -> str:
        return success if self.is_obeyed else f"Nothing was changed: the print job is {self.job.state.value}"


def send_print_command(environment: Environment, request: PrintImages | PrintOnEquipment) -> PrintCommanded:
    """Raises Invalid and NotFound. Once the job no longer waits, the call succeeds and changes nothing."""
    outcome = _carry_out(environment, read_command(environment, request))
    return PrintCommanded(
        success=True,
        message=outcome.message("Print command accepted"),
        order_id=request.order_id,
        command_id=f"CMD_{outcome.job.id:06d}",
        status=outcome.order.status,
        queue_position=outcome.queue_position,
        timestamp=outcome.at,
    )


def is_live_trigger(settings: Settings, body: JsonObject) -> bool:
    """Whether a body of print/trigger is the live client's, and not the guides'; they know of theirs alone."""
    is_of_guides = "printer_id" not in body and bool(body.keys() & _MARKS_OF_GUIDES)
    return settings.dialect is Dialect.LIVE and not is_of_guides


def trigger_print(environment: Environment, request: TriggerPrint | TriggerOnPrinter) -> PrintTriggered:
    """Raises Invalid and NotFound. Once the job no longer waits, the call succeeds and changes nothing."""
    outcome = _carry_out(environment, read_command(environment, request))
    named = request.printer_id if isinstance(request, TriggerOnPrinter) else request.equipment_id
    return PrintTriggered(
        success=True,
        message=outcome.message("Print job triggered"),
        job_id=f"JOB_{outcome.job.id:06d}",
        order_id=request.order_id,
        equipment_id=outcome.order.equipment_id or outcome.job.equipment_id or named,
        status=outcome.order.status,
        queue_position=outcome.queue_position,
        timestamp=outcome.at,
    )


def read_command(
    environment: Environment, request: PrintImages | PrintOnEquipment | TriggerPrint | TriggerOnPrinter
) -> Command:
    """What a call asks, in whichever form it came. Raises Invalid."""
    if isinstance(request, TriggerOnPrinter):
        return Command(request.order_id, request.printer_id, request.priority)
    if isinstance(request, PrintOnEquipment):
        return _on_equipment(request)
    if isinstance(request, PrintImages):
        return _of_images(environment, request)
    return _of_print_data(environment, request)


def _of_images(environment: Environment, request: PrintImages) -> Command:
    urls = {f"image_urls.{index}": url for index, url in enumerate(request.image_urls)}
    _check_artwork(environment, urls, "phone_model", request.phone_model)
    return Command(
        request.order_id,
        priority=request.priority,
        image_urls=request.image_urls,
        customer_info=request.customer_info.model_dump(),
        model=environment.catalogue.model(request.phone_model),
    )


def _on_equipment(request: PrintOnEquipment) -> Command:
    settings = request.print_settings
    return Command(
        request.order_id,
        request.equipment_id,
        priority=PRIORITIES_2_1_0[request.priority],
        print_settings=settings.model_dump(exclude_none=True) if settings else None,
    )


def _of_print_data(environment: Environment, request: TriggerPrint) -> Command:
    data = request.print_data
    urls = {"print_data.design_url": data.design_url} if data.design_url else {}
    _check_artwork(environment, urls, "print_data.phone_model", data.phone_model)
    return Command(
        request.order_id,
        request.equipment_id,
        image_urls=list(urls.values()) or None,
        print_data=data.model_dump(exclude_none=True),
        model=environment.catalogue.model(data.phone_model) if data.phone_model else None,
    )


def _check_artwork(environment: Environment, urls: Mapping[str, str], model_field: str, model: str | None) -> None:
    """Raises Invalid for urls that we don't fetch from and for an unknown model."""
    with environment.store.reading():
        ours = own_addresses(environment.settings)
    problems = [_refused_url(field, url) for field, url in urls.items() if not is_acceptable(url, ours)]
    unknown = unknown_model(model_field, model, environment.catalogue) if model else None
    if unknown is not None:
        problems.append(unknown)
    if problems:
        raise Invalid(problems)


def _refused_url(field: str, url: str) -> FieldProblem:
    message = "Must be an HTTPS url, such as https://cdn.pimpmycase.com/designs/design.png"
    return FieldProblem(Code.IMAGE_URL_REFUSED, field, message, url, "https://")


def _carry_out(environment: Environment, command: Command) -> _Outcome:
    outcome = _write(environment, command)
    if outcome.is_obeyed:
        _fetch_foreign(environment, command)
    return outcome


def _write(environment: Environment, command: Command) -> _Outcome:
    now = environment.now
    with environment.store.writing():
        order = find_order(command.order_id)
        if command.equipment_id is not None:
            find_equipment(command.equipment_id)
        job = latest_job(order.order_id)
        is_obeyed = job.state in COMMANDABLE
        if is_obeyed:
            _change(environment.chance, order, job, command, now)
            _remark_model(order, command.model)
        else:
            remark(Code.JOB_BEYOND_COMMAND, order_id=order.order_id, state=job.state.value)
        return _Outcome(order, job, queue_position(job), is_obeyed, now)


def _fetch_foreign(environment: Environment, command: Command) -> None:
    with environment.store.reading():
        ours = own_addresses(environment.settings)
    foreign = next((url for url in command.image_urls or [] if is_foreign(url, ours)), None)
    if foreign is not None:
        fetch_ahead(environment, command.order_id)
        remark(Code.ARTWORK_FOREIGN, url=shown(foreign))


def _remark_model(order: Order, named: Model | None) -> None:
    if named is not None and order.model_id not in {None, named.id}:
        remark(Code.MODEL_DIFFERS, order_id=order.order_id, named=named.name, ordered=order.model)


def _change(chance: Chance, order: Order, job: PrintJob, command: Command, now: datetime) -> None:
    job.priority = command.priority or job.priority
    job.image_urls = command.image_urls or job.image_urls
    job.print_settings = command.print_settings or job.print_settings
    job.print_data = command.print_data or job.print_data
    job.customer_info = command.customer_info or job.customer_info
    job.save()
    order.equipment_id = command.equipment_id or order.equipment_id
    order.updated_at = now
    order.save()
    order_changed(chance, order, order.status)
