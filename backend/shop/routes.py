"""POST /shop/session/{session_id}/progress: the one call of the flow that no guide has."""

from flask import Blueprint, Response

from backend.api.answers import answer
from backend.api.bodies import read
from backend.api.context import environment
from backend.api.paths import check_path_ids
from backend.api.routing import serves
from backend.services import shopper
from contract import endpoints
from contract.messages.shop import ReportProgress

shop = Blueprint("shop", __name__)
shop.before_request(check_path_ids)


@serves(shop, endpoints.REPORT_PROGRESS)
def progress(session_id: str) -> Response:
    return answer(shopper.record_progress(environment(), session_id, read(ReportProgress)))
