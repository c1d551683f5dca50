"""The documented surface as data: what both guides offer, under which path, with which messages.

The backend takes its routes from here, the typed client its calls, and the OpenAPI document everything.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from contract import examples
from contract.messages import files, health, manufacturer, payments, printing, shop, stock, vending, webhooks
from contract.messages.base import Answer, Request

BAD_REQUEST, FORBIDDEN, NOT_FOUND, GONE, INVALID = 400, 403, 404, 410, 422
BODY = (400, 413, 415, 422)
"""How a body may be refused: not JSON, too large, of another type, with fields that can't be used."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One call. `name` is its operationId, `{names}` in the path are ids.

    `refusals` are the statuses beside 200 and those that every call may get: 404, 405, 429, 500 and 503.
    """

    name: str
    method: str
    path: str
    summary: str
    section: str
    answer: type[Answer] | None
    requests: tuple[type[Request], ...] = ()
    refusals: tuple[int, ...] = ()
    examples: tuple[dict[str, Any], ...] = ()
    """Request bodies as the guides print them."""
    media_types: tuple[str, ...] = ("application/json",)
    """Of the answer; an endpoint without an `answer` sends a file, and one without any type nothing."""
    success: int = 200
    """The status of an answer that isn't refused."""

    def url(self, **ids: str) -> str:
        """The path with its ids filled in, percent-encoded."""
        return self.path.format(**{name: quote(value, safe="") for name, value in ids.items()})


_VENDING_1, _VENDING_2, _VENDING_3 = "2.2.0, section 8", "2.2.0, section 9", "2.2.0, section 10"
_SESSION = "/api/vending/session/{session_id}"

