"""Every pair of a payment's status and a report."""

from itertools import product

import pytest

from backend.rules.payment import MOVES, UNREPORTED, advance, description, legal_reports
from backend.rules.refusal import IllegalMove
from contract.vocabulary import PaymentStatus

LEGAL = {1: {1, 2, 3, 4, 5}, 2: {3, 4, 5}, 3: {3}, 4: {1, 2, 3, 5}, 5: {3, 4}}
"""Written out from the decisions."""
PAIRS = list(product(PaymentStatus, PaymentStatus))


@pytest.mark.parametrize(("status", "reported"), [pair for pair in PAIRS if pair[1] in LEGAL[pair[0]]])
def test_legal_report(status: PaymentStatus, reported: PaymentStatus) -> None:
    assert advance(status, reported) is reported


@pytest.mark.parametrize(("status", "reported"), [pair for pair in PAIRS if pair[1] not in LEGAL[pair[0]]])
def test_illegal_report(status: PaymentStatus, reported: PaymentStatus) -> None:
    with pytest.raises(IllegalMove):
        advance(status, reported)


@pytest.mark.parametrize("status", PaymentStatus)
def test_legal_reports_are_named(status: PaymentStatus) -> None:
    assert set(legal_reports(status)) == LEGAL[status]


def test_every_report_leads_to_what_it_says() -> None:
    assert all(following is reported for (_, reported), following in MOVES.items())


@pytest.mark.parametrize("reported", PaymentStatus)
def test_anything_may_be_reported_first(reported: PaymentStatus) -> None:
    assert advance(UNREPORTED, reported) is reported


def test_words() -> None:
    assert [description(status) for status in PaymentStatus] == ["waiting", "paying", "paid", "failed", "abnormal"]
