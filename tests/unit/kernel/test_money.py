from decimal import Decimal

import pytest

from kernel.money import Money


@pytest.mark.parametrize(
    ("pounds", "pence"), [(21.99, 2199), (0.1 + 0.2 - 0.3 + 19.99, 1999), (0.07, 7), (20, 2000), (Decimal("1.10"), 110)]
)
def test_pounds_become_exact_pence(pounds: float | Decimal, pence: int) -> None:
    assert Money.from_pounds(pounds) == Money(pence)


@pytest.mark.parametrize("pence", [1, 7, 29, 57, 1999, 2199, 50_000])
def test_pounds_and_back_is_the_same(pence: int) -> None:
    assert Money.from_pounds(Money(pence).pounds) == Money(pence)


@pytest.mark.parametrize("pounds", [0.001, 19.999, Decimal("0.005")])
def test_fraction_of_a_penny_is_refused(pounds: float | Decimal) -> None:
    with pytest.raises(ValueError, match="at most two decimals"):
        Money.from_pounds(pounds)


@pytest.mark.parametrize("pounds", [float("nan"), float("inf"), float("-inf")])
def test_no_number_is_refused(pounds: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        Money.from_pounds(pounds)


def test_sum_and_difference() -> None:
    assert Money(1999) + Money(200) == Money(2199)
    assert Money(2199) - Money(200) == Money(1999)


@pytest.mark.parametrize(("pence", "words"), [(2199, "£21.99"), (5, "£0.05"), (0, "£0.00"), (-250, "-£2.50")])
def test_words(pence: int, words: str) -> None:
    assert str(Money(pence)) == words


def test_order() -> None:
    assert Money(99) < Money(100)
