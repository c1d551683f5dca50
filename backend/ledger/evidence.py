"""The calls behind a break, out of the journal."""

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from backend.ledger.judged import Found
from backend.models.queries.events import calls_about_shelf
from backend.world.lost_time import lost_time
from contract import endpoints, lab_endpoints
from contract.vocabulary import BreakKind
from journal.file import BUSY_TIMEOUT

logger = logging.getLogger(__name__)
MOST_CALLS = 20
"""Of one break: the first, and the last ones before it."""
DECISIVE = tuple(
    endpoint.path
    for endpoint in (
        endpoints.CREATE_SESSION,
        endpoints.ORDER_SUMMARY,
        endpoints.CONFIRM_PAYMENT,
        endpoints.CANCEL_SESSION,
        endpoints.REPORT_PAYMENT,
        endpoints.UPDATE_ORDER_STATUS,
        endpoints.SEND_PRINT_COMMAND,
        endpoints.TRIGGER_PRINT,
        lab_endpoints.MAKE_REFUND,
    )
)
"""What moves money and goods, or says that they were moved."""
_IS_OF_THIS_WORLD = """
    NOT EXISTS (SELECT 1 FROM json_each(?)
                WHERE real_time > json_extract(value, '$[0]') AND real_time <= json_extract(value, '$[1]'))
"""
_CALLS = f"""
    SELECT request_id FROM account
    WHERE (session_id = ? OR order_id = ? OR transaction_id = ?) AND method <> 'GET'
    AND route IN ({", ".join("?" * len(DECISIVE))}) AND {_IS_OF_THIS_WORLD} ORDER BY id
"""  # noqa: S608 (question marks)
_REFUSED = f"""
    SELECT session_id, refused_body, codes FROM account
    WHERE transaction_id = ? AND route = ? AND {_IS_OF_THIS_WORLD} ORDER BY id DESC
"""  # noqa: S608 (likewise)


class Evidence:
    """Reads what is written; a journal that can't be read, or none, leaves a break without its calls.

    Its methods want the store's `reading` around them.
    """

    def __init__(self, journal: Path | None) -> None:
        self._journal = journal

    def calls(self, found: Found) -> list[str]:
        """Request ids, the first one first."""
        about = found.about
        if found.kind is BreakKind.STOCK_DRIFT and about.order_id is None:
            shelf = calls_about_shelf(about.model_id, about.equipment_id, MOST_CALLS)
            return list(dict.fromkeys(reversed(shelf)))
        ids = (about.session_id, about.order_id, about.transaction_id)
        calls = [call for (call,) in self._read(_CALLS, (*ids, *DECISIVE, lost_time()))]
        if found.call is not None and found.call not in calls:
            calls.append(found.call)
        return calls if len(calls) <= MOST_CALLS else [calls[0], *calls[1 - MOST_CALLS :]]

    def refused_charge(self, transaction_id: str, codes: Sequence[str]) -> tuple[str | None, str] | None:
        """Session and body of the last confirm-payment of that transaction id, if it was refused for one of these."""
        values = (transaction_id, endpoints.CONFIRM_PAYMENT.path, lost_time())
        for session_id, body, told in self._read(_REFUSED, values):
            return (session_id, body) if set(codes) & set(told.split()) else None
        return None

    def _read(self, sql: str, values: Sequence[object]) -> list[tuple[str, ...]]:
        if self._journal is None or not self._journal.exists():
            return []
        uri = f"{self._journal.absolute().as_uri()}?mode=ro"
        try:
            with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_TIMEOUT)) as connection:
                return connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            logger.warning("ledger: %s can't be read, so a break goes without its calls: %s", self._journal, error)
            return []
