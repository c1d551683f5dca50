"""Two backends in processes of their own, on one database file."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, Self

from tests.api.api_driver import ORDER_DATA

ROOT = Path(__file__).resolve().parents[2]
Call = tuple[str, str, Any]
"""Method, path and body."""
Answer = tuple[int, Any]
"""Status and document."""


class Process:
    """One of the backends."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.api.backend_process"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.__exit__(None, None, None)  # closes its input, which ends it, and waits

    def tell(self, command: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()

    def answer(self) -> Any:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())


class TwoProcesses:
    """The two, driven together."""

    def __init__(self) -> None:
        self._running = ExitStack()
        self._backends: list[Process] = []
        self.database = Path()

    def __enter__(self) -> Self:
        self._backends = [self._running.enter_context(Process()) for _ in range(2)]
        return self

    def __exit__(self, *_: object) -> None:
        self._running.close()

    def open(self, database: Path) -> None:
        """Both at the same moment."""
        self.database = database
        self._ask([{"open": str(database)}] * 2)

    def at_once(self, *calls: Sequence[Call]) -> list[list[Answer]]:
        """The first calls by the first backend, the second by the second, all at the same moment."""
        self._ask(calls)
        return [[(status, document) for status, document in answers] for answers in self._ask([None] * len(calls))]

    def call(self, method: str, path: str, body: Any = None) -> Answer:
        """One call to the first backend."""
        return self.at_once([(method, path, body)])[0][0]

    def rows(self, statement: str, *values: object) -> list[Any]:
        """What the file holds, or a change of it behind their backs."""
        with closing(sqlite3.connect(self.database)) as connection, connection:
            return connection.execute(statement, values).fetchall()

    def registered(self) -> str:
        """A session whose customer has scanned the code."""
        session_id = str(self.call("POST", "/api/vending/create-session", {"machine_id": "VM001"})[1]["session_id"])
        self.call("POST", f"/api/vending/session/{session_id}/register-user", _names(session_id))
        return session_id

    def pending(self) -> str:
        """A session that waits for its payment."""
        session_id = self.registered()
        self.call(*summary(session_id))
        return session_id

    def order(self) -> str:
        """An order that waits for its print."""
        return str(self.call(*confirm(self.pending()))[1]["order_id"])

    def _ask(self, commands: Sequence[object]) -> list[Any]:
        asked = list(zip(self._backends, commands, strict=False))
        for backend, command in asked:
            backend.tell(command)
        return [backend.answer() for backend, _ in asked]


def _names(session_id: str) -> dict[str, str]:
    return {"machine_id": "VM001", "session_id": session_id}


def summary(session_id: str) -> Call:
    body = {"session_id": session_id, "order_data": ORDER_DATA, "payment_amount": 21.99, "currency": "GBP"}
    return "POST", f"/api/vending/session/{session_id}/order-summary", body


def confirm(session_id: str, transaction: str = "TXN") -> Call:
    body = {
        "session_id": session_id,
        "payment_method": "card",
        "payment_amount": 21.99,
        "transaction_id": f"{transaction}_{session_id}",
    }
    return "POST", f"/api/vending/session/{session_id}/confirm-payment", body


def delete(session_id: str) -> Call:
    return "DELETE", f"/api/vending/session/{session_id}", None


def update(order_id: str, status: str) -> Call:
    return "POST", "/api/chinese/order-status-update", {"order_id": order_id, "status": status}
