"""The delivery log: who is told, what was sent, and once more."""

from enum import StrEnum
from typing import TypeVar

from flask import Blueprint, Response, request

from backend.api.answers import answer
from backend.api.context import environment
from backend.api.paths import check_path_ids
from backend.lab.access import check_token
from backend.services.refusals import Rejected
from backend.webhooks import log
from contract.hints import Code
from contract.messages.lab_webhooks import DeliveryState
from contract.vocabulary import WebhookEvent

WordT = TypeVar("WordT", bound=StrEnum)
SHOWN = 50

lab_webhooks = Blueprint("lab_webhooks", __name__, url_prefix="/lab/webhooks")
lab_webhooks.before_request(check_token)
lab_webhooks.before_request(check_path_ids)


@lab_webhooks.get("")
def webhooks() -> Response:
    return answer(log.list_webhooks(environment()))


@lab_webhooks.delete("/<webhook_id>")
def remove(webhook_id: str) -> Response:
    log.remove_webhook(environment(), webhook_id)
    return Response(status=204)


@lab_webhooks.get("/deliveries")
def deliveries() -> Response:
    event, state = _word("event", WebhookEvent), _word("state", DeliveryState)
    return answer(log.list_deliveries(environment(), event, request.args.get("order_id"), state, _limit()))


@lab_webhooks.get("/deliveries/<message_id>")
def delivery(message_id: str) -> Response:
    return answer(log.find_delivery(environment(), message_id))


@lab_webhooks.post("/deliveries/<message_id>/replay")
def replay(message_id: str) -> Response:
    return answer(log.replay(environment(), message_id), 202)


def _word(name: str, vocabulary: type[WordT]) -> WordT | None:
    text = request.args.get(name)
    try:
        return None if text is None else vocabulary(text)
    except ValueError as error:
        raise _malformed(name, f"one of: {', '.join(vocabulary)}", text) from error


def _limit() -> int:
    text = request.args.get("limit", str(SHOWN))
    if not text.isascii() or not text.isdigit():
        raise _malformed("limit", "a whole number", text)
    return int(text[:9])


def _malformed(name: str, wanted: str, text: str | None) -> Rejected:
    received = (text or "")[:50]
    return Rejected(Code.QUERY_MALFORMED, f"{name} must be {wanted}, not {received!r}", field=name, received=received)
