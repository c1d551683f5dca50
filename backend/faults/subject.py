"""What a call is about: whose it is, and in which state its session or its order is."""

from functools import cached_property

from flask import Request

from backend.http.context import client_ip
from backend.http.told import Told
from backend.models.order import Order, Payment
from backend.world.environment import Environment
from faults.callers import address_as_machine, machine_in


class Subject:
    """Looked up only as far as somebody asks: most calls tell of their machine themselves."""

    def __init__(self, request: Request, environment: Environment) -> None:
        self._told = Told(request)
        self._environment = environment

    @cached_property
    def caller(self) -> str:
        return address_as_machine(client_ip())

    @cached_property
    def machine(self) -> str:
        """The machine or the equipment; an address where the call tells of neither."""
        return self._told.machine or self._machine_of_order() or self.caller

    @cached_property
    def state(self) -> str | None:
        """None when the call is about nothing that has a state, or about what doesn't exist."""
        session_id = self._told.id("session_id")
        states = self._environment.faults.states
        of_session = states.state(session_id, self._environment.now) if session_id else None
        return of_session or self._state_of_order()

    def _state_of_order(self) -> str | None:
        order_id = self._told.id("order_id")
        if order_id is None:
            return None
        with self._environment.store.reading():
            order = Order.find(order_id)
        return None if order is None else order.status

    def _machine_of_order(self) -> str | None:
        order_id = self._told.id("order_id")
        payment_id = self._told.payment_id
        if order_id is None and payment_id is None:
            return None
        with self._environment.store.reading():
            order = Order.find(order_id) if order_id else None
            payment = Payment.find(payment_id) if payment_id else None
        if order is not None:
            return order.machine_id
        return None if payment is None else machine_in({"session_id": payment.session_id}, {})
