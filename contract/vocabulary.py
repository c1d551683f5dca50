"""The words of the documented API (guides 2.2.0 and 2.1.0). Standard library only, for the pure rules."""

from enum import IntEnum, StrEnum


class SessionStatus(StrEnum):
    """Guide 2.2.0, section 8, "Session Status Values"."""

    ACTIVE = "active"
    DESIGNING = "designing"
    PAYMENT_PENDING = "payment_pending"
    PAYMENT_COMPLETED = "payment_completed"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class UserProgress(StrEnum):
    """Guide 2.2.0, section 8, "User Progress Values", in the order in which a shopper reaches them."""

    STARTED = "started"
    QR_SCANNED = "qr_scanned"
    DESIGNING = "designing"
    DESIGN_COMPLETE = "design_complete"
    PAYMENT_REACHED = "payment_reached"


class PaymentMethod(StrEnum):
    """Guide 2.2.0, section 9, "Payment Methods"."""

    CARD = "card"
    CASH = "cash"
    CONTACTLESS = "contactless"


class OrderStatus(StrEnum):
    """Guide 2.2.0, section 5, "Valid Status Values"; also the words of `print_status`."""

    PENDING = "pending"
    PRINTING = "printing"
    PRINTED = "printed"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


class PaymentStatus(IntEnum):
    """Guide 2.2.0, section 2, "Status Codes"."""

    WAITING = 1
    PAYING = 2
    PAID = 3
    FAILED = 4
    ABNORMAL = 5


class QualityCheck(StrEnum):
    """The words of `quality_check` in print status: pending until printed, then passed or failed."""

    PENDING = "pending"
    PASSED = "passed"
    FAILED = "failed"


class WebhookEvent(StrEnum):
    """Guide 2.1.0, "Webhook Integration"."""

    ORDER_STATUS_CHANGE = "order_status_change"
    PAYMENT_COMPLETED = "payment_completed"
    PRINT_FINISHED = "print_finished"


class LabEvent(StrEnum):
    """What changed, as `GET /lab/events` tells it."""

    SESSION_CREATED = "session_created"
    SESSION_CHANGED = "session_changed"
    ORDER_CREATED = "order_created"
    ORDER_CHANGED = "order_changed"
    ORDER_PROGRESS = "order_progress"
    JOB_CLAIMED = "job_claimed"
    JOB_RELEASED = "job_released"
    STOCK_CHANGED = "stock_changed"
    REFUNDED = "refunded"
    CLOCK_CHANGED = "clock_changed"
    FAULTS_CHANGED = "faults_changed"
    LEDGER_BROKEN = "ledger_broken"
    LEDGER_REPAIRED = "ledger_repaired"
    SNAPSHOT_WANTED = "snapshot_wanted"
    ADDRESS_CHANGED = "address_changed"


class BreakKind(StrEnum):
    """How money and goods can part."""

    PAID_NOT_DELIVERED = "paid_not_delivered"
    DELIVERED_NOT_PAID = "delivered_not_paid"
    DOUBLE_CHARGE = "double_charge"
    DOUBLE_PRINT = "double_print"
    REFUND_WITHOUT_PAYMENT = "refund_without_payment"
    STOCK_DRIFT = "stock_drift"
