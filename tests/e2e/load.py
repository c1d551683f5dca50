"""Clients that change something all the time, until their backend is gone, and what each was told until then."""

import http.client
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

PATIENCE = 20.0
"""Seconds for an answer; a loaded machine with two cores takes its time."""
MODEL = "iPhone 15 Pro"
PRICE = {"payment_amount": 19.99}
PENCE = 1999
COUNTED = "CN_DEBUG_01"
STOCK = "/api/chinese/models/stock-status"
REFUNDS = "/lab/refunds"
UPDATE = "/api/chinese/order-status-update"
PRINTS = ("printing", "printed", "completed")

Readings = Mapping[str, Mapping[str, Any]]
"""Paths to GET, and a part of the document that each shows."""


@dataclass(frozen=True, eq=False)
class Change:
    """A call that changes something, and what can be read once it has."""

    method: str
    path: str
    body: Mapping[str, Any]
    shown: Readings = field(default_factory=dict)


class Connection:
    """A client's one connection to a backend, with the lab's token."""

    def __init__(self, address: str, token: str) -> None:
        where = urlsplit(address)
        self._connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=PATIENCE)
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def get(self, path: str) -> Any:
        self.send("GET", path)
        return self.answer()

    def send(self, method: str, path: str, body: object = None) -> None:
        self._connection.request(method, path, json.dumps(body) if body else None, self._headers)

    def answer(self) -> Any:
        """The document of a 200."""
        response = self._connection.getresponse()
        text = response.read()
        assert response.status == 200, text
        return json.loads(text)

    def close(self) -> None:
        self._connection.close()


class Client:
    """Changes one thing after another, and keeps the books of what it was told."""

    def __init__(self, address: str, token: str) -> None:
        self._connection = Connection(address, token)
        self.promised: dict[str, Mapping[str, Any]] = {}
        """What the last answered change of each path shows."""
        self.unsure: Change | None = None
        """The change that was not answered, however much of it was sent."""
        self.waiting: Change | None = None
        """The change that was sent in whole and is not answered yet."""

    def work(self) -> None:
        """Until the backend is gone. An answer other than 200 fails."""
        try:
            with suppress(OSError, http.client.HTTPException):
                while True:
                    self.turn()
        finally:
            self._connection.close()

    def turn(self) -> None:
        raise NotImplementedError

    def change(self, path: str, body: Mapping[str, Any], shown: Readings | None = None, method: str = "POST") -> Any:
        change = self.unsure = Change(method, path, body, shown or {})
        self._connection.send(method, path, body)
        self.waiting = change
        answer = self._connection.answer()
        self.waiting = self.unsure = None
        self.promised |= change.shown
        return answer


class Customer(Client):
    """Sessions up to the summary of a design."""

    def ordered(self) -> tuple[str, dict[str, str]]:
        """The path of a session that waits for its payment, and its id as a body has it."""
        session_id = self.change("/api/vending/create-session", {"machine_id": "VM001"})["session_id"]
        session, named = f"/api/vending/session/{session_id}", {"session_id": session_id}
        self.promised[f"{session}/status"] = {"status": "active", "user_progress": "started"}
        registered = {f"{session}/status": {"status": "active", "user_progress": "qr_scanned"}}
        self.change(f"{session}/register-user", named | {"machine_id": "VM001"}, registered)
        design = {"order_data": {"brand": "iphone", "model": MODEL, "template": "classic"}, "currency": "GBP"}
        summarised = {f"{session}/status": {"status": "payment_pending"} | PRICE}
        self.change(f"{session}/order-summary", named | PRICE | design, summarised)
        return session, named


class Payer(Customer):
    """Pays, and goes away."""

    def turn(self) -> None:
        self.paid()

    def paid(self) -> tuple[str, str]:
        """Transaction and order."""
        session, named = self.ordered()
        transaction_id = f"TXN_{named['session_id']}"
        paid: dict[str, Any] = {"status": "payment_completed"} | PRICE
        shown: dict[str, Any] = {
            f"{session}/status": paid,
            f"/api/chinese/payment/{transaction_id}/status": {"status": 3, "amount": PENCE},
        }
        body = {**named, **PRICE, "payment_method": "card", "transaction_id": transaction_id}
        order_id = str(self.change(f"{session}/confirm-payment", body, shown)["order_id"])
        self.promised[f"{session}/status"] = paid | {"order_id": order_id}
        self.promised[f"/api/chinese/print/{order_id}/status"] = {"print_status": "pending"}
        return transaction_id, order_id


class Buyer(Payer):
    """Pays, is printed a case, and wants the money back all the same."""

    def __init__(self, address: str, token: str) -> None:
        super().__init__(address, token)
        self.refunds: tuple[Mapping[str, Any], ...] = ()

    def turn(self) -> None:
        transaction_id, order_id = self.paid()
        self._print(order_id)
        self._give_back({"transaction_id": transaction_id, "amount": 19.99})

    def _print(self, order_id: str) -> None:
        for status in PRINTS:
            shown = {f"/api/chinese/print/{order_id}/status": {"print_status": status, "equipment_id": COUNTED}}
            self.change(UPDATE, {"order_id": order_id, "status": status, "equipment_id": COUNTED}, shown)

    def _give_back(self, refund: Mapping[str, Any]) -> None:
        refunds = (*self.refunds, refund)
        self.change(REFUNDS, {**refund, "reason": "The lights went out."}, {REFUNDS: {"refunds": refunds}})
        self.refunds = refunds


class Doubter(Customer):
    """Gives up when it comes to paying."""

    def turn(self) -> None:
        session, _ = self.ordered()
        self.change(session, {}, {f"{session}/status": {"status": "cancelled"}}, method="DELETE")


class Counter(Client):
    """Counts blanks of a model that nobody buys, and finds one more each time."""

    def __init__(self, address: str, token: str) -> None:
        super().__init__(address, token)
        self.blanks = 0

    def turn(self) -> None:
        self.blanks += 1
        shown = {STOCK: {"stock_status": {"samsung": {"galaxy_s24": {"available": self.blanks}}}}}
        self.change(f"/api/chinese/equipment/{COUNTED}/stock", {"phone_models": {"samsung_s24": self.blanks}}, shown)


def holds(document: Any, part: Any) -> bool:
    """Whether a JSON document has everything of `part`: each key of an object, each item of a list in any order."""
    if isinstance(part, Mapping):
        return all(key in document and holds(document[key], value) for key, value in part.items())
    if isinstance(part, tuple):
        return all(any(holds(one, item) for one in document) for item in part)
    return bool(document == part)
