"""The manufacturer's endpoints, under the path that both guides give them."""

from flask import Blueprint, Response

from backend.http.answers import answer
from backend.http.bodies import read
from backend.http.context import client_ip, environment
from backend.http.limits import caller_limit
from backend.http.paths import check_path_ids
from backend.http.routing import serves
from backend.services import equipment, monitoring, order_status
from contract import endpoints
from contract.messages.manufacturer import UpdateOrderStatus

chinese = Blueprint("chinese", __name__)
chinese.before_request(check_path_ids)


@serves(chinese, endpoints.TEST_CONNECTION)
def test_connection() -> Response:
    return answer(monitoring.test_connection(environment(), client_ip(), caller_limit()))


@serves(chinese, endpoints.UPDATE_ORDER_STATUS)
def update_order_status() -> Response:
    updated = order_status.update_order_status(environment(), read(UpdateOrderStatus))
    return answer(updated, debug=equipment.order_standing(environment(), updated.order_id))


@serves(chinese, endpoints.PRINT_STATUS)
def print_status(order_id: str) -> Response:
    printing = order_status.print_status(environment(), order_id)
    return answer(printing, debug=equipment.order_standing(environment(), order_id))


@serves(chinese, endpoints.EQUIPMENT_INFO)
def equipment_info(equipment_id: str) -> Response:
    info = equipment.equipment_info(environment(), equipment_id)
    return answer(info, debug={"equipment_status": info.status})
