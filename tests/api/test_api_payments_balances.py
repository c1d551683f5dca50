"""python -m backend.verify: a sale leaves everything right, and whatever is tampered with is found."""

import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from backend.app import close_app, create_app
from backend.settings import Settings
from backend.verify import main
from tests.api.api_driver import BEARER, Api, ManualClock

Verify = Callable[[Path], tuple[int, str]]


@pytest.fixture
def verify(capsys: pytest.CaptureFixture[str]) -> Verify:
    """The exit code, and the lines that tell of a break."""

    def run(path: Path) -> tuple[int, str]:
        code = main([str(path)])
        output = capsys.readouterr()
        return code, output.out + output.err

    return run


@pytest.fixture
def sold(api: Api, app: Flask) -> str:
    """A world with sessions and orders of every kind and a refund. Returns the printed order."""
    api.pending()
    api.delete(api.pending())
    api.confirm(api.pending(), transaction_id="TXN")
    printed = api.order()
    for status in ("printing", "printed", "completed"):
        api.update_order(printed, status)
    api.update_order(api.order(), "failed")
    refund = {"transaction_id": "TXN", "amount": 21.99, "reason": "Late"}
    app.test_client().post("/lab/refunds", json=refund, headers=BEARER)
    return printed


def _tamper(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as file:
        for statement in ("DROP TRIGGER refund_no_update", "DROP TRIGGER stock_entry_no_update", *statements):
            file.execute(statement)
        file.commit()


@pytest.mark.usefixtures("app")
def test_a_new_file(settings: Settings, verify: Verify) -> None:
    code, output = verify(settings.database)
    assert (code, output.count("right "), output.count("BROKEN")) == (0, 7, 0)


@pytest.mark.usefixtures("sold")
def test_beside_a_running_backend(settings: Settings, verify: Verify) -> None:
    code, output = verify(settings.database)
    assert (code, output.count("BROKEN")) == (0, 0), output


def test_the_examples(start: Callable[[Settings], Flask], settings: Settings, verify: Verify) -> None:
    start(Settings(database=settings.database, public_url="https://pimpmycase.shop", lab_token="t", examples=True))
    code, output = verify(settings.database)
    assert (code, "4  a paid session has one order" in output) == (0, True)


@pytest.mark.usefixtures("sold")
@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE stock_level SET on_hand = on_hand + 1",
            "iphone-iphone-15-pro of CN_DEBUG_01: 50 on hand, 49 in the ledger",
        ),
        ("UPDATE stock_entry SET quantity = 7 WHERE id = 1", "7 in the ledger"),
        (
            "INSERT INTO stock_entry (at, equipment_id, model_id, quantity, reason) VALUES (0, 'LOST', 'm', 3, '')",
            "m of LOST: 0 on hand, 3 in the ledger",
        ),
        ("DELETE FROM stock_level WHERE model_id LIKE 'samsung-galaxy-a55'", "0 on hand, 50 in the ledger"),
        ("UPDATE session SET status = 'cancelled' WHERE status = 'payment_pending'", "(cancelled) and order none"),
        ("UPDATE reservation SET session_id = 'gone' WHERE order_id IS NULL", "for session gone (unknown)"),
        ("UPDATE reservation SET model_id = 'other'", "other for session VM001"),
        ("UPDATE order_record SET status = 'printed' WHERE status = 'pending'", "(printed)"),
        (
            "UPDATE session SET order_id = 'ORDER_x' WHERE order_id = (SELECT MAX(order_id) FROM session)",
            "of order ORDER_x",
        ),
        ("UPDATE session SET status = 'active' WHERE status = 'payment_completed'", "(active, of order ORDER_"),
        ("UPDATE order_record SET session_id = NULL", "has order none"),
        ("DELETE FROM payment WHERE transaction_id = 'TXN'", "payment none of ? p"),
        ("UPDATE payment SET amount_pence = 2200 WHERE transaction_id = 'TXN'", "payment TXN of 2200 p"),
        ("UPDATE order_record SET amount_pence = 1", "of 1 p, payment TXN of 2199 p"),
        ("UPDATE refund SET amount_pence = 2200", "refund of 2200 p, payment TXN of 2199 p"),
        ("UPDATE refund SET transaction_id = 'NIX'", "payment NIX of ? p"),
        (
            "UPDATE stock_entry SET order_id = 'ORDER_x' WHERE reason = 'print'",
            "order ORDER_x (unknown) has 1 print entries",
        ),
        ("UPDATE order_record SET started_at = 1 WHERE started_at IS NULL", "has 0 print entries"),
    ],
)
def test_tampering_is_found(settings: Settings, verify: Verify, statement: str, told: str) -> None:
    _tamper(settings.database, statement)
    code, output = verify(settings.database)
    assert (code, "BROKEN" in output) == (1, True)
    assert told in output


def test_a_second_live_job_is_found(sold: str, settings: Settings, verify: Verify) -> None:
    second = "INSERT INTO print_job (order_id, state, priority, created_at) VALUES ('ORDER_x', 'waiting', 5, 0)"
    _tamper(settings.database, "DROP INDEX one_live_job_an_order", second, second)
    assert "order ORDER_x has the live jobs" in verify(settings.database)[1]
    assert sold not in verify(settings.database)[1]


def test_a_second_print_entry_is_found(sold: str, settings: Settings, verify: Verify) -> None:
    _tamper(
        settings.database,
        "INSERT INTO stock_entry SELECT NULL, at, equipment_id, model_id, quantity, reason, order_id, note "
        "FROM stock_entry WHERE reason = 'print'",
        "UPDATE stock_level SET on_hand = on_hand - 1 WHERE (equipment_id, model_id) = "
        "(SELECT equipment_id, model_id FROM stock_entry WHERE reason = 'print')",
    )
    code, output = verify(settings.database)
    assert (code, output.count("BROKEN")) == (1, 1)
    assert f"order {sold} (completed) has 2 print entries" in output


def test_a_file_that_nobody_has_open(settings: Settings, clock: ManualClock, verify: Verify) -> None:
    close_app(create_app(settings, clock))
    before = settings.database.read_bytes()
    assert verify(settings.database)[0] == 0
    assert settings.database.read_bytes() == before


def test_a_file_that_can_not_be_written(settings: Settings, clock: ManualClock, verify: Verify) -> None:
    close_app(create_app(settings, clock))
    settings.database.chmod(stat.S_IRUSR)
    assert verify(settings.database)[0] == 0


def test_no_file(tmp_path: Path, verify: Verify) -> None:
    code, output = verify(tmp_path / "none.db")
    assert (code, "there is no such file" in output) == (2, True)
    assert not (tmp_path / "none.db").exists()


def test_a_foreign_file(tmp_path: Path, verify: Verify) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("dear diary " * 1000)
    assert verify(path)[0] == 2


@pytest.mark.usefixtures("app")
def test_another_layout(settings: Settings, verify: Verify) -> None:
    _tamper(settings.database, "PRAGMA user_version = 99")
    code, output = verify(settings.database)
    assert (code, "layout 99" in output) == (2, True)
