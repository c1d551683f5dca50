"""Which tables there are, and how a new file gets them."""

from backend.models import payment, stock
from backend.models.event import Event, Meta
from backend.models.fault import Fault, FaultCount
from backend.models.ledger import LedgerBreak
from backend.models.link import IssuedLink
from backend.models.order import Order, Payment, PrintJob
from backend.models.payment import PaymentReport, Refund
from backend.models.place import Equipment, Machine
from backend.models.session import Design, Session
from backend.models.sqlite.connections import Database
from backend.models.stock import MaterialLevel, Reservation, StockEntry, StockLevel
from backend.models.webhook import WebhookAttempt, WebhookEndpoint, WebhookMessage

APPLICATION_ID = 0x504D434C
"""`PMCL`: SQLite's mark for a file of ours (PRAGMA application_id)."""
VERSION = 4
"""Rises with every change of the tables (PRAGMA user_version); `sqlite/migration.py` brings older files to it."""

TABLES = (
    Machine,
    Equipment,
    Session,
    Design,
    Order,
    Payment,
    PaymentReport,
    Refund,
    PrintJob,
    StockLevel,
    StockEntry,
    MaterialLevel,
    Reservation,
    Event,
    Meta,
    WebhookEndpoint,
    WebhookMessage,
    WebhookAttempt,
    Fault,
    FaultCount,
    LedgerBreak,
    IssuedLink,
)


def create(database: Database) -> None:
    """Make the tables; call it inside a transaction."""
    database.create_tables(TABLES)
    for trigger in (*stock.APPEND_ONLY, *payment.APPEND_ONLY):
        database.execute_sql(trigger)  # type: ignore[no-untyped-call]  # peewee's stubs leave it untyped
    database.mark(APPLICATION_ID, VERSION)
