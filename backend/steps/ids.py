"""Fresh ids in the documented forms."""

import secrets
from datetime import datetime

from backend.models.order import Order
from backend.models.session import Session
from contract import session_id


def fresh_session_id(machine_id: str, moment: datetime) -> str:
    while True:
        made = session_id.make(machine_id, moment, secrets.token_bytes(4))
        if Session.find(made) is None:
            return made


def fresh_order_id() -> str:
    """ORDER_ and 8 lower-case hex digits."""
    while True:
        made = f"ORDER_{secrets.token_hex(4)}"
        if Order.find(made) is None:
            return made
