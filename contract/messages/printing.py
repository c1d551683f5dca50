"""Sections 5 and 6 of the guides: commands to print."""

import json
import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from contract.hints import Code
from contract.messages.base import Answer, Request, Text, Timestamp, problem
from contract.vocabulary import OrderStatus

MOST_IMAGES = 20
LONGEST_CUSTOMER_INFO = 2000
"""Characters of JSON."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def _priority(lowest: int) -> Callable[[object], Any]:
    def check(value: object) -> Any:
        if isinstance(value, int) and not isinstance(value, bool) and not 1 <= value <= lowest:
            message = f"Priority must be an integer from 1 (highest) to {lowest}"
            raise problem(Code.PRIORITY_RANGE, message, f"1-{lowest}")
        return value

    return check


def _image_count(value: object) -> Any:
    if isinstance(value, list) and not 1 <= len(value) <= MOST_IMAGES:
        raise problem(Code.IMAGE_COUNT, f"Must hold 1 to {MOST_IMAGES} urls, not {len(value)}", f"1-{MOST_IMAGES}")
    return value


def _email(value: str) -> str:
    if not _EMAIL.fullmatch(value):
        raise problem(Code.EMAIL_MALFORMED, "Must be an e-mail address, such as john@example.com", "john@example.com")
    return value


def _customer_info(value: object) -> Any:
    if isinstance(value, dict) and len(json.dumps(value, ensure_ascii=False)) > LONGEST_CUSTOMER_INFO:
        message = f"Customer info must have at most {LONGEST_CUSTOMER_INFO} characters"
        raise problem(Code.FIELD_TOO_LONG, message, str(LONGEST_CUSTOMER_INFO))
    return value


ImageUrl = Annotated[Text, Field(max_length=500)]
ImageUrls = Annotated[list[ImageUrl], Field(min_length=1, max_length=MOST_IMAGES), BeforeValidator(_image_count)]


class CustomerInfo(Request):
    """Personal data: kept with the print job, and shown in no answer, event or log."""

    name: Text = Field(min_length=1, max_length=200)
    email: Annotated[Text, Field(max_length=254), AfterValidator(_email)]
    phone: Text = Field(min_length=1, max_length=50)


class PrintImages(Request):
    """Body of `POST /api/chinese/send-print-command` as 2.2.0 has it. The service checks the urls themselves."""

    order_id: Text = Field(min_length=1, max_length=100)
    image_urls: ImageUrls
    phone_model: Text = Field(min_length=1, max_length=100)
    customer_info: Annotated[CustomerInfo, BeforeValidator(_customer_info)]
    priority: Annotated[int, Field(ge=1, le=10), BeforeValidator(_priority(10))]


class PrintSettings(Request):
    material: Text | None = Field(default=None, max_length=100)
    color: Text | None = Field(default=None, max_length=100)
    quality: Text | None = Field(default=None, max_length=100)


class PrintOnEquipment(Request):
    """Body of `POST /api/chinese/send-print-command` as 2.1.0 has it."""

    order_id: Text = Field(min_length=1, max_length=100)
    equipment_id: Text = Field(min_length=1, max_length=100)
    priority: Annotated[int, Field(ge=1, le=3), BeforeValidator(_priority(3))] = 2
    print_settings: PrintSettings | None = None


class PrintCommanded(Answer):
    success: bool
    message: str
    order_id: str
    command_id: str
    status: OrderStatus
    queue_position: int | None
    """None once the job no longer waits."""
    timestamp: Timestamp


class PrintData(Request):
    design_url: ImageUrl | None = None
    phone_model: Text | None = Field(default=None, max_length=100)
    template: Text | None = Field(default=None, max_length=100)
    text: Text | None = Field(default=None, max_length=500)
    font: Text | None = Field(default=None, max_length=100)
    color: Text | None = Field(default=None, max_length=100)


class TriggerPrint(Request):
    """Body of `POST /api/chinese/print/trigger`."""

    order_id: Text = Field(min_length=1, max_length=100)
    equipment_id: Text = Field(min_length=1, max_length=100)
    print_data: PrintData


class TriggerOnPrinter(Request):
    """Body of `POST /api/chinese/print/trigger` as the live client sends it (decisions, "The live dialect")."""

    order_id: Text = Field(min_length=1, max_length=100)
    printer_id: Text = Field(min_length=1, max_length=100)
    priority: Annotated[int, Field(ge=1, le=10), BeforeValidator(_priority(10))] | None = None


class PrintTriggered(Answer):
    success: bool
    message: str
    job_id: str
    order_id: str
    equipment_id: str
    status: OrderStatus
    queue_position: int | None
    timestamp: Timestamp


class LiveFailure(Answer):
    """How the live service answers an unknown order: with 200 (decisions, "The live dialect")."""

    success: bool
    error: str
