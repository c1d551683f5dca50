"""What came before what, also while the lab's clock stands still; and polls in a row as one entry."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from contract.messages.timeline import Entry, EntryKind

LAST = 2**63
"""In place of a call's number: what no call did stands behind the calls of the same moment."""
_RANKS = {kind: rank for rank, kind in enumerate((EntryKind.CALL, EntryKind.EVENT, EntryKind.WEBHOOK, EntryKind.BREAK))}


class Noted(NamedTuple):
    """An entry with its number among those of its kind."""

    number: int
    entry: Entry


def in_order(noted: Sequence[Noted]) -> list[Entry]:
    """By the lab's time. What a call did follows it: the call stands where its first effect does, since its own time is
    that of its answer."""
    calls = {one.entry.request_id: one.number for one in noted if one.entry.kind is EntryKind.CALL}
    begun = _first_effects(noted)
    moved = [Noted(one.number, _begun(one.entry, begun)) for one in noted]
    return [one.entry for one in sorted(moved, key=lambda one: _place(one, calls))]


def _first_effects(noted: Iterable[Noted]) -> dict[str, datetime]:
    effects: dict[str, datetime] = {}
    for _, entry in noted:
        if entry.kind is EntryKind.EVENT and entry.request_id is not None:
            effects[entry.request_id] = min(entry.at, effects.get(entry.request_id, entry.at))
    return effects


def _begun(entry: Entry, effects: dict[str, datetime]) -> Entry:
    first = effects.get(entry.request_id or "", entry.at)
    return entry.model_copy(update={"at": first}) if entry.kind is EntryKind.CALL and first < entry.at else entry


def _place(one: Noted, calls: dict[str | None, int]) -> tuple[datetime, int, int, int]:
    entry = one.entry
    call = calls.get(entry.request_id, LAST) if entry.request_id is not None else LAST
    return entry.at, call, _RANKS[entry.kind], one.number


def folded(entries: Iterable[Entry]) -> list[Entry]:
    """A client that asks again and again, and hears the same, is one entry with `times` and `last_at` until something
    else happens."""
    kept: list[Entry] = []
    places: dict[tuple[object, ...], int] = {}
    for entry in entries:
        poll = _poll(entry)
        if poll is None:
            places.clear()
        elif poll in places:
            kept[places[poll]] = _again(kept[places[poll]], entry)
            continue
        else:
            places[poll] = len(kept)
        kept.append(entry)
    return kept


def _poll(entry: Entry) -> tuple[object, ...] | None:
    """What makes two polls the same; None for what is worth an entry of its own."""
    is_quiet = entry.kind is EntryKind.CALL and entry.title.startswith("GET ") and entry.fault is None
    return (entry.title, entry.status, entry.actor, entry.is_refused) if is_quiet else None


def _again(first: Entry, entry: Entry) -> Entry:
    times = first.data.get("times", 1) + 1
    return first.model_copy(update={"data": first.data | {"times": times, "last_at": entry.model_dump()["at"]}})
