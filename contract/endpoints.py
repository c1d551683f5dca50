"""The documented surface as data: what both guides offer, under which path, with which messages.

The backend takes its routes from here, the typed client its calls, and the OpenAPI document everything.
"""

from contract import examples
from contract.endpoint import Endpoint
from contract.kinds import HEALTH_CHECK, MANUFACTURER, SHOP, VENDING
from contract.messages import files, health, manufacturer, payments, printing, shop, stock, vending, webhooks

BAD_REQUEST, FORBIDDEN, NOT_FOUND, GONE, INVALID = 400, 403, 404, 410, 422
BODY = (400, 413, 415, 422)
"""How a body may be refused: not JSON, too large, of another type, with fields that can't be used."""


_VENDING_1, _VENDING_2, _VENDING_3 = "2.2.0, section 8", "2.2.0, section 9", "2.2.0, section 10"

TEST_CONNECTION = Endpoint(
    name="test_connection",
    kind=MANUFACTURER,
    method="GET",
    path="/api/chinese/test-connection",
    summary="Test API connection",
    section="2.2.0 and 2.1.0, section 1",
    answer=manufacturer.ConnectionTested,
)
CHECK_SESSION_ID = Endpoint(
    name="check_session_id",
    kind=MANUFACTURER,
    method="GET",
    path="/api/chinese/debug/session-validation/{session_id}",
    summary="Debug session validation",
    section="2.2.0, section 1",
    answer=payments.SessionIdChecked,
)
PAYMENT_STATUS = Endpoint(
    name="payment_status",
    kind=MANUFACTURER,
    method="GET",
    path="/api/chinese/payment/{payment_id}/status",
    summary="Query payment status",
    section="2.2.0 and 2.1.0, section 2",
    answer=payments.PaymentState,
    refusals=(BAD_REQUEST, NOT_FOUND),
)
REPORT_PAYMENT = Endpoint(
    name="report_payment",
    kind=MANUFACTURER,
    method="POST",
    path="/api/chinese/order/payStatus",
    summary="Update payment status",
    section="2.2.0 and 2.1.0, section 2",
    requests=(payments.ReportPayment,),
    examples=(examples.PAYMENT_BY_THIRD_ID, examples.PAYMENT_BY_PAYMENT_ID),
    answer=payments.PaymentReported,
    refusals=BODY,
)
EQUIPMENT_INFO = Endpoint(
    name="equipment_info",
    kind=MANUFACTURER,
    method="GET",
    path="/api/chinese/equipment/{equipment_id}/info",
    summary="Get equipment info",
    section="2.2.0 and 2.1.0, section 3",
    answer=manufacturer.EquipmentInfo,
    refusals=(BAD_REQUEST, NOT_FOUND),
)
COUNT_STOCK = Endpoint(
    name="count_stock",
    kind=MANUFACTURER,
    method="POST",
    path="/api/chinese/equipment/{equipment_id}/stock",
    summary="Update equipment stock",
    section="2.2.0 and 2.1.0, section 3",
    requests=(stock.CountStock,),
    examples=(examples.STOCK_COUNT,),
    answer=stock.StockCounted,
    refusals=(*BODY, NOT_FOUND),
)
STOCK_STATUS = Endpoint(
    name="stock_status",
    kind=MANUFACTURER,
    method="GET",
    path="/api/chinese/models/stock-status",
    summary="Get phone model stock status",
    section="2.2.0 and 2.1.0, section 4",
    answer=stock.StockStatus,
)
UPDATE_ORDER_STATUS = Endpoint(
    name="update_order_status",
    kind=MANUFACTURER,
    method="POST",
    path="/api/chinese/order-status-update",
    summary="Update order status",
    section="2.2.0 and 2.1.0, section 5",
    requests=(manufacturer.UpdateOrderStatus,),
    examples=(examples.ORDER_STATUS,),
    answer=manufacturer.OrderStatusUpdated,
    refusals=(*BODY, NOT_FOUND),
)
SEND_PRINT_COMMAND = Endpoint(
    name="send_print_command",
    kind=MANUFACTURER,
    method="POST",
    path="/api/chinese/send-print-command",
    summary="Send print command",
    section="2.2.0 and 2.1.0, section 5",
    requests=(printing.PrintImages, printing.PrintOnEquipment),
    examples=(examples.PRINT_IMAGES, examples.PRINT_ON_EQUIPMENT),
    answer=printing.PrintCommanded,
    refusals=(*BODY, NOT_FOUND),
)
TRIGGER_PRINT = Endpoint(
    name="trigger_print",
    kind=MANUFACTURER,
    method="POST",
    path="/api/chinese/print/trigger",
    summary="Trigger print job",
    section="2.2.0 and 2.1.0, section 6",
    requests=(printing.TriggerPrint,),
    examples=(examples.PRINT_TRIGGER,),
    answer=printing.PrintTriggered,
    refusals=(*BODY, NOT_FOUND),
)
PRINT_STATUS = Endpoint(
    name="print_status",
    kind=MANUFACTURER,
    method="GET",
    path="/api/chinese/print/{order_id}/status",
    summary="Check print status",
    section="2.2.0 and 2.1.0, section 6",
    answer=manufacturer.PrintStatus,
    refusals=(BAD_REQUEST, NOT_FOUND),
)
DOWNLOAD_LINKS = Endpoint(
    name="download_links",
    kind=MANUFACTURER,
    method="GET",
    path="/api/chinese/order/{order_id}/download-links",
    summary="Get order download links",
    section="2.2.0 and 2.1.0, section 7",
    answer=files.DownloadLinks,
    refusals=(BAD_REQUEST, NOT_FOUND),
)
BATCH_DOWNLOAD = Endpoint(
    name="batch_download",
    kind=MANUFACTURER,
    method="GET",
    path="/api/chinese/images/batch-download",
    summary="Batch download images",
    section="2.2.0 and 2.1.0, section 7",
    query=files.BatchDownload,
    media_types=("application/zip", "application/x-tar"),
    refusals=(NOT_FOUND, INVALID),
)
CONFIGURE_WEBHOOK = Endpoint(
    name="configure_webhook",
    kind=MANUFACTURER,
    method="POST",
    path="/api/chinese/webhook/configure",
    summary="Configure a webhook",
    section="2.1.0, Webhook Integration",
    requests=(webhooks.ConfigureWebhook,),
    examples=(examples.WEBHOOK,),
    answer=webhooks.WebhookConfigured,
    refusals=BODY,
)
CREATE_SESSION = Endpoint(
    name="create_session",
    kind=VENDING,
    method="POST",
    path="/api/vending/create-session",
    summary="Create vending machine session",
    section=_VENDING_1,
    requests=(vending.CreateSession,),
    examples=(examples.CREATE_SESSION,),
    answer=vending.SessionCreated,
    refusals=BODY,
)
SESSION_STATUS = Endpoint(
    name="session_status",
    kind=VENDING,
    method="GET",
    path="/api/vending/session/{session_id}/status",
    summary="Get session status",
    section=_VENDING_1,
    answer=vending.SessionState,
    refusals=(BAD_REQUEST, NOT_FOUND),
)
REGISTER_USER = Endpoint(
    name="register_user",
    kind=VENDING,
    method="POST",
    path="/api/vending/session/{session_id}/register-user",
    summary="Register user with session",
    section=_VENDING_1,
    requests=(vending.RegisterUser,),
    examples=(examples.REGISTER_USER,),
    answer=vending.UserRegistered,
    refusals=(*BODY, NOT_FOUND, GONE),
)
ORDER_SUMMARY = Endpoint(
    name="order_summary",
    kind=VENDING,
    method="POST",
    path="/api/vending/session/{session_id}/order-summary",
    summary="Receive order summary",
    section=_VENDING_2,
    requests=(vending.OrderSummary,),
    examples=(examples.ORDER_SUMMARY,),
    answer=vending.SummaryReceived,
    refusals=(*BODY, NOT_FOUND, GONE),
)
CONFIRM_PAYMENT = Endpoint(
    name="confirm_payment",
    kind=VENDING,
    method="POST",
    path="/api/vending/session/{session_id}/confirm-payment",
    summary="Confirm vending machine payment",
    section=_VENDING_2,
    requests=(vending.ConfirmPayment,),
    examples=(examples.CONFIRM_PAYMENT,),
    answer=vending.PaymentConfirmed,
    refusals=(*BODY, NOT_FOUND, GONE),
)
ORDER_INFO = Endpoint(
    name="order_info",
    kind=VENDING,
    method="GET",
    path="/api/vending/session/{session_id}/order-info",
    summary="Get order information for payment",
    section=_VENDING_2,
    answer=vending.OrderInfo,
    refusals=(BAD_REQUEST, NOT_FOUND, GONE),
)
VALIDATE_SESSION = Endpoint(
    name="validate_session",
    kind=VENDING,
    method="POST",
    path="/api/vending/session/{session_id}/validate",
    summary="Validate session security",
    section=_VENDING_3,
    answer=vending.SessionValidated,
    refusals=(BAD_REQUEST, NOT_FOUND),
)
CANCEL_SESSION = Endpoint(
    name="cancel_session",
    kind=VENDING,
    method="DELETE",
    path="/api/vending/session/{session_id}",
    summary="Clean up session",
    section=_VENDING_3,
    answer=vending.SessionCancelled,
    refusals=(BAD_REQUEST, NOT_FOUND),
)
HEALTH = Endpoint(
    name="health",
    kind=HEALTH_CHECK,
    method="GET",
    path="/health",
    summary="System health status",
    section="2.2.0, section 11",
    answer=health.Health,
)
REPORT_PROGRESS = Endpoint(
    name="report_progress",
    kind=SHOP,
    method="POST",
    path="/shop/session/{session_id}/progress",
    summary="Report the shopper's progress (in no guide)",
    section="The lab's own",
    requests=(shop.ReportProgress,),
    examples=(examples.REPORT_PROGRESS,),
    answer=shop.ProgressReported,
    refusals=(*BODY, NOT_FOUND, GONE),
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
