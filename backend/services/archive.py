"""GET /api/chinese/images/batch-download: the designs of many orders as one archive."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from backend.base.refusals import FieldProblem, Invalid, NotFound
from backend.base.remarks import remark
from backend.files.order_files import FileKind, OrderFile, order_file
from backend.files.packing import Packed, tar_pieces, zip_pieces
from backend.models.queries.orders import known_among
from backend.world.environment import Environment
from contract.hints import Code
from contract.messages.base import JsonObject, format_time

MOST_ORDERS = 50
MANIFEST = "manifest.json"
_ORDER_ID = re.compile(r"[A-Za-z0-9_-]{1,100}")
_LISTED = 5
"""Ids that a sentence lists."""


class ArchiveFormat(StrEnum):
    """Guide 2.2.0, section 7, "Query Parameters"."""

    ZIP = "zip"
    TAR = "tar"


@dataclass(frozen=True, slots=True)
class Archive:
    """`pieces` are made while they are read; one order's design is in memory at a time."""

    name: str
    media_type: str
    pieces: Iterator[bytes]


def pack_designs(environment: Environment, order_ids: Sequence[str], archive_format: str | None) -> Archive:
    """The archive of these orders; each of the texts may hold several ids with commas between them.

    Raises Invalid, and NotFound when none of the orders exists.
    """
    wanted, form = _read(order_ids, archive_format)
    with environment.store.reading():
        known = known_among(wanted)
    missing = [order_id for order_id in wanted if order_id not in known]
    if not known:
        raise NotFound(Code.ORDER_UNKNOWN, f"None of these orders exists: {_list(missing)}", order_id=missing[0])
    if missing:
        remark(Code.ORDERS_MISSING, missing=_list(missing), found=len(known))
    now = environment.now
    files = _files(environment, [order_id for order_id in wanted if order_id in known], missing, now)
    name = f"pimpmycase-designs-{now:%Y%m%d-%H%M%S}.{form.value}"
    if form is ArchiveFormat.TAR:
        return Archive(name, "application/x-tar", tar_pieces(files, now))
    return Archive(name, "application/zip", zip_pieces(files, now))


def _read(order_ids: Sequence[str], archive_format: str | None) -> tuple[list[str], ArchiveFormat]:
    """Each id once, in the order in which they came. Raises Invalid with all that is wrong."""
    named = [order_id.strip() for text in order_ids for order_id in text.split(",")]
    wanted = list(dict.fromkeys(order_id for order_id in named if order_id))
    form = (archive_format if archive_format is not None else ArchiveFormat.ZIP).strip().lower()
    problems = _problems_of_ids(wanted)
    if form not in set(ArchiveFormat):
        message = f"Format must be one of: {[one.value for one in ArchiveFormat]}"
        problems.append(FieldProblem(Code.ARCHIVE_FORMAT, "format", message, archive_format, "zip, tar"))
    if problems:
        raise Invalid(problems)
    return wanted, ArchiveFormat(form)


def _problems_of_ids(wanted: list[str]) -> list[FieldProblem]:
    if not wanted:
        message = "At least one order id is required, such as order_ids=ORDER_1&order_ids=ORDER_2"
        return [FieldProblem(Code.ARCHIVE_NO_ORDERS, "order_ids", message)]
    if len(wanted) > MOST_ORDERS:
        message = f"At most {MOST_ORDERS} orders fit into one archive, not {len(wanted)}"
        return [FieldProblem(Code.ARCHIVE_TOO_MANY, "order_ids", message, len(wanted), MOST_ORDERS)]
    message = "An order id has 1 to 100 letters, digits, _ or -"
    malformed = [order_id for order_id in wanted if not _ORDER_ID.fullmatch(order_id)]
    return [FieldProblem(Code.QUERY_MALFORMED, "order_ids", message, order_id, "ORDER_1") for order_id in malformed]


def _files(environment: Environment, found: list[str], missing: list[str], now: datetime) -> Iterator[Packed]:
    """The designs, and behind them the manifest, which needs their hashes."""
    entries: list[JsonObject] = []
    for order_id in found:
        file = order_file(environment, order_id, FileKind.DESIGN)
        entries.append(_entry(order_id, file))
        yield file.name, file.content
    manifest = {
        "created_at": format_time(now),
        "orders": entries,
        "missing": [{"order_id": order_id, "reason": "Order not found"} for order_id in missing],
    }
    yield MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2).encode()


def _entry(order_id: str, file: OrderFile) -> JsonObject:
    return {"order_id": order_id, "file": file.name, "sha256": file.sha256, "size": len(file.content)}


def _list(order_ids: list[str]) -> str:
    rest = len(order_ids) - _LISTED
    return ", ".join(order_ids[:_LISTED]) + (f" and {rest} more" if rest > 0 else "")