TEST_CONNECTION = Endpoint(
    "test_connection",
    "GET",
    "/api/chinese/test-connection",
    "Test API connection",
    "2.2.0 and 2.1.0, section 1",
    manufacturer.ConnectionTested,
)
CHECK_SESSION_ID = Endpoint(
    "check_session_id",
    "GET",
    "/api/chinese/debug/session-validation/{session_id}",
    "Debug session validation",
    "2.2.0, section 1",
    payments.SessionIdChecked,
)
PAYMENT_STATUS = Endpoint(
    "payment_status",
    "GET",
    "/api/chinese/payment/{payment_id}/status",
    "Query payment status",
    "2.2.0 and 2.1.0, section 2",
    payments.PaymentState,
    refusals=(BAD_REQUEST, NOT_FOUND),
)
REPORT_PAYMENT = Endpoint(
    "report_payment",
    "POST",
    "/api/chinese/order/payStatus",
    "Update payment status",
    "2.2.0 and 2.1.0, section 2",
    payments.PaymentReported,
    (payments.ReportPayment,),
    BODY,
    (examples.PAYMENT_BY_THIRD_ID, examples.PAYMENT_BY_PAYMENT_ID),
)
EQUIPMENT_INFO = Endpoint(
    "equipment_info",
    "GET",
    "/api/chinese/equipment/{equipment_id}/info",
    "Get equipment info",
    "2.2.0 and 2.1.0, section 3",
    manufacturer.EquipmentInfo,
    refusals=(BAD_REQUEST, NOT_FOUND),
)
COUNT_STOCK = Endpoint(
    "count_stock",
    "POST",
    "/api/chinese/equipment/{equipment_id}/stock",
    "Update equipment stock",
    "2.2.0 and 2.1.0, section 3",
    stock.StockCounted,
    (stock.CountStock,),
    (*BODY, NOT_FOUND),
    (examples.STOCK_COUNT,),
)
STOCK_STATUS = Endpoint(
    "stock_status",
    "GET",
    "/api/chinese/models/stock-status",
    "Get phone model stock status",
    "2.2.0 and 2.1.0, section 4",
    stock.StockStatus,
)
UPDATE_ORDER_STATUS = Endpoint(
    "update_order_status",
    "POST",
    "/api/chinese/order-status-update",
    "Update order status",
    "2.2.0 and 2.1.0, section 5",
    manufacturer.OrderStatusUpdated,
    (manufacturer.UpdateOrderStatus,),
    (*BODY, NOT_FOUND),
    (examples.ORDER_STATUS,),
)
SEND_PRINT_COMMAND = Endpoint(
    "send_print_command",
    "POST",
    "/api/chinese/send-print-command",
    "Send print command",
    "2.2.0 and 2.1.0, section 5",
    printing.PrintCommanded,
    (printing.PrintImages, printing.PrintOnEquipment),
    (*BODY, NOT_FOUND),
    (examples.PRINT_IMAGES, examples.PRINT_ON_EQUIPMENT),
)
TRIGGER_PRINT = Endpoint(
    "trigger_print",
    "POST",
    "/api/chinese/print/trigger",
    "Trigger print job",
    "2.2.0 and 2.1.0, section 6",
    printing.PrintTriggered,
    (printing.TriggerPrint,),
    (*BODY, NOT_FOUND),
    (examples.PRINT_TRIGGER,),
)
PRINT_STATUS = Endpoint(
    "print_status",
    "GET",
    "/api/chinese/print/{order_id}/status",
    "Check print status",
    "2.2.0 and 2.1.0, section 6",
    manufacturer.PrintStatus,
    refusals=(BAD_REQUEST, NOT_FOUND),
)
DOWNLOAD_LINKS = Endpoint(
    "download_links",
    "GET",
    "/api/chinese/order/{order_id}/download-links",
    "Get order download links",
    "2.2.0 and 2.1.0, section 7",
    files.DownloadLinks,
    refusals=(BAD_REQUEST, NOT_FOUND),
)
BATCH_DOWNLOAD = Endpoint(
    "batch_download",
    "GET",
    "/api/chinese/images/batch-download",
    "Batch download images",
    "2.2.0 and 2.1.0, section 7",
    None,
    refusals=(NOT_FOUND, INVALID),
    media_types=("application/zip", "application/x-tar"),
)
CONFIGURE_WEBHOOK = Endpoint(
    "configure_webhook",
    "POST",
    "/api/chinese/webhook/configure",
    "Configure a webhook",
    "2.1.0, Webhook Integration",
    webhooks.WebhookConfigured,
    (webhooks.ConfigureWebhook,),
    BODY,
    (examples.WEBHOOK,),
)
CREATE_SESSION = Endpoint(
    "create_session",
    "POST",
    "/api/vending/create-session",
    "Create vending machine session",
    _VENDING_1,
    vending.SessionCreated,
    (vending.CreateSession,),
    BODY,
    (examples.CREATE_SESSION,),
)
SESSION_STATUS = Endpoint(
    "session_status",
    "GET",
    f"{_SESSION}/status",
    "Get session status",
    _VENDING_1,
    vending.SessionState,
    refusals=(BAD_REQUEST, NOT_FOUND),
)
REGISTER_USER = Endpoint(
    "register_user",
    "POST",
    f"{_SESSION}/register-user",
    "Register user with session",
    _VENDING_1,
    vending.UserRegistered,
    (vending.RegisterUser,),
    (*BODY, NOT_FOUND, GONE),
    (examples.REGISTER_USER,),
)
ORDER_SUMMARY = Endpoint(
    "order_summary",
    "POST",
    f"{_SESSION}/order-summary",
    "Receive order summary",
    _VENDING_2,
    vending.SummaryReceived,
    (vending.OrderSummary,),
    (*BODY, NOT_FOUND, GONE),
    (examples.ORDER_SUMMARY,),
)
CONFIRM_PAYMENT = Endpoint(
    "confirm_payment",
    "POST",
    f"{_SESSION}/confirm-payment",
    "Confirm vending machine payment",
    _VENDING_2,
    vending.PaymentConfirmed,
    (vending.ConfirmPayment,),
    (*BODY, NOT_FOUND, GONE),
    (examples.CONFIRM_PAYMENT,),
)
ORDER_INFO = Endpoint(
    "order_info",
    "GET",
    f"{_SESSION}/order-info",
    "Get order information for payment",
    _VENDING_2,
    vending.OrderInfo,
    refusals=(BAD_REQUEST, NOT_FOUND, GONE),
)
VALIDATE_SESSION = Endpoint(
    "validate_session",
    "POST",
    f"{_SESSION}/validate",
    "Validate session security",
    _VENDING_3,
    vending.SessionValidated,
    refusals=(BAD_REQUEST, NOT_FOUND),
)
CANCEL_SESSION = Endpoint(
    "cancel_session",
    "DELETE",
    _SESSION,
    "Clean up session",
    _VENDING_3,
    vending.SessionCancelled,
    refusals=(BAD_REQUEST, NOT_FOUND),
)
HEALTH = Endpoint("health", "GET", "/health", "System health status", "2.2.0, section 11", health.Health)
REPORT_PROGRESS = Endpoint(
    "report_progress",
    "POST",
    "/shop/session/{session_id}/progress",
    "Report the shopper's progress (in no guide)",
    "The lab's own",
    shop.ProgressReported,
    (shop.ReportProgress,),
    (*BODY, NOT_FOUND, GONE),
    (examples.REPORT_PROGRESS,),
)

DOCUMENTED = (
    TEST_CONNECTION,
    CHECK_SESSION_ID,
    PAYMENT_STATUS,
    REPORT_PAYMENT,
    EQUIPMENT_INFO,
    COUNT_STOCK,
    STOCK_STATUS,
    UPDATE_ORDER_STATUS,
    SEND_PRINT_COMMAND,
    TRIGGER_PRINT,
    PRINT_STATUS,
    DOWNLOAD_LINKS,
    BATCH_DOWNLOAD,
    CONFIGURE_WEBHOOK,
    CREATE_SESSION,
    SESSION_STATUS,
    REGISTER_USER,
    ORDER_SUMMARY,
    CONFIRM_PAYMENT,
    ORDER_INFO,
    VALIDATE_SESSION,
    CANCEL_SESSION,
    HEALTH,
)
ALL = (*DOCUMENTED, REPORT_PROGRESS)
