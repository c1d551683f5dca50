"""Giving money back on the books, which no guide has a call for."""

from flask import Blueprint, Response

from backend.api.answers import answer
from backend.api.bodies import read
from backend.api.context import environment
from backend.lab.access import check_token
from backend.services import refunds as service
from contract.messages.refunds import MakeRefund

refunds = Blueprint("refunds", __name__, url_prefix="/lab/refunds")
refunds.before_request(check_token)


@refunds.post("")
def make() -> Response:
    return answer(service.make_refund(environment(), read(MakeRefund)))


@refunds.get("")
def list_all() -> Response:
    return answer(service.list_refunds(environment()))
