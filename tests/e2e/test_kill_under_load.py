"""kill -9 at random moments under load: every answered change is there afterwards, and no order is half an order.

Only kills count that leave a change without its answer, sent in whole before. Five here, as many as LAB_KILLS says by
`make test-long`.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from backend.models.balances import verify
from hostkit.lab_token import find_token
from tests.e2e.conftest import Start
from tests.e2e.load import COUNTED, Buyer, Change, Client, Connection, Counter, Doubter, Payer, holds
from tests.e2e.processes import ROOT, Running, wait_until_gone
from tests.e2e.test_backend_program import address_of

KILLS = int(os.environ.get("LAB_KILLS", "5"))
SEED = 20250804
LIVES = (0.1, 0.8)
"""Seconds under load, from the shortest life to the longest."""
CLIENTS: Sequence[type[Client]] = (Buyer, Buyer, Buyer, Payer, Payer, Payer, Doubter, Counter)

STANDINGS = """
    SELECT DISTINCT session.status, order_record.status,
        (SELECT COUNT(*) FROM payment WHERE payment.session_id = session.session_id),
        (SELECT COUNT(*) FROM print_job WHERE print_job.order_id = order_record.order_id),
        (SELECT COUNT(*) FROM reservation WHERE reservation.session_id = session.session_id)
    FROM session LEFT JOIN order_record ON order_record.session_id = session.session_id
"""
WHOLE = {
    ("active", None, 0, 0, 0),
    ("payment_pending", None, 0, 0, 1),
    ("cancelled", None, 0, 0, 0),
    ("payment_completed", "pending", 1, 1, 1),
    ("payment_completed", "printing", 1, 1, 0),
    ("payment_completed", "printed", 1, 1, 0),
    ("payment_completed", "completed", 1, 1, 0),
}
"""Session, order, and how many payments, jobs and reserved blanks belong to that."""


class Lab:
    """One database, and the backend that runs on it just now."""

    def __init__(self, start: Start, folder: Path) -> None:
        self._start = start
        self.database = folder / "lab.db"
        self.begin()
        self._stock_up()

    def begin(self) -> None:
        """A backend on what is there."""
        words = ("--port", 0, "--database", self.database, "--rate-limit", "off")
        self.backend: Running = self._start("run_backend.py", *words)
        self.address = address_of(self.backend)
        self.token = find_token(self.address) or ""
        self._family = self.backend.family()
        assert len(self._family) > 1

    def kill(self) -> None:
        """kill -9 of the server and its worker at once."""
        os.killpg(self.backend.process.pid, signal.SIGKILL)
        wait_until_gone(self._family)
        assert self.backend.errors() == ""

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        with closing(Connection(self.address, self.token)) as connection:
            yield connection

    def rows(self, query: str, database: Path | None = None) -> list[Any]:
        with closing(sqlite3.connect(database or self.database)) as connection:
            return connection.execute(query).fetchall()

    def _stock_up(self) -> None:
        """Blanks for every buyer, and for the counter only what it finds on its own equipment."""
        with self.connection() as connection:
            for equipment, blanks in ((COUNTED, 1_000_000), ("PRINTER_001", 0)):
                body = {"phone_models": {"iphone_15_pro": blanks, "samsung_s24": 0}}
                connection.send("POST", f"/api/chinese/equipment/{equipment}/stock", body)
                connection.answer()


def kill_under_load(lab: Lab, life: float) -> tuple[list[Client], list[Change]]:
    """The clients, and those of their changes that the kill left without an answer."""
    clients = [kind(lab.address, lab.token) for kind in CLIENTS]
    with ThreadPoolExecutor(len(clients)) as pool:
        at_work = [pool.submit(client.work) for client in clients]
        early = wait(at_work, timeout=life, return_when=FIRST_COMPLETED).done
        sent = {client.waiting for client in clients}
        lab.kill()
    assert [work.result() for work in at_work] == [None] * len(clients)
    assert early == set()
    return clients, [client.waiting for client in clients if client.waiting is not None and client.waiting in sent]


def broken_promises(lab: Lab, client: Client) -> list[Any]:
    """What a client was told and can't read. Its last change may have happened or not."""
    possible = client.unsure.shown if client.unsure else {}
    with lab.connection() as connection:
        read = [(path, part, connection.get(path)) for path, part in client.promised.items()]
    return [
        (path, part, document)
        for path, part, document in read
        if not holds(document, part) and not (path in possible and holds(document, possible[path]))
    ]


def pay_again(lab: Lab, changes: Sequence[Change]) -> int:
    """A machine without an answer asks again with the same transaction id, twice. How many had to."""
    unpaid = [change for change in changes if change.path.endswith("/confirm-payment")]
    with lab.connection() as connection:
        for change in unpaid:
            answers = [_repeat(connection, change) for _ in range(2)]
            assert answers[0] == answers[1]
            [(order_id,)] = lab.rows(
                f"SELECT order_id FROM payment WHERE transaction_id = '{change.body['transaction_id']}'"  # noqa: S608  our own id
            )
            assert order_id == answers[0]["order_id"]
    return len(unpaid)


def _repeat(connection: Connection, change: Change) -> Any:
    connection.send(change.method, change.path, change.body)
    answer = connection.answer()
    del answer["debug_info"]
    return answer


def assert_whole(lab: Lab) -> None:
    assert set(lab.rows(STANDINGS)) - WHOLE == set()
    assert [(one.name, one.breaks) for one in verify(lab.database) if one.breaks] == []
    for database in (lab.database, lab.database.with_name("lab.journal.sqlite")):
        assert lab.rows("PRAGMA integrity_check", database) == [("ok",)]
    with lab.connection() as connection:
        assert connection.get("/lab/journal")["calls"] != []


@pytest.mark.timeout(20 * KILLS)
def test_kills_under_load(start: Start, tmp_path: Path) -> None:
    lab, dice = Lab(start, tmp_path), random.Random(SEED)
    kills = paid_again = 0
    while kills < KILLS or paid_again == 0:
        clients, unanswered = kill_under_load(lab, dice.uniform(*LIVES))
        kills += unanswered != []
        lab.begin()
        assert [broken_promises(lab, client) for client in clients] == [[]] * len(clients)
        paid_again += pay_again(lab, [client.unsure for client in clients if client.unsure])
        assert_whole(lab)
    command = [sys.executable, "-m", "backend.verify", str(lab.database)]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0
