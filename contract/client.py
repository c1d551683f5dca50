"""The documented API as typed calls. Every machine, station and shopper of ours speaks through this."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import httpx

from contract import endpoints
from contract.endpoints import Endpoint
from contract.messages.base import Answer, Request
from contract.messages.files import DownloadLinks
from contract.messages.health import Health
from contract.messages.manufacturer import (
    ConnectionTested,
    EquipmentInfo,
    OrderStatusUpdated,
    PrintStatus,
    UpdateOrderStatus,
)
from contract.messages.payments import PaymentReported, PaymentState, ReportPayment, SessionIdChecked
from contract.messages.printing import PrintCommanded, PrintImages, PrintOnEquipment, PrintTriggered, TriggerPrint
from contract.messages.shop import ProgressReported, ReportProgress
from contract.messages.stock import CountStock, StockCounted, StockStatus
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
from contract.messages.webhooks import ConfigureWebhook, WebhookConfigured
from contract.transport import Transport

AnswerT = TypeVar("AnswerT", bound=Answer)
FILE_TIMEOUT = httpx.Timeout(60.0, connect=3.0)


class _Client:
    """Calls of the documented surface. Each raises Unreachable, Refused or Broken."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport

    async def _ask(self, endpoint: Endpoint, answer: type[AnswerT], body: Request | None = None, **ids: str) -> AnswerT:
        return await self.transport.call(endpoint.method, endpoint.url(**ids), answer, body)

    async def _fetch(self, endpoint: Endpoint, query: Mapping[str, str | Sequence[str]]) -> bytes:
        answer = await self.transport.send(endpoint.method, endpoint.url(), query=query, timeout=FILE_TIMEOUT)
        return answer.content


class VendingClient(_Client):
    """Guide 2.2.0, sections 8 to 10: what a vending machine and a shopper's phone call."""

    async def create_session(self, request: CreateSession) -> SessionCreated:
        return await self._ask(endpoints.CREATE_SESSION, SessionCreated, request)

    async def session_status(self, session_id: str) -> SessionState:
        return await self._ask(endpoints.SESSION_STATUS, SessionState, session_id=session_id)

    async def register_user(self, session_id: str, request: RegisterUser) -> UserRegistered:
        return await self._ask(endpoints.REGISTER_USER, UserRegistered, request, session_id=session_id)

    async def report_progress(self, session_id: str, request: ReportProgress) -> ProgressReported:
        return await self._ask(endpoints.REPORT_PROGRESS, ProgressReported, request, session_id=session_id)

    async def order_summary(self, session_id: str, request: OrderSummary) -> SummaryReceived:
        return await self._ask(endpoints.ORDER_SUMMARY, SummaryReceived, request, session_id=session_id)

    async def order_info(self, session_id: str) -> OrderInfo:
        return await self._ask(endpoints.ORDER_INFO, OrderInfo, session_id=session_id)

    async def confirm_payment(self, session_id: str, request: ConfirmPayment) -> PaymentConfirmed:
        return await self._ask(endpoints.CONFIRM_PAYMENT, PaymentConfirmed, request, session_id=session_id)

    async def validate_session(self, session_id: str) -> SessionValidated:
        return await self._ask(endpoints.VALIDATE_SESSION, SessionValidated, session_id=session_id)

    async def cancel_session(self, session_id: str) -> SessionCancelled:
        return await self._ask(endpoints.CANCEL_SESSION, SessionCancelled, session_id=session_id)


class ManufacturerClient(_Client):
    """The manufacturer's side of the guides, under /api/chinese, and the health check."""

    async def health(self) -> Health:
        return await self._ask(endpoints.HEALTH, Health)

    async def test_connection(self) -> ConnectionTested:
        return await self._ask(endpoints.TEST_CONNECTION, ConnectionTested)

    async def check_session_id(self, session_id: str) -> SessionIdChecked:
        return await self._ask(endpoints.CHECK_SESSION_ID, SessionIdChecked, session_id=session_id)

    async def payment_status(self, payment_id: str) -> PaymentState:
        return await self._ask(endpoints.PAYMENT_STATUS, PaymentState, payment_id=payment_id)

    async def report_payment(self, request: ReportPayment) -> PaymentReported:
        return await self._ask(endpoints.REPORT_PAYMENT, PaymentReported, request)

    async def equipment_info(self, equipment_id: str) -> EquipmentInfo:
        return await self._ask(endpoints.EQUIPMENT_INFO, EquipmentInfo, equipment_id=equipment_id)

    async def count_stock(self, equipment_id: str, request: CountStock) -> StockCounted:
        return await self._ask(endpoints.COUNT_STOCK, StockCounted, request, equipment_id=equipment_id)

    async def stock_status(self) -> StockStatus:
        return await self._ask(endpoints.STOCK_STATUS, StockStatus)

    async def update_order_status(self, request: UpdateOrderStatus) -> OrderStatusUpdated:
        return await self._ask(endpoints.UPDATE_ORDER_STATUS, OrderStatusUpdated, request)

    async def send_print_command(self, request: PrintImages | PrintOnEquipment) -> PrintCommanded:
        return await self._ask(endpoints.SEND_PRINT_COMMAND, PrintCommanded, request)

    async def trigger_print(self, request: TriggerPrint) -> PrintTriggered:
        return await self._ask(endpoints.TRIGGER_PRINT, PrintTriggered, request)

    async def print_status(self, order_id: str) -> PrintStatus:
        return await self._ask(endpoints.PRINT_STATUS, PrintStatus, order_id=order_id)

    async def download_links(self, order_id: str) -> DownloadLinks:
        return await self._ask(endpoints.DOWNLOAD_LINKS, DownloadLinks, order_id=order_id)

    async def batch_download(self, order_ids: Sequence[str], archive_format: str = "zip") -> bytes:
        """The archive, `zip` or `tar`, of at most 50 orders."""
        return await self._fetch(endpoints.BATCH_DOWNLOAD, {"order_ids": list(order_ids), "format": archive_format})

    async def configure_webhook(self, request: ConfigureWebhook) -> WebhookConfigured:
        return await self._ask(endpoints.CONFIGURE_WEBHOOK, WebhookConfigured, request)
