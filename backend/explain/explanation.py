"""The explanation of one refused call."""

from backend.base.reasons import reasons
from backend.base.texts import hint, masked
from backend.explain.corrected import Case
from backend.explain.remedies import command_for
from backend.explain.routes import Route, route_of
from backend.world.environment import Environment
from contract.finding import Fact
from contract.messages.explanation import Explanation
from journal.call import Call
from wording.shown import shown


def explain(environment: Environment, call: Call) -> Explanation | None:
    """Why the call was refused, and a command that works; None for a call that nothing was said about.

    Looks into the store, so it belongs beside the request's path and not into it. Raises DatabaseBusy.
    """
    if not call.findings:
        return None
    finding = call.findings[0]
    route = route_of(call)
    hinted = hint(finding, call.request_id)
    facts = masked(finding)
    reason = reasons()[finding.code]
    field = reason.about.field or facts.get("field")
    return Explanation(
        code=finding.code,
        en=hinted.en,
        zh=hinted.zh,
        clause=reason.clause,
        field=None if field is None else shown(field),
        received=_fact(facts, reason.about.received),
        expected=_fact(facts, reason.about.expected),
        nearest_route=route.name if route else None,
        state=reason.state or _fact(facts, "status") or _fact(facts, "state"),
        curl=_curl(environment, call, route),
    )


def _fact(facts: dict[str, Fact], name: str) -> str | None:
    fact = facts.get(name)
    return None if fact in {None, ""} else shown(fact)


def _curl(environment: Environment, call: Call, route: Route | None) -> str | None:
    with environment.store.reading():
        command = command_for(Case(environment, call, route))
    return None if command is None else command.curl(call.base_url)
