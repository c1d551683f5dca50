"""Section 7 of the guides: where an order's files can be fetched, and the designs of many orders in one archive."""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from contract.hints import Code
from contract.messages.base import Answer, Timestamp, problem
from contract.messages.query import Query

MOST_ORDERS = 50
"""In one archive."""


class FileLinks(Answer):
    design_file: str
    print_file: str
    preview: str


class DownloadLinks(Answer):
    """Answer of `GET /api/chinese/order/{order_id}/download-links`; the links are good until `expiry`."""

    order_id: str
    download_links: FileLinks
    expiry: Timestamp


class SignedLink(Query):
    """What makes a link to a file good."""

    expires: str | None = None
    """Unix seconds"""
    signature: str | None = None
    """Of the path and `expires`"""


class ArchiveFormat(StrEnum):
    """Guide 2.2.0, section 7, "Query Parameters"."""

    ZIP = "zip"
    TAR = "tar"


def _separate(texts: list[str]) -> list[str]:
    """Each id once, in the order in which they came; a text may hold several with commas between them."""
    named = [order_id.strip() for text in texts for order_id in text.split(",")]
    wanted = list(dict.fromkeys(order_id for order_id in named if order_id))
    if not wanted:
        message = "At least one order id is required, such as order_ids=ORDER_1&order_ids=ORDER_2"
        raise problem(Code.ARCHIVE_NO_ORDERS, message, received=None)
    if len(wanted) > MOST_ORDERS:
        message = f"At most {MOST_ORDERS} orders fit into one archive, not {len(wanted)}"
        raise problem(Code.ARCHIVE_TOO_MANY, message, MOST_ORDERS, received=len(wanted))
    return wanted


def _order_id(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,100}", text):
        raise problem(Code.QUERY_MALFORMED, "An order id has 1 to 100 letters, digits, _ or -", "ORDER_1")
    return text


def _format(text: str) -> str:
    form = text.strip().lower()
    if form not in set(ArchiveFormat):
        message = f"Format must be one of: {[one.value for one in ArchiveFormat]}"
        raise problem(Code.ARCHIVE_FORMAT, message, "zip, tar")
    return form


OrderId = Annotated[
    str, AfterValidator(_order_id), WithJsonSchema({"type": "string", "pattern": "^[A-Za-z0-9_-]{1,100}$"})
]


class BatchDownload(Query):
    """Query of `GET /api/chinese/images/batch-download`."""

    order_ids: Annotated[list[OrderId], Field(min_length=1, max_length=MOST_ORDERS), BeforeValidator(_separate)] = (
        Field(examples=[["ORDER_1", "ORDER_2"]])
    )
    format: Annotated[ArchiveFormat, BeforeValidator(_format)] = ArchiveFormat.ZIP
