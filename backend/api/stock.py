"""Sections 3 and 4 of the guides: counting blanks, and what can be sold."""

from flask import Blueprint, Response

from backend.http.answers import answer
from backend.http.bodies import read
from backend.http.context import environment
from backend.http.paths import check_path_ids
from backend.http.routing import serves
from backend.services import count_stock, equipment, stock_status
from contract import endpoints
from contract.messages.stock import CountStock

stock = Blueprint("stock", __name__)
stock.before_request(check_path_ids)


@serves(stock, endpoints.COUNT_STOCK)
def count(equipment_id: str) -> Response:
    counted = count_stock.count_stock(environment(), equipment_id, read(CountStock))
    return answer(counted, debug=equipment.equipment_standing(environment(), equipment_id))


@serves(stock, endpoints.STOCK_STATUS)
def status() -> Response:
    return answer(stock_status.stock_status(environment()))
