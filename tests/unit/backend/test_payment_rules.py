"""What may be reported of a payment, and the words for it."""

import pytest

from backend.rules.payment import MOVES, UNREPORTED, description
from contract.vocabulary import PaymentStatus

LEGAL = {1: {1, 2, 3, 4, 5}, 2: {3, 4, 5}, 3: {3}, 4: {1, 2, 3, 5}, 5: {3, 4}}
"""Written out from the decisions."""


@pytest.mark.parametrize("status", PaymentStatus)
def test_legal_reports(status: PaymentStatus) -> None:
    assert set(MOVES.legal(status)) == LEGAL[status]


def test_every_report_leads_to_what_it_says() -> None:
    assert all(following is reported for _, reported, following in MOVES)


def test_only_paid_is_final() -> None:
    assert [status for status in PaymentStatus if MOVES.is_final(status)] == [PaymentStatus.PAID]


@pytest.mark.parametrize("reported", PaymentStatus)
def test_anything_may_be_reported_first(reported: PaymentStatus) -> None:
    assert MOVES.can(UNREPORTED, reported)


def test_words() -> None:
    assert [description(status) for status in PaymentStatus] == ["waiting", "paying", "paid", "failed", "abnormal"]
