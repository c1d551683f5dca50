"""Stock under any sequence of calls: hypothesis looks for the one after which the books are wrong."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule, run_state_machine_as_test
from werkzeug.test import TestResponse

from backend.app import close_app, create_app
from backend.http.context import environment_of
from backend.models.queries.stock import on_hand_by_model
from backend.services.stock_status import stock_status
from backend.settings import Settings
from tests.api.api_driver import MODEL, TOKEN, Api, ManualClock
from tests.api.books import differences

FEW = settings(
    max_examples=5,
    stateful_step_count=20,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
"""Each call is a real one on a real file: about two seconds altogether."""
EQUIPMENT = ("CN_DEBUG_01", "PRINTER_001")
REPORTS = ("printing", "printed", "completed", "failed", "cancelled")


class StockMoves(RuleBasedStateMachine):
    """Sessions promise blanks, orders hold them, prints use them up, and somebody counts all the while."""

    sessions: Bundle[str] = Bundle("sessions")
    orders: Bundle[str] = Bundle("orders")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        database = Path(self.folder.name) / "backend.db"
        clock = ManualClock()
        self.app = create_app(Settings(database, "https://pimpmycase.shop", TOKEN, rate_limit=None), clock)
        self.environment = environment_of(self.app)
        self.api = Api(self.app.test_client())
        self.open: set[str] = set()
        """Sessions and orders that a blank is promised to."""
        for equipment in EQUIPMENT:
            self.count(equipment, 2)

    def teardown(self) -> None:
        close_app(self.app)
        self.folder.cleanup()

    @rule(equipment=some.sampled_from(EQUIPMENT), blanks=some.integers(0, 3))
    def count(self, equipment: str, blanks: int) -> None:
        body = {"phone_models": {"iphone_15_pro": blanks}}
        counted = self.api.client.post(f"/api/chinese/equipment/{equipment}/stock", json=body)
        assert counted.status_code == 200
        assert self.api.stock(equipment)["on_hand"] == blanks

    @rule(target=sessions)
    def choose(self) -> str:
        session_id = self.api.registered()
        available = self.api.stock()["available"]
        answer = self.api.summary(session_id)
        assert answer.status_code == (200 if available else 400)
        self.open |= {session_id} if available else set()
        return session_id

    @rule(session_id=sessions)
    def choose_again(self, session_id: str) -> None:
        if self.api.summary(session_id).status_code == 200:
            self.open.add(session_id)

    @rule(target=orders, session_id=sessions)
    def pay(self, session_id: str) -> Any:
        answer = self.api.confirm(session_id)
        if answer.status_code != 200:
            return multiple()
        return self._paid(session_id, answer)

    @rule(target=orders)
    def sell(self) -> Any:
        return self.pay(self.choose())

    @rule(session_id=sessions)
    def cancel(self, session_id: str) -> None:
        self.api.delete(session_id)
        self.open.discard(session_id)

    @rule(order_id=orders, status=some.sampled_from(REPORTS))
    def report(self, order_id: str, status: str) -> None:
        if self.api.update_order(order_id, status).status_code == 200:
            self.open.discard(order_id)

    @invariant()
    def levels_are_what_the_ledger_says(self) -> None:
        assert differences(self.environment) == []

    @invariant()
    def what_is_shown_is_what_was_promised(self) -> None:
        with self.environment.store.reading():
            on_hand = on_hand_by_model()[MODEL]
        shown = stock_status(self.environment).stock_status["iphone"]["iphone_15_pro"]
        assert (shown.reserved, shown.available) == (len(self.open), max(0, on_hand - len(self.open)))

    def _paid(self, session_id: str, answer: TestResponse) -> Any:
        order_id = (answer.json or {})["order_id"]
        if session_id in self.open:
            self.open.remove(session_id)
            self.open.add(order_id)
            return order_id
        return multiple()


@pytest.mark.timeout(300)  # when it fails: hypothesis then looks for the shortest sequence
def test_any_sequence_of_moves() -> None:
    run_state_machine_as_test(StockMoves, settings=FEW)
