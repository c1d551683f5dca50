"""Sections 3 and 4 of the guides: counting blanks, and what can be sold."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from contract.hints import Code
from contract.messages.base import Amount, Answer, Request, Text, Timestamp, problem

MOST_BLANKS = 1_000_000
MOST_COUNTS = 200
"""Models, and likewise materials, in one call: several times what the catalogue has."""


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_BLANKS:
        message = f"A count must be an integer from 0 to {MOST_BLANKS}"
        raise problem(Code.STOCK_COUNT, message, f"0-{MOST_BLANKS}")
    return value


def _counts(value: object) -> Any:
    """Live clients send an empty list where they mean no counts."""
    if isinstance(value, dict) and len(value) > MOST_COUNTS:
        raise problem(Code.FIELD_TOO_LONG, f"Must hold at most {MOST_COUNTS} counts", str(MOST_COUNTS))
    return {} if value == [] else value


Name = Annotated[Text, Field(min_length=1, max_length=100)]
Count = Annotated[int, Field(ge=0, le=MOST_BLANKS), BeforeValidator(_count)]
Counts = Annotated[dict[Name, Count], BeforeValidator(_counts)]


class CountStock(Request):
    """Body of `POST /api/chinese/equipment/{equipment_id}/stock`: absolute numbers of pieces on that equipment."""

    phone_models: Counts | None = None
    materials: Counts | None = None
    updated_by: Text | None = Field(default=None, max_length=100)


class StockCounted(Answer):
    success: bool
    message: str
    equipment_id: str
    updated_models: dict[str, int]
    updated_materials: dict[str, int]
    updated_by: str
    timestamp: Timestamp


class ModelStock(Answer):
    id: str
    name: str
    chinese_model_id: str
    brand_id: str
    stock: int
    price: Amount
    is_available: bool


class StockSummary(Answer):
    total_models: int
    total_stock: int
    brands_available: list[str]
    last_updated: Timestamp


class Availability(Answer):
    available: int
    reserved: int


class StockStatus(Answer):
    """Answer of `GET /api/chinese/models/stock-status`: 2.2.0's `models` and `summary` beside 2.1.0's other keys."""

    success: bool
    models: list[ModelStock]
    summary: StockSummary
    stock_status: dict[str, dict[str, Availability]]
    """By brand, then by the manufacturer's own spelling of the model (`iphone_14_pro`)."""
    last_updated: Timestamp
    total_capacity: int
    """Blanks that the shelves hold: as many as they were first filled with, or as a count found more."""
    total_available: int
