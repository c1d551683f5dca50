"""What a call is about: whose it is, and in which state its session or its order is."""

import json
from functools import cached_property
from typing import Any

from flask import Request
from werkzeug.exceptions import HTTPException

from backend.http.context import client_ip
from backend.models.order import Order, Payment
from backend.world.environment import Environment
from faults.callers import address_as_machine, machine_in

_PAYMENT_IDS = ("payment_id", "third_id", "transaction_id")


class Subject:
    """Looked up only as far as somebody asks: most calls tell of their machine themselves."""

    def __init__(self, request: Request, environment: Environment) -> None:
        self._request = request
        self._environment = environment
        self._ids: dict[str, str] = request.view_args or {}

    @cached_property
    def caller(self) -> str:
        return address_as_machine(client_ip())

    @cached_property
    def machine(self) -> str:
        """The machine or the equipment; an address where the call tells of neither."""
        of_path = machine_in(self._ids, {})
        return of_path or machine_in(self._ids, self._body) or self._machine_of_order() or self.caller

    @cached_property
    def state(self) -> str | None:
        """None when the call is about nothing that has a state, or about what doesn't exist."""
        session_id = self._id("session_id")
        states = self._environment.faults.states
        of_session = states.state(session_id, self._environment.now) if session_id else None
        return of_session or self._state_of_order()

    @cached_property
    def _body(self) -> dict[str, Any]:
        try:
            document = json.loads(self._request.get_data())
        except (ValueError, RecursionError, HTTPException):  # whoever reads it for the use case refuses it in words
            return {}
        return document if isinstance(document, dict) else {}

    def _state_of_order(self) -> str | None:
        order_id = self._id("order_id")
        if order_id is None:
            return None
        with self._environment.store.reading():
            order = Order.find(order_id)
        return None if order is None else order.status

    def _machine_of_order(self) -> str | None:
        order_id = self._id("order_id")
        payment_id = next((found for name in _PAYMENT_IDS if (found := self._id(name))), None)
        if order_id is None and payment_id is None:
            return None
        with self._environment.store.reading():
            order = Order.find(order_id) if order_id else None
            payment = Payment.find(payment_id) if payment_id else None
        if order is not None:
            return order.machine_id
        return None if payment is None else machine_in({"session_id": payment.session_id}, {})

    def _id(self, name: str) -> str | None:
        found = self._ids.get(name) or self._body.get(name)
        return found if isinstance(found, str) and found.isprintable() else None
