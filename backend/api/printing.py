"""Sections 5 and 6 of the guides: commands to print."""

from flask import Blueprint, Response

from backend.base.validation import validated
from backend.http.answers import answer
from backend.http.bodies import read_object
from backend.http.context import environment
from backend.http.routing import serves
from backend.services import print_command
from backend.services.equipment import order_standing
from contract import endpoints
from contract.messages.printing import PrintImages, PrintOnEquipment, TriggerOnPrinter, TriggerPrint

printing = Blueprint("printing", __name__)


@serves(printing, endpoints.SEND_PRINT_COMMAND)
def send() -> Response:
    body = read_object()
    is_2_2_0 = body.keys() & print_command.MARKS_OF_2_2_0
    request = validated(PrintImages, body) if is_2_2_0 else validated(PrintOnEquipment, body)
    commanded = print_command.send_print_command(environment(), request)
    return answer(commanded, debug=order_standing(environment(), commanded.order_id))


@serves(printing, endpoints.TRIGGER_PRINT)
def trigger() -> Response:
    body = read_object()
    is_live = print_command.is_live_trigger(environment().settings, body)
    request = validated(TriggerOnPrinter, body) if is_live else validated(TriggerPrint, body)
    triggered = print_command.trigger_print(environment(), request)
    return answer(triggered, debug=order_standing(environment(), triggered.order_id))
