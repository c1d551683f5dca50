"""What a client meant to send, read more kindly than the API reads it."""

import ast
import email
import json
from typing import Any
from urllib.parse import parse_qsl

from contract.messages.base import JsonObject
from journal.call import Call

LONGEST_READ = 16 * 1024
"""Bytes; of more than these no command would be made."""
LONGEST_LITERAL = 4000
"""Characters of a Python literal; beyond that reading one costs more than it helps."""


def arrived(call: Call) -> JsonObject | None:
    """The fields of the body, whether they came as JSON, in GBK, as a form or as a printed Python dict.

    None when there are none to be found, or too many.
    """
    if len(call.request_body) > LONGEST_READ:
        return None
    if call.content_type.startswith("multipart/form-data"):
        return _parts(call)
    text = _text(call.request_body)
    if call.content_type.startswith("application/x-www-form-urlencoded") and not text.lstrip().startswith("{"):
        return dict(parse_qsl(text))
    return _object(_json(text))


def _text(body: bytes) -> str:
    for charset in ("utf-8-sig", "gbk"):
        try:
            return body.decode(charset)
        except UnicodeDecodeError:
            continue
    return body.decode("latin-1")


def _json(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return _literal(text)


def _literal(text: str) -> Any:
    """Single quotes and trailing commas: what `str()` of a Python dict looks like."""
    if len(text) > LONGEST_LITERAL:
        return None
    try:
        return ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None


def _object(document: Any) -> JsonObject | None:
    """Of a list that holds one object, that object."""
    if isinstance(document, list) and len(document) == 1:
        document = document[0]
    if not isinstance(document, dict):
        return None
    return {key: value for key, value in document.items() if isinstance(key, str)}


def _parts(call: Call) -> JsonObject:
    head = f"Content-Type: {call.content_type}\r\n\r\n".encode()
    message = email.message_from_bytes(head + call.request_body)  # the newer policies recurse into comments
    fields = {}
    for part in message.walk():
        name, content = part.get_param("name", header="content-disposition"), part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes):
            fields[name] = _text(content)
    return fields
