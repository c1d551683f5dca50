"""Refunds in the lab: a machine that took money must be able to give it back on the books."""

from typing import Annotated

from pydantic import Field

from contract.messages.base import Amount, Answer, LabRequest, Text, Timestamp
from contract.messages.payments import PaymentId


class MakeRefund(LabRequest):
    """Body of `POST /lab/refunds`. A payment is given back once, whole or in part; the same refund again succeeds."""

    transaction_id: Annotated[PaymentId, Field(max_length=100)]
    amount: Amount
    reason: Text = Field(min_length=1, max_length=500)


class Refund(Answer):
    transaction_id: str
    session_id: str
    order_id: str
    amount: Amount
    currency: str
    reason: str
    refunded_at: Timestamp


class Refunds(Answer):
    """Answer of `GET /lab/refunds`, the latest last."""

    refunds: list[Refund]
