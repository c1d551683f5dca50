"""Keeping a shopper's design with the session."""

from backend.models.session import Design, Session
from backend.steps.order_data import Chosen
from contract.messages.base import JsonObject


def keep_design(session: Session, order_data: JsonObject, chosen: Chosen) -> None:
    """Replace the session's design, and what its status shows of it; saving the session is the caller's."""
    session.brand = chosen.brand
    session.model = chosen.model.name if chosen.model else None
    session.model_id = chosen.model.id if chosen.model else None
    session.template = chosen.template.id if chosen.template else None
    session.user_selections = chosen.user_selections
    Design.put(session_id=session.session_id, order_data=order_data)
