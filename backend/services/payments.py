"""POST /api/chinese/order/payStatus and GET /api/chinese/payment/{payment_id}/status."""

from dataclasses import dataclass
from datetime import UTC, datetime

from backend.base.refusals import NotFound, Rejected, invalid
from backend.base.remarks import remark
from backend.models.order import Payment
from backend.models.payment import PaymentReport
from backend.rules import payment as rules
from backend.rules.price import CURRENCY
from backend.world.environment import Environment
from contract.hints import Code
from contract.messages.payments import PaymentReported, PaymentState, ReportPayment
from contract.vocabulary import PaymentStatus
from kernel.table import IllegalMove

TEST_PREFIX = "TEST_PAYMENT_"
"""Both guides, "Test Environment": payments that are always known."""
TEST_PENCE = 1999
TEST_CREATED = datetime(2025, 8, 2, 14, 35, tzinfo=UTC)
"""As both guides print it."""
ORDER_TO_COME = "Payment status recorded; the order will be created when details are available"
"""What the live service says of a payment that it doesn't know."""


@dataclass(frozen=True, slots=True)
class KnownPayment:
    """A payment as far as we know it. The amount is in pence."""

    status: PaymentStatus
    amount: int | None
    created_at: datetime
    updated_at: datetime
    is_confirmed: bool = False
    """Whether it has paid a session."""


def report_payment(environment: Environment, request: ReportPayment) -> PaymentReported:
    """Record what a payment system says; it never pays a session, which confirm-payment alone does.

    Raises Invalid, and Rejected for a move that the payment's status doesn't allow.
    """
    payment_id = payment_id_of(request)
    now = environment.now
    with environment.store.writing():
        known = find_known(payment_id)
        status = _advance(payment_id, known.status if known else rules.UNREPORTED, request.status)
        if known is None or status is not known.status:
            _record(payment_id, status, request.message or request.notes, known.created_at if known else now, now)
    if known is None or not known.is_confirmed:
        remark(Code.PAYMENT_RECORDED_ONLY, payment_id=payment_id, status=status.value)
    message = f"Payment status updated to {rules.description(status)}" if known else ORDER_TO_COME
    return _reported(payment_id, status, message)


def payment_status(environment: Environment, payment_id: str) -> PaymentState:
    """Raises NotFound."""
    with environment.store.reading():
        known = find_known(payment_id)
    if known is None:
        raise NotFound(Code.PAYMENT_UNKNOWN, f"Payment not found: {payment_id}", payment_id=payment_id)
    return PaymentState(
        payment_id=payment_id,
        status=known.status,
        status_description=rules.description(known.status),
        amount=known.amount,
        currency=CURRENCY,
        created_at=known.created_at,
        updated_at=known.updated_at,
    )


def payment_id_of(request: ReportPayment) -> str:
    """The one id, under either guide's name."""
    given = {one for one in (request.third_id, request.payment_id) if one is not None}
    if not given:
        message = "Field is required (third_id in guide 2.2.0, payment_id in 2.1.0)"
        raise invalid(Code.PAYMENT_ID_MISSING, "third_id", message, None)
    if len(given) > 1:
        message = f"payment_id is not the third_id {request.third_id}: send one of them, or the same twice"
        raise invalid(Code.PAYMENT_IDS_DIFFER, "payment_id", message, request.payment_id, request.third_id)
    return given.pop()


def find_known(payment_id: str) -> KnownPayment | None:
    """What confirm-payment has paid comes first, then what was reported, then the test payments."""
    payment = Payment.find(payment_id)
    if payment is not None:
        return KnownPayment(
            PaymentStatus.PAID, payment.amount_pence, payment.created_at, payment.updated_at, is_confirmed=True
        )
    amount = TEST_PENCE if payment_id.startswith(TEST_PREFIX) else None
    report = PaymentReport.find(payment_id)
    if report is not None:
        return KnownPayment(PaymentStatus(report.status), amount, report.created_at, report.updated_at)
    return None if amount is None else KnownPayment(rules.UNREPORTED, amount, TEST_CREATED, TEST_CREATED)


def _advance(payment_id: str, status: PaymentStatus, reported: PaymentStatus) -> PaymentStatus:
    try:
        return rules.MOVES.after(status, reported)
    except IllegalMove as refused:
        raise _not_now(payment_id, status, reported) from refused


def _not_now(payment_id: str, status: PaymentStatus, reported: PaymentStatus) -> Rejected:
    is_final = rules.MOVES.is_final(status)
    legal = ", ".join(f"{one.value} ({rules.description(one)})" for one in rules.MOVES.legal(status))
    rest = "that is final" if is_final else f"only to: {legal}"
    return Rejected(
        Code.PAYMENT_FINAL if is_final else Code.PAYMENT_STATE,
        f"Payment {payment_id} can't go from {status.value} ({rules.description(status)}) "
        f"to {reported.value} ({rules.description(reported)}), {rest}",
        payment_id=payment_id,
        status=status.value,
        reported=reported.value,
        legal=legal,
    )


def _record(payment_id: str, status: PaymentStatus, message: str | None, created_at: datetime, now: datetime) -> None:
    PaymentReport.put(payment_id=payment_id, status=status, message=message, created_at=created_at, updated_at=now)


def _reported(payment_id: str, status: PaymentStatus, message: str) -> PaymentReported:
    return PaymentReported(
        success=True,
        message=message,
        third_id=payment_id,
        payment_id=payment_id,
        status=status,
        status_description=rules.description(status),
        msg=message,
        code=200,
    )
