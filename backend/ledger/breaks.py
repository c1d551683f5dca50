"""The table of breaks: entered once, repaired, and broken again; each with its event in the same transaction."""

from datetime import datetime

from backend.ledger.evidence import Evidence
from backend.ledger.judged import Fact, Found, Judged
from backend.models.event import Event
from backend.models.ledger import LedgerBreak
from backend.models.queries.breaks import breaks_of
from contract.vocabulary import BreakKind, LabEvent


def is_news(judged: Judged, standing: set[tuple[BreakKind, str]]) -> bool:
    """Whether the table has to be changed for it."""
    found = {one.kind for one in judged.found}
    return any((kind in found) != ((kind, judged.subject) in standing) for kind in judged.kinds)


def reconcile(judged: Judged, evidence: Evidence) -> None:
    """Make the table say what was judged; inside a transaction."""
    kept = {row.kind: row for row in breaks_of(judged.subject, judged.kinds)}
    found = {one.kind: one for one in judged.found}
    for kind in judged.kinds:
        row, one = kept.get(kind), found.get(kind)
        if one is not None and row is None:
            _enter(judged, one, evidence)
        elif one is not None and row is not None and row.repaired_at is not None:
            _break_again(row, judged, one, evidence)
        elif one is None and row is not None and row.repaired_at is None:
            _repair(row, judged.at)
    for row in kept.values():
        if judged.noted.items() - row.facts.items():
            row.facts = row.facts | judged.noted
            row.save()


def _enter(judged: Judged, found: Found, evidence: Evidence) -> None:
    about = found.about
    row = LedgerBreak.create(
        kind=found.kind,
        subject=judged.subject,
        at=judged.at,
        session_id=about.session_id,
        order_id=about.order_id,
        transaction_id=about.transaction_id,
        equipment_id=about.equipment_id,
        model_id=about.model_id,
        facts=_facts(found),
        calls=evidence.calls(found),
    )
    _announce(LabEvent.LEDGER_BROKEN, row, judged.at)


def _break_again(row: LedgerBreak, judged: Judged, found: Found, evidence: Evidence) -> None:
    """It keeps its number."""
    row.at, row.repaired_at = judged.at, None
    row.facts, row.calls = _facts(found), evidence.calls(found)
    row.save()
    _announce(LabEvent.LEDGER_BROKEN, row, judged.at)


def _repair(row: LedgerBreak, at: datetime) -> None:
    row.repaired_at = at
    row.save()
    _announce(LabEvent.LEDGER_REPAIRED, row, at)


def _facts(found: Found) -> dict[str, Fact]:
    return {"cause": found.cause.value, **found.facts}


def _announce(kind: LabEvent, row: LedgerBreak, at: datetime) -> None:
    ids = ("transaction_id", "equipment_id", "model_id")
    Event.create(
        kind=kind,
        at=at,
        session_id=row.session_id,
        order_id=row.order_id,
        request_id=row.calls[-1] if row.calls and kind is LabEvent.LEDGER_BROKEN else None,
        data={"number": row.number, "kind": row.kind} | {name: getattr(row, name) for name in ids},
    )
