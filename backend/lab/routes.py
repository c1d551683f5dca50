"""Events, the print queue, claims, artwork and stock, behind the lab's bearer token."""

from flask import Blueprint, Response, request

from backend.api.answers import answer
from backend.api.bodies import read
from backend.api.context import environment
from backend.api.paths import check_path_ids
from backend.lab.access import check_token
from backend.services import artwork, event_feed, print_queue, stock_levels
from backend.services.refusals import Rejected
from contract.hints import Code
from contract.messages.lab import ClaimJob, ReportPrint

lab = Blueprint("lab", __name__, url_prefix="/lab")


lab.before_request(check_token)
lab.before_request(check_path_ids)


@lab.get("/events")
def events() -> Response:
    return answer(event_feed.read_events(environment(), request.args.get("after"), _seconds("wait")))


@lab.get("/orders")
def orders() -> Response:
    return answer(print_queue.list_orders(environment(), request.args.get("equipment_id")))


@lab.post("/orders/<order_id>/claim")
def claim(order_id: str) -> Response:
    return answer(print_queue.claim_job(environment(), order_id, read(ClaimJob)))


@lab.delete("/orders/<order_id>/claim")
def release(order_id: str) -> Response:
    print_queue.release_job(environment(), order_id)
    return Response(status=204)


@lab.put("/orders/<order_id>/progress")
def report(order_id: str) -> Response:
    print_queue.report_print(environment(), order_id, read(ReportPrint))
    return Response(status=204)


@lab.get("/orders/<order_id>/artwork.png")
def order_artwork(order_id: str) -> Response:
    return Response(artwork.order_artwork(environment(), order_id), mimetype="image/png")


@lab.get("/sessions/<session_id>/artwork.png")
def session_artwork(session_id: str) -> Response:
    return Response(artwork.session_artwork(environment(), session_id), mimetype="image/png")


@lab.get("/stock")
def stock() -> Response:
    return answer(stock_levels.stock_levels(environment(), request.args.get("equipment_id")))


def _seconds(name: str) -> float:
    text = request.args.get(name, "0")
    try:
        return float(text)
    except ValueError as error:
        detail = f"{name} must be a number of seconds, not {text[:50]!r}"
        raise Rejected(Code.QUERY_MALFORMED, detail, field=name, received=text[:50]) from error
