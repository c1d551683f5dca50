"""Do stock, orders and money in a database agree? Read with plain SQL, apart from the code that wrote them."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from backend.models.sqlite.connections import one_moment
from backend.models.sqlite.expressions import among
from backend.rules.job import LIVE
from backend.rules.session import UNPAID
from backend.rules.stock import StockReason
from contract.vocabulary import OrderStatus, SessionStatus


@dataclass(frozen=True, slots=True)
class Balance:
    """Something that always holds. `counted` tells how many cases there are, and `breaks` has a row for each broken
    one, which fills the sentence in."""

    name: str
    counted: str
    breaks: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Verdict:
    name: str
    checked: int
    breaks: list[str]


def _words(words: Sequence[Enum]) -> str:
    return json.dumps([word.value for word in words])


_PARAMETERS = {
    "unpaid": _words(UNPAID),
    "paid": SessionStatus.PAYMENT_COMPLETED.value,
    "live": _words(LIVE),
    "unprinted": OrderStatus.PENDING.value,
    "print": StockReason.PRINT.value,
}

BALANCES = (
    Balance(
        "on hand is the sum of the stock ledger",
        "SELECT COUNT(*) FROM stock_level",
        """
        SELECT booked.model_id, booked.equipment_id, SUM(booked.shelf), SUM(booked.entered)
        FROM (SELECT equipment_id, model_id, on_hand AS shelf, 0 AS entered FROM stock_level
              UNION ALL SELECT equipment_id, model_id, 0, quantity FROM stock_entry) AS booked
        GROUP BY booked.equipment_id, booked.model_id HAVING SUM(booked.shelf) <> SUM(booked.entered)
        """,
        "{} of {}: {} on hand, {} in the ledger",
    ),
    Balance(
        "reservations belong to an unpaid session or an unprinted order",
        "SELECT COUNT(*) FROM reservation",
        f"""
        SELECT reservation.model_id, reservation.session_id, COALESCE(session.status, 'unknown'),
               COALESCE(reservation.order_id, 'none'), COALESCE(order_record.status, 'unknown')
        FROM reservation
        LEFT JOIN session ON session.session_id = reservation.session_id
        LEFT JOIN order_record ON order_record.order_id = reservation.order_id
        WHERE NOT COALESCE(CASE WHEN reservation.order_id IS NULL
            THEN session.status {among("unpaid")} AND session.model_id = reservation.model_id
            ELSE order_record.status = :unprinted AND order_record.session_id = reservation.session_id
                 AND order_record.model_id = reservation.model_id
            END, FALSE)
        """,  # noqa: S608 (our own words)
        "{} for session {} ({}) and order {} ({})",
    ),
    Balance(
        "a paid session has one order, and only a paid one",
        "SELECT COUNT(*) FROM session WHERE status = :paid",
        """
        SELECT session.session_id, session.status, COALESCE(session.order_id, 'none'),
               COALESCE(GROUP_CONCAT(order_record.order_id), 'none')
        FROM session LEFT JOIN order_record ON order_record.session_id = session.session_id
        GROUP BY session.session_id
        HAVING COUNT(order_record.order_id) <> (session.status = :paid)
            OR session.order_id IS NOT MIN(order_record.order_id)
        """,
        "session {} ({}, of order {}) has order {}",
    ),
    Balance(
        "a paid session has one payment of its order's amount",
        "SELECT COUNT(*) FROM payment",
        """
        SELECT session.session_id, session.status, COALESCE(session.payment_pence, '?'),
               COALESCE(order_record.order_id, 'none'), COALESCE(order_record.amount_pence, '?'),
               COALESCE(payment.transaction_id, 'none'), COALESCE(payment.amount_pence, '?')
        FROM session
        LEFT JOIN payment ON payment.session_id = session.session_id
        LEFT JOIN order_record ON order_record.order_id = payment.order_id
        WHERE CASE WHEN session.status = :paid
            THEN payment.amount_pence IS NOT session.payment_pence
                OR order_record.amount_pence IS NOT session.payment_pence
                OR order_record.session_id IS NOT session.session_id
                OR (SELECT COUNT(*) FROM payment AS one WHERE one.session_id = session.session_id) <> 1
            ELSE payment.transaction_id IS NOT NULL
            END
        """,
        "session {} ({}) of {} p, order {} of {} p, payment {} of {} p",
    ),
    Balance(
        "an order has at most one live print job",
        "SELECT COUNT(*) FROM order_record",
        f"""
        SELECT order_id, GROUP_CONCAT(id) FROM print_job
        WHERE state {among("live")} GROUP BY order_id HAVING COUNT(*) > 1
        """,  # noqa: S608 (likewise)
        "order {} has the live jobs {}",
    ),
    Balance(
        "a refund gives back no more than was paid",
        "SELECT COUNT(*) FROM refund",
        """
        SELECT refund.amount_pence, refund.transaction_id, COALESCE(payment.amount_pence, '?')
        FROM refund LEFT JOIN payment ON payment.transaction_id = refund.transaction_id
        WHERE refund.amount_pence > COALESCE(payment.amount_pence, 0)
        """,
        "refund of {} p, payment {} of {} p",
    ),
    Balance(
        "a print took one blank, and nothing else did",
        "SELECT COUNT(*) FROM order_record WHERE started_at IS NOT NULL",
        """
        SELECT COALESCE(order_record.order_id, stock_entry.order_id), COALESCE(order_record.status, 'unknown'),
               COUNT(stock_entry.id)
        FROM (SELECT order_id FROM order_record UNION SELECT order_id FROM stock_entry WHERE reason = :print) AS named
        LEFT JOIN order_record ON order_record.order_id = named.order_id
        LEFT JOIN stock_entry ON stock_entry.order_id = named.order_id AND stock_entry.reason = :print
        GROUP BY named.order_id
        HAVING COUNT(stock_entry.id) <> COALESCE(order_record.started_at IS NOT NULL
            AND order_record.model_id IS NOT NULL AND order_record.session_id IS NOT NULL, 0)
        """,
        "order {} ({}) has {} print entries",
    ),
)


def verify(path: Path) -> list[Verdict]:
    """One verdict a balance, all of the same moment; a running backend may go on. Raises sqlite3.Error."""
    with one_moment(path) as connection:
        return [_verdict(connection, balance) for balance in BALANCES]


def _verdict(connection: sqlite3.Connection, balance: Balance) -> Verdict:
    checked: int = connection.execute(balance.counted, _PARAMETERS).fetchone()[0]
    breaks = [balance.sentence.format(*row) for row in connection.execute(balance.breaks, _PARAMETERS)]
    return Verdict(balance.name, checked, breaks)
