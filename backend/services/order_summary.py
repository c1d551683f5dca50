"""POST .../order-summary and GET .../order-info: from the finished design to its price at the machine."""

from backend.base.refusals import Rejected, invalid
from backend.base.remarks import remark
from backend.catalogue import Template
from backend.models.session import Session
from backend.rules.price import CURRENCY, HIGHEST, LOWEST, breakdown, within_limits
from backend.rules.session import SessionEvent
from backend.steps import stock
from backend.steps.designing import keep_design
from backend.steps.lookup import find_living_session, move, same_session
from backend.steps.order_data import Chosen, read_order_data
from backend.world.environment import Environment
from contract.hints import Code
from contract.messages.vending import (
    MachineInfo,
    OrderInfo,
    OrderSummary,
    PaymentBreakdown,
    PaymentInfo,
    PricedOrder,
    RegisteredStatus,
    SummaryReceived,
    SummaryStatus,
)
from contract.vocabulary import SessionStatus
from kernel.money import Money

_PRICED = (SessionStatus.PAYMENT_PENDING, SessionStatus.PAYMENT_COMPLETED)


def receive_order_summary(environment: Environment, session_id: str, request: OrderSummary) -> SummaryReceived:
    """Take the design and reserve its blank. Raises Invalid, NotFound, Gone and Rejected (also: sold out)."""
    check_request(request)
    chosen = read_order_data(request.order_data, environment.catalogue)
    now = environment.now
    with environment.store.writing():
        session = find_living_session(session_id, now)
        same_session(session_id, request.session_id)
        session.payment_pence = request.payment_amount.pence
        keep_design(session, request.order_data, chosen)
        move(session, SessionEvent.RECEIVE_SUMMARY, now)
        stock.release(session_id, now)
        if chosen.model is not None:
            stock.reserve(session_id, chosen.model, now)
    _remark(chosen, request.payment_amount)
    return SummaryReceived(
        success=True,
        message="Order summary received and processed",
        session_updated=True,
        payment_required=True,
        session_status=SummaryStatus(
            status=session.status,
            user_progress=session.user_progress,
            payment_amount=request.payment_amount,
        ),
    )


def order_info(environment: Environment, session_id: str) -> OrderInfo:
    """What the machine shows before it takes money. Raises NotFound, Gone and Rejected (no summary yet)."""
    with environment.store.reading():
        session = find_living_session(session_id, environment.now)
    if session.payment_pence is None or session.status not in _PRICED:
        raise _nothing_to_pay(session)
    amount = Money(session.payment_pence)
    return OrderInfo(
        session_id=session_id,
        order_summary=_priced_order(environment, session, amount),
        payment_info=PaymentInfo(
            amount=amount,
            currency=CURRENCY,
            tax_included=True,
            breakdown=_breakdown(environment, session, amount),
        ),
        machine_info=MachineInfo(id=session.machine_id, location=session.location),
        session_status=RegisteredStatus(
            status=session.status,
            user_progress=session.user_progress,
            expires_at=session.expires_at,
            last_activity=session.last_activity,
        ),
    )


def check_request(request: OrderSummary) -> None:
    if not within_limits(request.payment_amount):
        message = f"Amount must be from {LOWEST} to {HIGHEST}"
        raise invalid(Code.AMOUNT_RANGE, "payment_amount", message, request.payment_amount.pounds)
    if request.currency != CURRENCY:
        raise invalid(Code.CURRENCY_UNKNOWN, "currency", f"Currency must be {CURRENCY}", request.currency, CURRENCY)


def _remark(chosen: Chosen, amount: Money) -> None:
    if chosen.model is None:
        remark(Code.MODEL_NOT_GIVEN)
        return
    listed = chosen.template.price if chosen.template else chosen.model.price
    if amount != listed:
        remark(Code.PRICE_DIFFERS, amount=amount.pounds, listed=listed.pounds, model=chosen.model.name)


def _nothing_to_pay(session: Session) -> Rejected:
    is_cancelled = session.status is SessionStatus.CANCELLED
    return Rejected(
        Code.SESSION_CANCELLED if is_cancelled else Code.SESSION_WITHOUT_ORDER,
        f"Session is {session.status.value}: there is nothing to pay for",
        session_id=session.session_id,
        status=session.status.value,
    )


def _priced_order(environment: Environment, session: Session, amount: Money) -> PricedOrder:
    brand = environment.catalogue.brand(session.brand or "")
    template = _template(environment, session)
    return PricedOrder(
        brand=brand.name if brand else None,
        model=session.model,
        template=template.name if template else None,
        price=amount,
        currency=CURRENCY,
        features=_features(session, template),
    )


def _features(session: Session, template: Template | None) -> list[str]:
    selections = session.user_selections or {}
    return [
        *(["AI Enhancement"] if template and template.uses_ai else []),
        *(["Custom Text"] if selections.get("text_added") else []),
        "High Quality Print",
    ]


def _breakdown(environment: Environment, session: Session, amount: Money) -> PaymentBreakdown:
    model = environment.catalogue.model(session.model_id or "")
    template = _template(environment, session)
    base, enhancement = breakdown(amount, model.price if model else None, template is not None and template.uses_ai)
    return PaymentBreakdown(base_price=base, ai_enhancement=enhancement)


def _template(environment: Environment, session: Session) -> Template | None:
    return environment.catalogue.template(session.template or "")
