"""The documented API as typed calls. Every machine, station and shopper of ours speaks through this."""

from typing import TypeVar

import httpx

from contract import endpoints
from contract.endpoint import Endpoint
from contract.messages.base import Answer, Request
from contract.messages.files import BatchDownload, DownloadLinks
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
from contract.messages.query import Query
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
from contract.transport import TIMEOUT, Transport

AnswerT = TypeVar("AnswerT", bound=Answer)
FILE_TIMEOUT = httpx.Timeout(60.0, connect=3.0)


class _Client:
    """Calls of the documented surface. Each raises Unreachable, Refused or Broken."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport

    async def _ask(self, endpoint: Endpoint[AnswerT], body: Request | None = None, **ids: str) -> AnswerT:
        return await self.transport.call(endpoint, body, None, TIMEOUT, **ids)

    async def _fetch(self, endpoint: Endpoint, query: Query) -> bytes:
        return (await self.transport.send(endpoint, query=query, timeout=FILE_TIMEOUT)).content


class VendingClient(_Client):
    """Guide 2.2.0, sections 8 to 10: what a vending machine and a shopper's phone call."""

    async def create_session(self, request: CreateSession) -> SessionCreated:
        return await self._ask(endpoints.CREATE_SESSION, request)

    async def session_status(self, session_id: str) -> SessionState:
        return await self._ask(endpoints.SESSION_STATUS, session_id=session_id)

    async def register_user(self, session_id: str, request: RegisterUser) -> UserRegistered:
        return await self._ask(endpoints.REGISTER_USER, request, session_id=session_id)

    async def report_progress(self, session_id: str, request: ReportProgress) -> ProgressReported:
        return await self._ask(endpoints.REPORT_PROGRESS, request, session_id=session_id)

    async def order_summary(self, session_id: str, request: OrderSummary) -> SummaryReceived:
        return await self._ask(endpoints.ORDER_SUMMARY, request, session_id=session_id)

    async def order_info(self, session_id: str) -> OrderInfo:
        return await self._ask(endpoints.ORDER_INFO, session_id=session_id)

    async def confirm_payment(self, session_id: str, request: ConfirmPayment) -> PaymentConfirmed:
        return await self._ask(endpoints.CONFIRM_PAYMENT, request, session_id=session_id)

    async def validate_session(self, session_id: str) -> SessionValidated:
        return await self._ask(endpoints.VALIDATE_SESSION, session_id=session_id)

    async def cancel_session(self, session_id: str) -> SessionCancelled:
        return await self._ask(endpoints.CANCEL_SESSION, session_id=session_id)


class ManufacturerClient(_Client):
    """The manufacturer's side of the guides, under /api/chinese, and the health check."""

    async def health(self) -> Health:
        return await self._ask(endpoints.HEALTH)

    async def test_connection(self) -> ConnectionTested:
        return await self._ask(endpoints.TEST_CONNECTION)

    async def check_session_id(self, session_id: str) -> SessionIdChecked:
        return await self._ask(endpoints.CHECK_SESSION_ID, session_id=session_id)

    async def payment_status(self, payment_id: str) -> PaymentState:
        return await self._ask(endpoints.PAYMENT_STATUS, payment_id=payment_id)

    async def report_payment(self, request: ReportPayment) -> PaymentReported:
        return await self._ask(endpoints.REPORT_PAYMENT, request)

    async def equipment_info(self, equipment_id: str) -> EquipmentInfo:
        return await self._ask(endpoints.EQUIPMENT_INFO, equipment_id=equipment_id)

    async def count_stock(self, equipment_id: str, request: CountStock) -> StockCounted:
        return await self._ask(endpoints.COUNT_STOCK, request, equipment_id=equipment_id)

    async def stock_status(self) -> StockStatus:
        return await self._ask(endpoints.STOCK_STATUS)

    async def update_order_status(self, request: UpdateOrderStatus) -> OrderStatusUpdated:
        return await self._ask(endpoints.UPDATE_ORDER_STATUS, request)

    async def send_print_command(self, request: PrintImages | PrintOnEquipment) -> PrintCommanded:
        return await self._ask(endpoints.SEND_PRINT_COMMAND, request)

    async def trigger_print(self, request: TriggerPrint) -> PrintTriggered:
        return await self._ask(endpoints.TRIGGER_PRINT, request)

    async def print_status(self, order_id: str) -> PrintStatus:
        return await self._ask(endpoints.PRINT_STATUS, order_id=order_id)

    async def download_links(self, order_id: str) -> DownloadLinks:
        return await self._ask(endpoints.DOWNLOAD_LINKS, order_id=order_id)

    async def batch_download(self, query: BatchDownload) -> bytes:
        """The archive."""
        return await self._fetch(endpoints.BATCH_DOWNLOAD, query)

    async def configure_webhook(self, request: ConfigureWebhook) -> WebhookConfigured:
        return await self._ask(endpoints.CONFIGURE_WEBHOOK, request)
