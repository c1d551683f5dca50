"""Session ids, queue numbers, prices, stock, progress and the rate window."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from backend.rules.price import breakdown, within_limits
from backend.rules.print_progress import progress
from backend.rules.queue_number import day_of, queue_number
from backend.rules.stock import available, source, split
from contract.session_id import SessionIdParts, make, parse
from contract.vocabulary import OrderStatus
from kernel.money import Money

NOON = datetime(2025, 8, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
BEIJING = timezone(timedelta(hours=8))


def test_make_a_session_id() -> None:
    moment = datetime(2025, 8, 4, 22, 30, 22, tzinfo=BEIJING)
    assert make("VM001", moment, b"\xa1\xb2\xc3\xd4") == "VM001_20250804_143022_A1B2C3D4"


@pytest.mark.parametrize("machine", ["VM001", "CN_DEBUG_01", "VM_TEST_MANUFACTURER", "a-b", "_", "1_20250804"])
def test_parse_from_the_right(machine: str) -> None:
    assert parse(f"{machine}_20250804_143022_A1b2C3") == SessionIdParts(machine, "20250804", "143022", "A1b2C3")


@pytest.mark.parametrize("random", ["A1B2C3", "a1b2c3d", "A1B2C3D4"])
def test_random_part(random: str) -> None:
    assert parse(f"VM001_20250804_143022_{random}") is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "VM001",
        "VM001_20250804_143022",
        "VM001_20250804_143022_A1B2C",
        "VM001_20250804_143022_A1B2C3D4E",
        "VM001_20250804_143022_A1B2-3",
        "VM001_2025729_143022_A1B2C3",
        "VM001_20250804_1430_A1B2C3",
        "VM001_20250230_143022_A1B2C3",
        "VM001_20250804_240000_A1B2C3",
        "VM001_00000804_143022_A1B2C3",
        "VM001-20250804-143022-A1B2C3",
        "_20250804_143022_A1B2C3",
        "20250804_143022_A1B2C3",
        "VM?01_20250804_143022_A1B2C3",
        "VM001_20250804_143022_A1B2C3\n",
        "VM001_٢٠٢٥٠٨٠٤_143022_A1B2C3",
        "V" * 180 + "_20250804_143022_A1B2C3",
    ],
)
def test_no_session_id(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(("position", "number"), [(1, "Q001"), (42, "Q042"), (999, "Q999"), (1000, "Q1000")])
def test_queue_number(position: int, number: str) -> None:
    assert queue_number(position) == number


def test_a_queues_day_is_utc() -> None:
    assert day_of(datetime(2025, 8, 5, 7, 59, tzinfo=BEIJING)) == "2025-08-04"


@pytest.mark.parametrize(("pence", "fine"), [(0, False), (1, True), (50_000, True), (50_001, False), (-1, False)])
def test_price_limits(pence: int, fine: bool) -> None:
    assert within_limits(Money(pence)) is fine


@pytest.mark.parametrize(
    ("amount", "model_price", "with_ai", "shown"),
    [
        (2199, 1999, True, (1999, 200)),
        (2199, 1999, False, (2199, None)),
        (1999, 1999, True, (1999, None)),
        (500, 1999, True, (500, None)),
        (2199, None, True, (2199, None)),
    ],
)
def test_breakdown(amount: int, model_price: int | None, with_ai: bool, shown: tuple[int, int | None]) -> None:
    base, extra = breakdown(Money(amount), None if model_price is None else Money(model_price), with_ai)
    assert (base.pence, extra.pence if extra else None) == shown


@pytest.mark.parametrize(("on_hand", "reserved", "left"), [(5, 2, 3), (2, 2, 0), (1, 3, 0)])
def test_available(on_hand: int, reserved: int, left: int) -> None:
    assert available(on_hand, reserved) == left


@pytest.mark.parametrize(
    ("on_hand", "equipment", "taken_from"),
    [
        ({"a": 1, "b": 9}, "a", "a"),
        ({"a": 0, "b": 9}, "a", "b"),
        ({"a": 3, "b": 9}, None, "b"),
        ({"a": 3, "b": 3}, "elsewhere", "a"),
        ({"a": 0, "b": 0}, "a", None),
        ({}, "a", None),
    ],
)
def test_source_of_a_blank(on_hand: dict[str, int], equipment: str | None, taken_from: str | None) -> None:
    assert source(on_hand, equipment) == taken_from


@pytest.mark.parametrize(
    ("quantity", "shares"), [(100, {"a": 50, "b": 50}), (5, {"a": 3, "b": 2}), (0, {"a": 0, "b": 0})]
)
def test_split(quantity: int, shares: dict[str, int]) -> None:
    assert split(quantity, ["a", "b"]) == shares


@pytest.mark.parametrize(
    ("status", "started", "estimate", "reported", "percent"),
    [
        (OrderStatus.PENDING, None, None, None, 0),
        (OrderStatus.PENDING, None, NOON + HOUR, 30, 0),
        (OrderStatus.PRINTING, NOON - HOUR, NOON + HOUR, None, 50),
        (OrderStatus.PRINTING, NOON - HOUR, NOON + HOUR, 12, 12),
        (OrderStatus.PRINTING, NOON - HOUR, None, None, 0),
        (OrderStatus.PRINTING, NOON - HOUR, NOON, None, 99),
        (OrderStatus.PRINTING, NOON - HOUR, NOON - HOUR, None, 99),
        (OrderStatus.PRINTING, NOON + HOUR, NOON + 2 * HOUR, None, 0),
        (OrderStatus.PRINTED, NOON - HOUR, NOON + HOUR, 12, 100),
        (OrderStatus.COMPLETED, None, None, None, 100),
        (OrderStatus.FAILED, NOON - HOUR, NOON + HOUR, None, 50),
    ],
)
def test_progress(
    status: OrderStatus, started: datetime | None, estimate: datetime | None, reported: int | None, percent: int
) -> None:
    assert progress(status, started, estimate, reported, NOON) == percent
