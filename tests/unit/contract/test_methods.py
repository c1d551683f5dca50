"""Which call may be proposed in place of which."""

import pytest

from contract.endpoint import Endpoint
from contract.endpoints import CANCEL_SESSION, COUNT_STOCK, CREATE_SESSION, SESSION_STATUS
from contract.lab_endpoints import SET_CLOCK
from contract.methods import may_stand_for, meant

ROWS = {CREATE_SESSION, SESSION_STATUS, COUNT_STOCK, SET_CLOCK, CANCEL_SESSION}


@pytest.mark.parametrize(("sent", "row"), [("HEAD", "GET"), ("options", "GET"), ("Get", "GET"), ("PATCH", "PATCH")])
def test_the_method_of_a_row(sent: str, row: str) -> None:
    assert meant(sent) == row


@pytest.mark.parametrize(
    ("sent", "refused"),
    [
        ("GET", {COUNT_STOCK, SET_CLOCK, CANCEL_SESSION}),
        ("Head", {COUNT_STOCK, SET_CLOCK, CANCEL_SESSION}),
        ("PROPFIND", {COUNT_STOCK, SET_CLOCK, CANCEL_SESSION}),
        ("POST", {CANCEL_SESSION}),
        ("PATCH", {CANCEL_SESSION}),
        ("Delete", set()),
    ],
)
def test_nothing_is_proposed_that_changes_more(sent: str, refused: set[Endpoint]) -> None:
    assert {one for one in ROWS if not may_stand_for(one, sent)} == refused
