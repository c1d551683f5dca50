"""POST /shop/session/{session_id}/progress: the one call of the flow that no guide has."""

from flask import Blueprint, Response

from backend.http.answers import answer
from backend.http.bodies import read
from backend.http.context import environment
from backend.http.paths import check_path_ids
from backend.http.routing import serves
from backend.services import shopper
from contract import endpoints
from contract.messages.shop import ReportProgress

shop = Blueprint("shop", __name__)
shop.before_request(check_path_ids)


@serves(shop, endpoints.REPORT_PROGRESS)
def progress(session_id: str) -> Response:
    return answer(shopper.record_progress(environment(), session_id, read(ReportProgress)))
