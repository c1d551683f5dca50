"""Everything that is asked of a body before the state is: the same checks that the calls make."""

from collections.abc import Callable
from typing import Any

from backend.base.validation import validated
from backend.explain.repair import Check
from backend.services import (
    configure_webhook,
    confirm_payment,
    count_stock,
    create_session,
    order_status,
    order_summary,
    payments,
    print_command,
    refunds,
    shopper,
)
from backend.services import faults as setting
from backend.steps.order_data import read_order_data
from backend.world.environment import Environment
from contract import endpoints, examples, lab_endpoints
from contract.endpoint import Endpoint
from contract.messages.base import JsonObject, Request
from contract.messages.printing import TriggerOnPrinter


def check_of(environment: Environment, endpoint: Endpoint, example: JsonObject) -> Check:
    """Raises Invalid as the endpoint itself would."""
    further = _FURTHER.get(endpoint.name, _nothing_more)
    model = _form(endpoint, example)

    def check(body: JsonObject) -> None:
        further(environment, validated(model, body))

    return check


def _form(endpoint: Endpoint, example: JsonObject) -> type[Request]:
    if example is examples.LIVE_PRINT_TRIGGER:
        return TriggerOnPrinter
    return endpoint.requests[endpoint.examples.index(example) if len(endpoint.requests) > 1 else 0]


def example_for(environment: Environment, endpoint: Endpoint, body: JsonObject, refused: set[str]) -> JsonObject:
    """The example that a body comes nearest to, together with the fields that it was refused for."""
    if endpoint.name == endpoints.TRIGGER_PRINT.name and print_command.is_live_trigger(environment.settings, body):
        return examples.LIVE_PRINT_TRIGGER
    if endpoint.name == endpoints.SEND_PRINT_COMMAND.name:
        return endpoint.examples[0 if body.keys() & print_command.MARKS_OF_2_2_0 else 1]
    return max(endpoint.examples, key=lambda example: len(example.keys() & (body.keys() | refused)))


def _nothing_more(_: Environment, request: Any) -> None:
    """Its model says it all."""


def _order_summary(environment: Environment, request: Any) -> None:
    order_summary.check_request(request)
    read_order_data(request.order_data, environment.catalogue)


_FURTHER: dict[str, Callable[[Environment, Any], object]] = {
    endpoints.CREATE_SESSION.name: lambda _, request: create_session.check_request(request),
    endpoints.ORDER_SUMMARY.name: _order_summary,
    endpoints.CONFIRM_PAYMENT.name: lambda _, request: confirm_payment.check_request(request),
    endpoints.REPORT_PROGRESS.name: shopper.check_progress,
    endpoints.UPDATE_ORDER_STATUS.name: lambda _, request: order_status.read_estimate(request.estimated_completion),
    endpoints.REPORT_PAYMENT.name: lambda _, request: payments.payment_id_of(request),
    endpoints.COUNT_STOCK.name: lambda environment, request: count_stock.check_models(
        request.phone_models or {}, environment.catalogue
    ),
    endpoints.SEND_PRINT_COMMAND.name: print_command.read_command,
    endpoints.TRIGGER_PRINT.name: print_command.read_command,
    endpoints.CONFIGURE_WEBHOOK.name: configure_webhook.check_request,
    lab_endpoints.SET_FAULT.name: lambda _, request: setting.check_request(request),
    lab_endpoints.MAKE_REFUND.name: lambda _, request: refunds.check_request(request),
}
