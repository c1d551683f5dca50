"""GET /api/chinese/images/batch-download: the designs of many orders as one archive."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from backend.base.refusals import NotFound
from backend.base.remarks import collect, remark
from backend.base.texts import hint
from backend.files.order_files import FileKind, OrderFile, order_file
from backend.files.packing import Packed, tar_pieces, zip_pieces
from backend.models.queries.orders import known_among
from backend.world.environment import Environment
from contract.finding import Finding
from contract.hints import Code
from contract.messages.base import JsonObject, format_time
from contract.messages.files import ArchiveFormat, BatchDownload

MANIFEST = "manifest.json"
_LISTED = 5
"""Ids that a sentence lists."""


@dataclass(frozen=True, slots=True)
class Archive:
    """`pieces` are made while they are read; one order's design is in memory at a time."""

    name: str
    media_type: str
    pieces: Iterator[bytes]


def pack_designs(environment: Environment, query: BatchDownload) -> Archive:
    """The archive of these orders. Raises NotFound when none of them exists."""
    wanted, form = query.order_ids, query.format
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


def _files(environment: Environment, found: list[str], missing: list[str], now: datetime) -> Iterator[Packed]:
    """The designs, and behind them the manifest, which needs their hashes."""
    entries: list[JsonObject] = []
    for order_id in found:
        remarks = collect()
        file = order_file(environment, order_id, FileKind.DESIGN)
        entries.append(_entry(order_id, file, remarks))
        yield file.name, file.content
    manifest = {
        "created_at": format_time(now),
        "orders": entries,
        "missing": [{"order_id": order_id, "reason": "Order not found"} for order_id in missing],
    }
    yield MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2).encode()


def _entry(order_id: str, file: OrderFile, remarks: list[Finding]) -> JsonObject:
    """The answer's head, where other calls have their remarks, has left long ago."""
    entry: JsonObject = {"order_id": order_id, "file": file.name, "sha256": file.sha256, "size": len(file.content)}
    if remarks:
        entry["remarks"] = [_said(remark) for remark in remarks]
    return entry


def _said(finding: Finding) -> JsonObject:
    said = hint(finding, "")
    return {"code": said.code, "en": said.en, "zh": said.zh}


def _list(order_ids: list[str]) -> str:
    rest = len(order_ids) - _LISTED
    return ", ".join(order_ids[:_LISTED]) + (f" and {rest} more" if rest > 0 else "")
