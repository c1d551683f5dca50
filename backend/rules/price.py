"""What a case costs and how its price is broken down (decisions on order-summary and order-info)."""

from kernel.money import Money

LOWEST = Money(1)
HIGHEST = Money(50_000)
CURRENCY = "GBP"


def within_limits(amount: Money) -> bool:
    """Whether a sale may have this amount: 0.01 to 500 pounds."""
    return LOWEST <= amount <= HIGHEST


def breakdown(amount: Money, model_price: Money | None, with_ai: bool) -> tuple[Money, Money | None]:
    """Base price and AI enhancement, which together are the amount.

    Only AI templates that cost more than the bare model have an enhancement to show.
    """
    if not with_ai or model_price is None or model_price >= amount:
        return amount, None
    return model_price, amount - model_price
