"""What payment systems may report of a payment (both guides, section 2; decisions on payStatus)."""

from contract.vocabulary import PaymentStatus
from kernel.table import Table

UNREPORTED = PaymentStatus.WAITING
"""Where a payment stands of which nobody has said anything yet."""

MOVES = Table(
    "payment",
    [UNREPORTED],
    {
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
    },
)
"""What is reported is both the event and the next status. Paid is final, and may be reported again."""

_WORDS = {
    PaymentStatus.WAITING: "waiting",
    PaymentStatus.PAYING: "paying",
    PaymentStatus.PAID: "paid",
    PaymentStatus.FAILED: "failed",
    PaymentStatus.ABNORMAL: "abnormal",
}


def description(status: PaymentStatus) -> str:
    """The word of `status_description`."""
    return _WORDS[status]
