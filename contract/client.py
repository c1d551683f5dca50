"""The documented API as typed calls. Every machine, station and shopper of ours speaks through this."""

from urllib.parse import quote

from contract.messages.health import Health
from contract.messages.manufacturer import (
    ConnectionTested,
    EquipmentInfo,
    OrderStatusUpdated,
    PrintStatus,
    UpdateOrderStatus,
)
from contract.messages.shop import ProgressReported, ReportProgress
from contract.messages.vending import (
    ConfirmPayment,
    CreateSession,
    OrderInfo,
    OrderSummary,
    PaymentConfirmed,
    RegisterUser,
    SessionCancelled,
    SessionCreated,
    SessionState,
    SessionValidated,
    SummaryReceived,
    UserRegistered,
)
from contract.transport import Transport


def _session(session_id: str, call: str = "") -> str:
    return f"/api/vending/session/{quote(session_id, safe='')}{call}"


class VendingClient:
    """Guide 2.2.0, sections 8 to 10: what a vending machine and a shopper's phone call."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport

    async def create_session(self, request: CreateSession) -> SessionCreated:
        return await self.transport.call("POST", "/api/vending/create-session", SessionCreated, request)

    async def session_status(self, session_id: str) -> SessionState:
        return await self.transport.call("GET", _session(session_id, "/status"), SessionState)

    async def register_user(self, session_id: str, request: RegisterUser) -> UserRegistered:
        return await self.transport.call("POST", _session(session_id, "/register-user"), UserRegistered, request)

    async def report_progress(self, session_id: str, request: ReportProgress) -> ProgressReported:
        path = f"/shop/session/{quote(session_id, safe='')}/progress"
        return await self.transport.call("POST", path, ProgressReported, request)

    async def order_summary(self, session_id: str, request: OrderSummary) -> SummaryReceived:
        return await self.transport.call("POST", _session(session_id, "/order-summary"), SummaryReceived, request)

    async def order_info(self, session_id: str) -> OrderInfo:
        return await self.transport.call("GET", _session(session_id, "/order-info"), OrderInfo)

    async def confirm_payment(self, session_id: str, request: ConfirmPayment) -> PaymentConfirmed:
        return await self.transport.call("POST", _session(session_id, "/confirm-payment"), PaymentConfirmed, request)

    async def validate_session(self, session_id: str) -> SessionValidated:
        return await self.transport.call("POST", _session(session_id, "/validate"), SessionValidated)

    async def cancel_session(self, session_id: str) -> SessionCancelled:
        return await self.transport.call("DELETE", _session(session_id), SessionCancelled)


class ManufacturerClient:
    """The manufacturer's side of the guides, under /api/chinese, and the health check."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport

    async def health(self) -> Health:
        return await self.transport.call("GET", "/health", Health)

    async def test_connection(self) -> ConnectionTested:
        return await self.transport.call("GET", "/api/chinese/test-connection", ConnectionTested)

    async def update_order_status(self, request: UpdateOrderStatus) -> OrderStatusUpdated:
        return await self.transport.call("POST", "/api/chinese/order-status-update", OrderStatusUpdated, request)

    async def print_status(self, order_id: str) -> PrintStatus:
        path = f"/api/chinese/print/{quote(order_id, safe='')}/status"
        return await self.transport.call("GET", path, PrintStatus)

    async def equipment_info(self, equipment_id: str) -> EquipmentInfo:
        path = f"/api/chinese/equipment/{quote(equipment_id, safe='')}/info"
        return await self.transport.call("GET", path, EquipmentInfo)
