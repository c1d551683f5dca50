"""Webhooks of the real backend: delivered by itself, after a kill too, and never in the way of its end."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from hostkit.lab_token import find_token
from tests.api.receiver import SECRET, Call, Receiver, receiving
from tests.e2e.processes import Running, wait_until_gone
from tests.e2e.test_backend_program import address_of

Start = Callable[..., Running]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


class Lab:
    """A backend on a database of its own, and the calls that a manufacturer makes."""

    def __init__(self, start: Start, database: Path) -> None:
        self._start = start
        self._database = database
        self.backend, self.address = self._begin()

    def configure(self, url: str, *events: str) -> None:
        self._post("chinese/webhook/configure", webhook_url=url, events=events, secret=SECRET)

    def order(self) -> str:
        """A paid order."""
        session_id = self._post("vending/create-session", machine_id="VM001")["session_id"]
        path = f"vending/session/{session_id}"
        self._post(f"{path}/register-user", session_id=session_id, machine_id="VM001")
        design = {"brand": "iphone", "model": "iPhone 15 Pro", "template": "classic"}
        common = {"session_id": session_id, "payment_amount": 19.99}
        self._post(f"{path}/order-summary", **common, order_data=design, currency="GBP")
        paid = self._post(f"{path}/confirm-payment", **common, payment_method="card", transaction_id="TXN_1")
        return str(paid["order_id"])

    def print(self, order_id: str) -> None:
        self._post("chinese/order-status-update", order_id=order_id, status="printing")

    def delivery(self) -> dict[str, Any]:
        """The one delivery of the log."""
        headers = {"Authorization": f"Bearer {find_token(self.address)}"}
        answer = httpx.get(f"{self.address}/lab/webhooks/deliveries", headers=headers, trust_env=False)
        [delivery] = answer.json()["deliveries"]
        return dict(delivery)

    def kill(self) -> None:
        """kill -9 of the server and its worker."""
        family = self.backend.family()
        for process in family:
            os.kill(process, 9)
        wait_until_gone(family)

    def restart(self) -> None:
        self.backend, self.address = self._begin()

    def _begin(self) -> tuple[Running, str]:
        backend = self._start("run_backend.py", "--port", "0", "--database", self._database)
        return backend, address_of(backend)

    def _post(self, path: str, **body: Any) -> dict[str, Any]:
        answer = httpx.post(f"{self.address}/api/{path}", json=body, trust_env=False)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())


@pytest.fixture
def lab(start: Start, tmp_path: Path) -> Lab:
    return Lab(start, tmp_path / "lab.db")


def same_message(first: Call, second: Call) -> bool:
    return (first.headers["webhook-id"], first.body) == (second.headers["webhook-id"], second.body)


def test_a_change_is_told_by_itself(lab: Lab, receiver: Receiver) -> None:
    lab.configure(receiver.url, "payment_completed")
    order_id = lab.order()
    call = receiver.next()
    assert order_id in call.body
    assert call.is_signed_with(SECRET.encode())


def test_killed_while_the_receiver_thinks(lab: Lab, receiver: Receiver) -> None:
    order_id = lab.order()
    lab.configure(receiver.url, "order_status_change")
    receiver.may_answer.clear()
    lab.print(order_id)
    first = receiver.next()
    lab.kill()
    receiver.may_answer.set()
    lab.restart()
    second = receiver.next()
    assert same_message(first, second)
    assert second.is_signed_with(SECRET.encode())


def test_killed_before_it_could_be_told(lab: Lab) -> None:
    with receiving() as absent:
        port = absent.server_port
    order_id = lab.order()
    lab.configure(absent.url, "order_status_change")
    lab.print(order_id)
    waiting = lab.delivery()
    lab.kill()
    with receiving(port) as receiver:
        lab.restart()
        call = receiver.next()
    assert (call.headers["webhook-id"], call.body) == (waiting["message_id"], waiting["body"])
    assert call.is_signed_with(SECRET.encode())


def test_a_receiver_that_hangs_does_not_delay_the_end(lab: Lab, receiver: Receiver) -> None:
    lab.configure(receiver.url, "payment_completed")
    receiver.may_answer.clear()
    lab.order()
    receiver.next()
    family = lab.backend.family()
    lab.backend.ctrl_c()
    assert lab.backend.ends() == 0
    wait_until_gone(family)
    assert lab.backend.errors() == ""
