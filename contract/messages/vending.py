"""Sections 8 to 10 of guide 2.2.0: a vending session from its QR code to its payment and its end."""

from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from contract.messages.base import Amount, Answer, IpAddress, JsonObject, Request, Text, Timestamp, one_of
from contract.messages.payments import PaymentId
from contract.vocabulary import PaymentMethod, SessionStatus, UserProgress


class CreateSession(Request):
    machine_id: Text = Field(min_length=1, max_length=100, json_schema_extra={"pattern": "^[A-Za-z0-9_-]{1,50}$"})
    location: Text | None = Field(default=None, max_length=200)
    session_timeout_minutes: int | None = None
    metadata: JsonObject | None = None


class QrData(Answer):
    session_id: str
    machine_id: str
    expires_at: Timestamp
    qr_url: str


class SessionInfo(Answer):
    status: SessionStatus
    user_progress: UserProgress
    expires_at: Timestamp
    created_at: Timestamp


class SessionCreated(Answer):
    success: bool
    session_id: str
    qr_data: QrData
    session_info: SessionInfo
    qr_url: str | None = None
    """The form that the live phone app reads; only some servers send it."""


class SessionData(Answer):
    brand: str | None = None
    model: str | None = None
    template: str | None = None
    user_selections: JsonObject | None = None


class SessionState(Answer):
    """Answer of `GET /api/vending/session/{session_id}/status`."""

    session_id: str
    status: SessionStatus
    user_progress: UserProgress
    expires_at: Timestamp
    created_at: Timestamp
    last_activity: Timestamp | None
    machine_id: str
    security_validated: bool
    order_id: str | None
    payment_amount: Amount | None
    session_data: SessionData | None


class RegisterUser(Request):
    machine_id: Text = Field(min_length=1, max_length=100)
    session_id: Text = Field(min_length=1, max_length=200)
    location: Text | None = Field(default=None, max_length=200)
    user_agent: Text | None = Field(default=None, max_length=500)
    ip_address: IpAddress | None = None


class RegisteredStatus(Answer):
    status: SessionStatus
    user_progress: UserProgress
    expires_at: Timestamp
    last_activity: Timestamp


class UserRegistered(Answer):
    success: bool
    message: str
    session_status: RegisteredStatus
    user_registered: bool


Due = Annotated[Amount, WithJsonSchema({"type": "number", "minimum": 0.01, "maximum": 500, "multipleOf": 0.01})]
"""What a sale may cost, in pounds; the service says so in its own words."""


class OrderSummary(Request):
    session_id: Text = Field(min_length=1, max_length=200)
    order_data: JsonObject
    payment_amount: Due
    currency: Text = Field(json_schema_extra={"enum": ["GBP"]})


class SummaryStatus(Answer):
    status: SessionStatus
    user_progress: UserProgress
    payment_amount: Amount


class SummaryReceived(Answer):
    success: bool
    message: str
    session_updated: bool
    payment_required: bool
    session_status: SummaryStatus


class PricedOrder(Answer):
    brand: str | None
    model: str | None
    template: str | None
    price: Amount
    currency: str
    features: list[str]


class PaymentBreakdown(Answer):
    base_price: Amount
    ai_enhancement: Amount | None = None


class PaymentInfo(Answer):
    amount: Amount
    currency: str
    tax_included: bool
    breakdown: PaymentBreakdown


class MachineInfo(Answer):
    id: str
    location: str


class OrderInfo(Answer):
    """Answer of `GET /api/vending/session/{session_id}/order-info`."""

    session_id: str
    order_summary: PricedOrder
    payment_info: PaymentInfo
    machine_info: MachineInfo
    session_status: RegisteredStatus


class ConfirmPayment(Request):
    session_id: Text = Field(min_length=1, max_length=200)
    payment_method: Annotated[PaymentMethod, BeforeValidator(one_of(PaymentMethod))]
    payment_amount: Amount
    transaction_id: Annotated[PaymentId, Field(max_length=100)]
    payment_data: JsonObject | None = None


class ConfirmedStatus(Answer):
    status: SessionStatus
    user_progress: UserProgress
    payment_confirmed_at: Timestamp


class PaymentConfirmed(Answer):
    success: bool
    message: str
    order_created: bool
    order_id: str
    queue_number: str
    session_status: ConfirmedStatus
    print_status: str


class SessionHealth(Answer):
    is_expired: bool
    is_active: bool
    status: SessionStatus
    user_progress: UserProgress
    expires_at: Timestamp
    last_activity: Timestamp | None


class SecurityInfo(Answer):
    client_ip: str
    validated: bool
    security_level: str
    timestamp: Timestamp


class SessionValidated(Answer):
    """Answer of `POST /api/vending/session/{session_id}/validate`."""

    session_id: str
    valid: bool
    security_validated: bool
    session_health: SessionHealth
    security_info: SecurityInfo


class SessionCancelled(Answer):
    """Answer of `DELETE /api/vending/session/{session_id}`."""

    success: bool
    message: str
    session_id: str
