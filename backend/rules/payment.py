"""What payment systems may report of a payment (both guides, section 2; decisions on payStatus)."""

from backend.rules.refusal import IllegalMove
from contract.vocabulary import PaymentStatus

UNREPORTED = PaymentStatus.WAITING
"""Where a payment stands of which nobody has said anything yet."""

# What is reported is both the event and the next status.
MOVES = {
    (PaymentStatus.WAITING, PaymentStatus.WAITING): PaymentStatus.WAITING,
    (PaymentStatus.WAITING, PaymentStatus.PAYING): PaymentStatus.PAYING,
    (PaymentStatus.WAITING, PaymentStatus.PAID): PaymentStatus.PAID,
    (PaymentStatus.WAITING, PaymentStatus.FAILED): PaymentStatus.FAILED,
    (PaymentStatus.WAITING, PaymentStatus.ABNORMAL): PaymentStatus.ABNORMAL,
    (PaymentStatus.PAYING, PaymentStatus.PAID): PaymentStatus.PAID,
    (PaymentStatus.PAYING, PaymentStatus.FAILED): PaymentStatus.FAILED,
    (PaymentStatus.PAYING, PaymentStatus.ABNORMAL): PaymentStatus.ABNORMAL,
    # The shopper may try again after a failure.
    (PaymentStatus.FAILED, PaymentStatus.WAITING): PaymentStatus.WAITING,
    (PaymentStatus.FAILED, PaymentStatus.PAYING): PaymentStatus.PAYING,
    (PaymentStatus.FAILED, PaymentStatus.PAID): PaymentStatus.PAID,
    (PaymentStatus.FAILED, PaymentStatus.ABNORMAL): PaymentStatus.ABNORMAL,
    (PaymentStatus.ABNORMAL, PaymentStatus.PAID): PaymentStatus.PAID,
    (PaymentStatus.ABNORMAL, PaymentStatus.FAILED): PaymentStatus.FAILED,
    (PaymentStatus.PAID, PaymentStatus.PAID): PaymentStatus.PAID,
}

_WORDS = {
    PaymentStatus.WAITING: "waiting",
    PaymentStatus.PAYING: "paying",
    PaymentStatus.PAID: "paid",
    PaymentStatus.FAILED: "failed",
    PaymentStatus.ABNORMAL: "abnormal",
}


def advance(status: PaymentStatus, reported: PaymentStatus) -> PaymentStatus:
    """The status after the report; paid is final, and may be reported again. Raises IllegalMove."""
    following = MOVES.get((status, reported))
    if following is None:
        raise IllegalMove(status, reported)
    return following


def legal_reports(status: PaymentStatus) -> list[PaymentStatus]:
    """What may be reported next."""
    return [reported for state, reported in MOVES if state is status]


def description(status: PaymentStatus) -> str:
    """The word of `status_description`."""
    return _WORDS[status]
