"""What GET /lab/ledger says: totals, and the breaks in the order in which they came."""

from backend.ledger.rows import listed, select
from backend.ledger.texts import sentences
from backend.models.ledger import LedgerBreak
from backend.rules.order import OPEN
from backend.world.environment import Environment
from contract.messages.ledger import Break, Ledger, Totals
from kernel.money import Money

_MONEY = "SELECT (SELECT IFNULL(SUM(amount_pence), 0) FROM payment), (SELECT IFNULL(SUM(amount_pence), 0) FROM refund)"
_GOODS = """
    SELECT COUNT(*), COUNT(completed_at), TOTAL(status = 'completed'),
           TOTAL(status IN (SELECT value FROM json_each(?)) AND NOT EXISTS (
               SELECT 1 FROM payment JOIN refund USING (transaction_id)
               WHERE payment.order_id = order_record.order_id AND refund.amount_pence >= payment.amount_pence
           ) AND order_id NOT IN (
               SELECT order_id FROM ledger_break WHERE order_id IS NOT NULL AND repaired_at IS NULL))
    FROM order_record
"""


def read_ledger(environment: Environment) -> Ledger:
    """What was judged so far."""
    with environment.store.reading():
        breaks = [_break(row) for row in LedgerBreak.select().order_by(LedgerBreak.number)]
        totals = _totals()
    first = next((one for one in breaks if one.repaired_at is None), None)
    return Ledger(is_balanced=first is None, totals=totals, first_break=first, breaks=breaks)


def _totals() -> Totals:
    [(paid, refunded)] = select(_MONEY)
    [(orders, printed, delivered, under_way)] = select(_GOODS, listed(OPEN))
    return Totals(
        paid=Money(paid),
        refunded=Money(refunded),
        orders=orders,
        printed=printed,
        delivered=int(delivered),
        under_way=int(under_way),
    )


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
