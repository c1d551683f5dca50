"""Which answer leads to which next call: for readers, and for tools that follow a whole sale."""

from contract import endpoints
from contract.endpoint import Endpoint

_ORDER_CALLS = (endpoints.PRINT_STATUS, endpoints.DOWNLOAD_LINKS)
_ORDER_BODIES = (endpoints.UPDATE_ORDER_STATUS, endpoints.SEND_PRINT_COMMAND, endpoints.TRIGGER_PRINT)
_CREATED = "$response.body#/session_id"
_SAME = "$request.path.session_id"
_AMOUNT = "$response.body#/session_status/payment_amount"

LinkDocument = dict[str, object]


def links_from(endpoint: Endpoint) -> dict[str, LinkDocument]:
    """By name, as OpenAPI has them."""
    links = _LINKS.get(endpoint.name, [])
    return {str(link["operationId"]): link for link in links}


def _link(endpoint: Endpoint, path: dict[str, str], body: dict[str, str] | None = None) -> LinkDocument:
    link: LinkDocument = {"operationId": endpoint.name, "parameters": path}
    return link | ({"requestBody": body} if body else {})


def _to_session(endpoint: Endpoint, session: str, **body: str) -> LinkDocument:
    return _link(endpoint, {"session_id": session}, {"session_id": session, **body} if endpoint.requests else None)


_LINKS: dict[str, list[LinkDocument]] = {
    endpoints.CREATE_SESSION.name: [
        _to_session(endpoints.REGISTER_USER, _CREATED, machine_id="$response.body#/qr_data/machine_id"),
        _to_session(endpoints.SESSION_STATUS, _CREATED),
        _to_session(endpoints.VALIDATE_SESSION, _CREATED),
        _to_session(endpoints.CANCEL_SESSION, _CREATED),
        _to_session(endpoints.CHECK_SESSION_ID, _CREATED),
    ],
    endpoints.REGISTER_USER.name: [
        _link(endpoints.REPORT_PROGRESS, {"session_id": _SAME}),
        _to_session(endpoints.ORDER_SUMMARY, _SAME),
    ],
    endpoints.ORDER_SUMMARY.name: [
        _to_session(endpoints.ORDER_INFO, _SAME),
        _to_session(endpoints.CONFIRM_PAYMENT, _SAME, payment_amount=_AMOUNT),
    ],
    endpoints.CONFIRM_PAYMENT.name: [
        *(_link(one, {"order_id": "$response.body#/order_id"}) for one in _ORDER_CALLS),
        *(_link(one, {}, {"order_id": "$response.body#/order_id"}) for one in _ORDER_BODIES),
        _link(endpoints.PAYMENT_STATUS, {"payment_id": "$request.body#/transaction_id"}),
    ],
    endpoints.REPORT_PAYMENT.name: [
        _link(endpoints.PAYMENT_STATUS, {"payment_id": "$response.body#/payment_id"}),
    ],
}
