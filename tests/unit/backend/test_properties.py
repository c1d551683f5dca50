"""What holds for any input: hypothesis looks for the one that breaks it."""

from datetime import UTC, datetime
from string import ascii_letters, digits

from hypothesis import given, settings
from hypothesis import strategies as some

from backend.rules.payment import MOVES, UNREPORTED
from backend.rules.session_id_repair import repaired
from backend.rules.stock import available, source, split
from contract.session_id import Mistake, make, mistakes, parse
from contract.vocabulary import PaymentStatus
from kernel.money import Money
from kernel.table import IllegalMove

MACHINES = some.text(alphabet=f"{ascii_letters}{digits}_-", min_size=1, max_size=50)
MOMENTS = some.datetimes(min_value=datetime(2000, 1, 1), timezones=some.just(UTC))  # noqa: DTZ001 (as hypothesis wants it)
RANDOM = some.binary(min_size=4, max_size=4)
PENCE = some.integers(-(10**9), 10**9)
NEARLY = some.text(alphabet="VM0123456789_-?&=/ \x00中", max_size=80)
"""Texts that are more like session ids than most."""

few = settings(max_examples=60)
"""Enough to find what we know of within a second."""


@few
@given(MACHINES, MOMENTS, RANDOM)
def test_session_id_and_back(machine: str, moment: datetime, random: bytes) -> None:
    parts = parse(make(machine, moment, random))
    assert parts is not None
    assert (parts.machine_id, parts.date_part) == (machine, f"{moment.year}{moment:%m%d}")


@few
@given(MACHINES, MOMENTS, RANDOM)
def test_a_made_id_with_hyphens_or_parameters_is_understood(machine: str, moment: datetime, random: bytes) -> None:
    made = make(machine, moment, random)
    assert repaired(made) == repaired(f"{made}?machine={machine}") == made
    parts = made.rsplit("_", 3)
    assert repaired("-".join(parts)) == made


@few
@given(some.one_of(some.text(), NEARLY))
def test_what_is_no_session_id_has_a_mistake(text: str) -> None:
    assert parse(text) is not None or mistakes(text)
    assert set(mistakes(text)) <= set(Mistake)


@few
@given(NEARLY)
def test_what_was_meant_is_a_session_id(text: str) -> None:
    meant = repaired(text)
    assert meant is None or parse(meant) is not None


@few
@given(some.lists(some.sampled_from(PaymentStatus)))
def test_paid_is_for_ever(reports: list[PaymentStatus]) -> None:
    status, was_paid = UNREPORTED, False
    for reported in reports:
        try:
            status = MOVES.after(status, reported)
        except IllegalMove:
            continue
        was_paid = was_paid or reported is PaymentStatus.PAID
    assert (status is PaymentStatus.PAID) == was_paid


@few
@given(PENCE)
def test_money_survives_the_wire(pence: int) -> None:
    assert Money.from_pounds(Money(pence).pounds) == Money(pence)


@few
@given(PENCE, PENCE)
def test_money_is_conserved(one: int, other: int) -> None:
    assert Money(one) + Money(other) - Money(other) == Money(one)


@few
@given(some.integers(0, 10**6), some.lists(some.text(min_size=1), min_size=1, unique=True))
def test_a_split_loses_nothing(quantity: int, places: list[str]) -> None:
    shares = split(quantity, places)
    assert sum(shares.values()) == quantity
    assert max(shares.values()) - min(shares.values()) <= 1


@few
@given(some.dictionaries(some.text(), some.integers(0, 5)), some.text())
def test_a_blank_comes_from_where_there_is_one(on_hand: dict[str, int], wanted: str) -> None:
    taken_from = source(on_hand, wanted)
    assert (taken_from is None) == (sum(on_hand.values()) == 0)
    assert taken_from is None or on_hand[taken_from] > 0


@few
@given(some.integers(0, 1000), some.lists(some.sampled_from(["sell", "print"])))
def test_never_oversold(on_hand: int, events: list[str]) -> None:
    reserved = 0
    for event in events:
        if event == "sell" and available(on_hand, reserved) > 0:
            reserved += 1
        elif event == "print" and reserved > 0:
            on_hand, reserved = on_hand - 1, reserved - 1
        assert on_hand >= reserved >= 0
        assert available(on_hand, reserved) == on_hand - reserved
