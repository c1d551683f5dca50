"""What a call tells of itself, before anybody has asked whether it makes sense."""

import json
from functools import cached_property
from typing import Any

from flask import Request
from werkzeug.exceptions import HTTPException

from faults.callers import machine_in

_PAYMENT_IDS = ("payment_id", "third_id", "transaction_id")


class Told:
    """Read only as far as somebody asks: the path of most calls tells enough."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._ids: dict[str, str] = request.view_args or {}

    @cached_property
    def machine(self) -> str | None:
        """The machine or the equipment; None where the call tells of neither."""
        return machine_in(self._ids, {}) or machine_in(self._ids, self._body)

    @property
    def payment_id(self) -> str | None:
        """Under one of its names."""
        return next((found for name in _PAYMENT_IDS if (found := self.id(name))), None)

    def id(self, name: str) -> str | None:
        found = self._ids.get(name) or self._body.get(name)
        return found if isinstance(found, str) and found.isprintable() else None

    @cached_property
    def _body(self) -> dict[str, Any]:
        try:
            document = json.loads(self._request.get_data())
        except (ValueError, RecursionError, HTTPException):  # whoever reads it for the use case refuses it in words
            return {}
        return document if isinstance(document, dict) else {}
