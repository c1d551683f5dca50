"""Answers of such a call, as bytes."""

import json
from http import HTTPStatus
from typing import Any

from contract.messages.base import Answer
from gate.changes import message
from gate.lab.refusals import Refused

_OF_A_MOMENT = {"Cache-Control": "no-store"}
"""What the lab says is true for a moment."""
NOTHING = b"HTTP/1.1 204 No Content\r\nCache-Control: no-store\r\n\r\n"


def reply(answer: Answer) -> bytes:
    return document_reply(answer.model_dump(mode="json"), {})


def document_reply(document: dict[str, Any], headers: dict[str, str]) -> bytes:
    return message(HTTPStatus.OK, "application/json", _encoded(document), _OF_A_MOMENT | headers)


def refusal(refused: Refused) -> bytes:
    body = _encoded(refused.problem.model_dump())
    return message(refused.status, "application/problem+json", body, _OF_A_MOMENT | refused.headers)


def _encoded(document: dict[str, Any]) -> bytes:
    """UTF-8, so that Chinese stays readable; a lone surrogate that is quoted is escaped."""
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "backslashreplace")
