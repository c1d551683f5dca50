"""Money given back on the books, which no guide has a call for, and goods on hand."""

from flask import Blueprint, Response

from backend.http.answers import answer
from backend.http.bodies import read
from backend.http.context import environment
from backend.http.queries import read_query
from backend.http.routing import serves
from backend.services import refunds as service
from backend.services.stock_levels import stock_levels
from contract import lab_endpoints
from contract.messages.lab import OfEquipment
from contract.messages.refunds import MakeRefund

money = Blueprint("money", __name__)


@serves(money, lab_endpoints.MAKE_REFUND)
def make() -> Response:
    return answer(service.make_refund(environment(), read(MakeRefund)))


@serves(money, lab_endpoints.LIST_REFUNDS)
def list_all() -> Response:
    return answer(service.list_refunds(environment()))


@serves(money, lab_endpoints.STOCK)
def stock() -> Response:
    return answer(stock_levels(environment(), read_query(OfEquipment).equipment_id))
