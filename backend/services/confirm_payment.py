"""POST .../confirm-payment: order, payment, queue number and print job in one transaction."""

from datetime import datetime

from backend.base.refusals import Rejected
from backend.base.validation import check_document
from backend.events.announcements import order_created
from backend.models.order import Order, Payment, PrintJob
from backend.models.queries.orders import last_position
from backend.models.queries.payments import paid_with
from backend.models.session import Session
from backend.rules.job import DEFAULT_PRIORITY, JobState
from backend.rules.price import CURRENCY
from backend.rules.queue_number import day_of, queue_number
from backend.rules.session import SessionEvent
from backend.steps import stock
from backend.steps.ids import fresh_order_id
from backend.steps.lookup import find_living_session, find_order, move, same_session
from backend.world.environment import Environment
from contract.hints import Code
from contract.messages.vending import ConfirmedStatus, ConfirmPayment, PaymentConfirmed
from contract.vocabulary import OrderStatus, SessionStatus
from kernel.money import Money

PAYMENT_DATA_KB = 10


def confirm_payment(environment: Environment, session_id: str, request: ConfirmPayment) -> PaymentConfirmed:
    """A repeated call with the same transaction id gets the same answer, however often a machine asks.

    Raises Invalid, NotFound, Gone, and Rejected; after any of them the machine must reverse the payment.
    """
    check_request(request)
    now = environment.now
    with environment.store.writing():
        session = find_living_session(session_id, now)
        same_session(session_id, request.session_id)
        if session.status is SessionStatus.PAYMENT_COMPLETED:
            return _repeated(session, request)
        session.order_id = fresh_order_id(environment.chance, session.machine_id)
        move(session, SessionEvent.CONFIRM_PAYMENT, now)
        _check_transaction(request)
        _check_amount(session, request)
        order = _create_order(session, now)
        if not stock.secure(session_id, order.order_id):
            raise _blank_gone(session)
        payment = _create_payment(session, order, request, now)
        _create_job(order)
        order_created(environment.chance, order, queue_number(order.queue_position))
    return _answer(session, order, payment)


def check_request(request: ConfirmPayment) -> None:
    """What can be said without looking at the session. Raises Invalid."""
    if request.payment_data is not None:
        check_document("payment_data", request.payment_data, PAYMENT_DATA_KB)


def _repeated(session: Session, request: ConfirmPayment) -> PaymentConfirmed:
    payment = paid_with(session.session_id)
    if payment.transaction_id != request.transaction_id:
        raise Rejected(
            Code.SESSION_PAID,
            "Session is already paid with another transaction_id",
            session_id=session.session_id,
            order_id=payment.order_id,
            status=session.status.value,
        )
    _check_amount(session, request)
    return _answer(session, find_order(payment.order_id), payment)


def _check_transaction(request: ConfirmPayment) -> None:
    payment = Payment.find(request.transaction_id)
    if payment is not None:
        raise Rejected(
            Code.TRANSACTION_USED,
            f"transaction_id {request.transaction_id} has paid another session",
            transaction_id=request.transaction_id,
            other_session_id=payment.session_id,
        )


def _check_amount(session: Session, request: ConfirmPayment) -> None:
    due = Money(session.payment_pence or 0)
    if request.payment_amount != due:
        raise Rejected(
            Code.AMOUNT_MISMATCH,
            f"Paid {request.payment_amount}, but the order costs {due}",
            session_id=session.session_id,
            paid=request.payment_amount.pounds,
            due=due.pounds,
        )


def _blank_gone(session: Session) -> Rejected:
    return Rejected(
        Code.BLANK_GONE,
        f"The last {session.model} has gone: reverse the payment",
        session_id=session.session_id,
        model=session.model,
    )


def _create_order(session: Session, now: datetime) -> Order:
    day = day_of(now)
    selections = session.user_selections or {}
    return Order.create(
        order_id=session.order_id,
        session_id=session.session_id,
        machine_id=session.machine_id,
        queue_day=day,
        queue_position=last_position(session.machine_id, day) + 1,
        status=OrderStatus.PENDING,
        brand=session.brand,
        model=session.model,
        model_id=session.model_id,
        template=session.template,
        text=selections.get("text_added"),
        amount_pence=session.payment_pence,
        created_at=now,
        updated_at=now,
    )


def _create_payment(session: Session, order: Order, request: ConfirmPayment, now: datetime) -> Payment:
    return Payment.create(
        transaction_id=request.transaction_id,
        session_id=session.session_id,
        order_id=order.order_id,
        method=request.payment_method,
        amount_pence=request.payment_amount.pence,
        currency=CURRENCY,
        payment_data=request.payment_data,
        created_at=now,
        updated_at=now,
    )


def _create_job(order: Order) -> None:
    PrintJob.create(
        order_id=order.order_id,
        state=JobState.WAITING,
        priority=DEFAULT_PRIORITY,
        created_at=order.created_at,
    )


def _answer(session: Session, order: Order, payment: Payment) -> PaymentConfirmed:
    return PaymentConfirmed(
        success=True,
        message="Payment confirmed successfully",
        order_created=True,
        order_id=order.order_id,
        queue_number=queue_number(order.queue_position),
        session_status=ConfirmedStatus(
            status=session.status,
            user_progress=session.user_progress,
            payment_confirmed_at=payment.created_at,
        ),
        print_status="queued_for_production",
    )
