"""Money: integer pence inside, a JSON number of pounds on the wire. Standard library only."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Self


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount of pounds sterling, in whole pence."""

    pence: int

    @classmethod
    def from_pounds(cls, pounds: float | int | Decimal) -> Self:
        """The exact amount behind a JSON number. Raises ValueError for fractions of a penny and NaN."""
        try:
            exact = Decimal(str(pounds)) * 100
        except InvalidOperation as error:
            raise ValueError("Amount must be a finite number of pounds") from error
        if not exact.is_finite():
            raise ValueError("Amount must be a finite number of pounds")
        if exact != exact.to_integral_value():
            raise ValueError("Amount must have at most two decimals")
        return cls(int(exact))

    @property
    def pounds(self) -> float:
        return self.pence / 100

    def __add__(self, other: "Money") -> "Money":
        return Money(self.pence + other.pence)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.pence - other.pence)

    def __str__(self) -> str:
        sign = "-" if self.pence < 0 else ""
        pounds, pence = divmod(abs(self.pence), 100)
        return f"{sign}£{pounds}.{pence:02d}"
