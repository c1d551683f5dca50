"""Sections 5 and 6 of the guides: commands to print."""

from flask import Blueprint, Response

from backend.api.answers import answer
from backend.api.bodies import read, read_object
from backend.api.context import environment
from backend.api.routing import serves
from backend.services import print_command
from backend.services.equipment import order_standing
from backend.services.validation import validated
from contract import endpoints
from contract.messages.printing import PrintImages, PrintOnEquipment, TriggerPrint

printing = Blueprint("printing", __name__)
MARKS_OF_2_2_0 = {"image_urls", "phone_model", "customer_info"}
"""A body with any of these is checked by the rules of guide 2.2.0, and any other by those of 2.1.0."""


@serves(printing, endpoints.SEND_PRINT_COMMAND)
def send() -> Response:
    body = read_object()
    is_2_2_0 = body.keys() & MARKS_OF_2_2_0
    request = validated(PrintImages, body) if is_2_2_0 else validated(PrintOnEquipment, body)
    commanded = print_command.send_print_command(environment(), request)
    return answer(commanded, debug=order_standing(environment(), commanded.order_id))


@serves(printing, endpoints.TRIGGER_PRINT)
def trigger() -> Response:
    triggered = print_command.trigger_print(environment(), read(TriggerPrint))
    return answer(triggered, debug=order_standing(environment(), triggered.order_id))
