"""What GET /lab/ledger says: totals, and the breaks in the order in which they came."""

from backend.ledger.texts import sentences
from backend.models.ledger import LedgerBreak
from backend.models.queries.breaks import all_breaks
from backend.models.queries.totals import goods, paid_pence, refunded_pence
from backend.world.environment import Environment
from contract.messages.ledger import Break, Ledger, Totals
from kernel.money import Money


def read_ledger(environment: Environment) -> Ledger:
    """What was judged so far."""
    with environment.store.reading():
        breaks = [_break(row) for row in all_breaks()]
        totals = _totals()
    first = next((one for one in breaks if one.repaired_at is None), None)
    return Ledger(is_balanced=first is None, totals=totals, first_break=first, breaks=breaks)


def _totals() -> Totals:
    return Totals(paid=Money(paid_pence()), refunded=Money(refunded_pence()), **goods()._asdict())


def _break(row: LedgerBreak) -> Break:
    said = sentences(row.facts)
    return Break(
        number=row.number,
        kind=row.kind,
        at=row.at,
        session_id=row.session_id,
        order_id=row.order_id,
        transaction_id=row.transaction_id,
        equipment_id=row.equipment_id,
        model_id=row.model_id,
        text_en=said.en,
        text_zh=said.zh,
        calls=row.calls,
        repaired_at=row.repaired_at,
    )
