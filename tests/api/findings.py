"""What was said about a call, held against its row in assets/hints.toml."""

from backend.base.reasons import reasons
from backend.models.order import Order
from backend.models.queries.jobs import latest_job
from backend.models.session import Session
from backend.rules.payment import UNREPORTED
from backend.services.payments import find_known
from backend.steps.lookup import standing_at
from backend.world.environment import Environment
from contract.finding import Finding


def unfit(finding: Finding) -> str | None:
    """What is wrong with the facts that the refusing line gave; None when they are those that the row lists."""
    row = reasons()[finding.code]
    if {*finding.facts} != {*row.facts}:
        return f"{finding.code} was given {sorted(finding.facts)}, and its row lists {sorted(row.facts)}"
    return None


def wrong_states(environment: Environment, finding: Finding) -> dict[str, object]:
    """The states of what the finding names, as far as they aren't among those that its row lists."""
    with environment.store.reading():
        found = {kind: state_of(environment, kind, finding) for kind, states in reasons()[finding.code].when if states}
    return {kind: state for kind, state in found.items() if state not in getattr(reasons()[finding.code].when, kind)}


def state_of(environment: Environment, kind: str, finding: Finding) -> object:
    """The present state of the session, order, payment or job that the finding names."""
    name = str(finding.facts["order_id" if kind == "job" else f"{kind}_id"])
    if kind == "session":
        return standing_at(Session.get(Session.session_id == name), environment.now).status
    if kind == "order":
        return Order.get(Order.order_id == name).status
    if kind == "payment":
        known = find_known(name)
        return known.status if known else UNREPORTED
    return latest_job(name).state
