"""Fresh ids in the documented forms, inside a transaction."""

from datetime import datetime

from backend.models.drawn import drawn
from backend.models.order import Order
from backend.models.session import Session
from contract import session_id
from kernel.chance import Chance


def fresh_session_id(chance: Chance, machine_id: str, moment: datetime) -> str:
    """The how-manieth session of its machine decides."""
    while True:
        made = session_id.make(machine_id, moment, drawn(chance, 4, "session", machine_id))
        if Session.find(made) is None:
            return made


def fresh_order_id(chance: Chance, machine_id: str) -> str:
    """ORDER_ and 8 lower-case hex digits; the how-manieth order of its machine decides."""
    while True:
        made = f"ORDER_{drawn(chance, 4, 'order', machine_id).hex()}"
        if Order.find(made) is None:
            return made
