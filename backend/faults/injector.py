"""The faults' part in a request: before anything else looks at it, and after everything else has answered.

The network is before the server, so that a call which gets lost uses up no rate limit and reads no database.
"""

from http import HTTPStatus

from flask import Request, Response, g, request

from backend.faults.answers import change, status_answer
from backend.faults.subject import Subject
from backend.http.context import environment, present_kind, present_row
from backend.http.passage import NOTE, PASSAGE
from backend.models.queries.faults import finish
from backend.world.environment import Environment
from backend.world.fault_counting import choose
from backend.world.known_faults import Present
from contract.finding import Finding
from contract.messages.faults import EffectKind, NamedFault
from contract.wire import DIRECTIVE_HEADER, Passage
from faults.directives import directive_for
from faults.hit import Hit
from faults.routes import STATUS_CALLS

_PASSAGES = {Passage.AGAIN: EffectKind.DELAY, Passage.DUPLICATE: EffectKind.DELIVERED_TWICE}
"""The faults that bring a request here for a second time."""


def strike() -> Response | None:
    """What comes instead of a call that a fault hits."""
    # Each look through a proxy of Flask's costs as much as the rest of a line.
    call: Request = request._get_current_object()  # type: ignore[attr-defined]  # as Flask documents it
    passage = call.environ.get(PASSAGE, Passage.FIRST)
    if passage is not Passage.FIRST:
        if passage in _PASSAGES:
            g.hit = Hit(call.environ[NOTE], _PASSAGES[passage], passage)
        return None
    backend = environment()
    present = backend.faults.present
    if not present.faults or not present_kind().is_open_to_faults:
        return None
    fault = _hitting(backend, present, call)
    return None if fault is None else _hit(fault)


def _hitting(backend: Environment, present: Present, call: Request) -> NamedFault | None:
    """The fault that hits this call. Writes only where a fault matches, or ends."""
    row = present_row()
    candidates = present.matcher.candidates(call.method, None if row is None else row.path)
    asks_status = bool(present.waiting) and row is not None and row.name in STATUS_CALLS
    if not candidates and not asks_status:
        return None
    subject = Subject(call, backend)
    matching = [one for one in candidates if _is_about(one, subject) and present.is_there(one, backend.now)]
    answered = present.waiting & {subject.machine, subject.caller} if asks_status else set()
    if not matching and not answered:
        return None
    with backend.store.writing():
        finish(present.until_status, answered)
        fault = choose(present.seed, matching, subject.machine)
    present.waiting.difference_update(answered)
    if fault is not None and fault.when.until_status:
        backend.faults.present.waiting.add(subject.machine)
    return fault


def _is_about(fault: NamedFault, subject: Subject) -> bool:
    machine, state = fault.match.machine, fault.match.state
    return (machine is None or machine == subject.machine) and (state is None or state == subject.state)


def _hit(fault: NamedFault) -> Response | None:
    """What comes instead of the call; None when the call is carried out, and its answer changed."""
    g.hit = Hit(fault.id, fault.effect.kind)
    g.fault = fault
    if fault.effect.status is not None:
        return status_answer(g.hit, fault.effect.status)
    is_instead = directive_for(fault.effect, fault.id).before
    return Response(status=HTTPStatus.BAD_GATEWAY, content_type="") if is_instead else None


def alter(response: Response) -> Response:
    """The answer of a call that a fault hit, as its client gets it."""
    hit: Hit | None = g.get("hit")
    if hit is not None and hit.effect is not EffectKind.STATUS:
        g.findings = [Finding(hit.code, {"fault": hit.fault}), *g.findings]
        _change(response, g.get("fault"))
    return response


def _change(response: Response, fault: NamedFault | None) -> None:
    """Nothing when the fault has been at work before: the request comes for the second time."""
    if fault is None:
        return
    change(response, fault.effect)
    directive = directive_for(fault.effect, fault.id).directive
    if directive is not None:
        response.headers[DIRECTIVE_HEADER] = directive.format()
