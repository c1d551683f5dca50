"""The print queue: orders, claims, progress and artwork."""

from flask import Blueprint, Response

from backend.files import artwork
from backend.http.answers import answer
from backend.http.bodies import read
from backend.http.context import environment
from backend.http.queries import read_query
from backend.http.routing import serves
from backend.services import print_queue as service
from contract import lab_endpoints
from contract.messages.lab import ClaimJob, OfEquipment, ReportPrint

print_queue = Blueprint("print_queue", __name__)


@serves(print_queue, lab_endpoints.ORDERS)
def orders() -> Response:
    return answer(service.list_orders(environment(), read_query(OfEquipment).equipment_id))


@serves(print_queue, lab_endpoints.CLAIM_JOB)
def claim(order_id: str) -> Response:
    return answer(service.claim_job(environment(), order_id, read(ClaimJob)))


@serves(print_queue, lab_endpoints.RELEASE_JOB)
def release(order_id: str) -> Response:
    service.release_job(environment(), order_id)
    return Response(status=204)


@serves(print_queue, lab_endpoints.REPORT_PRINT)
def report(order_id: str) -> Response:
    service.report_print(environment(), order_id, read(ReportPrint))
    return Response(status=204)


@serves(print_queue, lab_endpoints.ORDER_ARTWORK)
def order_artwork(order_id: str) -> Response:
    return Response(artwork.order_artwork(environment(), order_id), mimetype="image/png")


@serves(print_queue, lab_endpoints.SESSION_ARTWORK)
def session_artwork(session_id: str) -> Response:
    return Response(artwork.session_artwork(environment(), session_id), mimetype="image/png")
