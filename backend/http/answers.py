"""JSON on its way out."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Response

from backend.http.context import debug_info, is_development, present_kind
from contract.messages.base import Answer

Debug = Mapping[str, str | int]


def answer(message: Answer, status: int = 200, debug: Debug | None = None) -> Response:
    """The response that carries a message; `debug` is what its debug block says beyond the usual."""
    return respond(message.model_dump(mode="json"), status, debug)


def respond(document: dict[str, Any], status: int, debug: Debug | None = None) -> Response:
    """A JSON object; where its kind has a debug block it gets one, beside what it has in it already."""
    if present_kind().has_debug_info and is_development():
        document["debug_info"] = {**document.get("debug_info", {}), **debug_info(), **(debug or {})}
    return Response(encode(document), status, mimetype="application/json")


def encode(document: dict[str, Any]) -> bytes:
    """UTF-8, so that Chinese stays readable; a lone surrogate that we quote is escaped."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False).encode("utf-8", "backslashreplace")
