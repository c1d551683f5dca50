"""The faults' part in a request: before anything else looks at it, and after everything else has answered.

The network is before the server, so that a call which gets lost uses up no rate limit and reads no database.
"""

from http import HTTPStatus

from flask import Flask, Request, Response, g, request

from backend.faults.answers import change, status_answer
from backend.faults.subject import Subject
from backend.http.context import environment
from backend.http.passage import NOTE, PASSAGE
from backend.http.routing import documented
from backend.models.queries.faults import finish
from backend.world.environment import Environment
from backend.world.fault_counting import choose
from backend.world.known_faults import Present
from contract.finding import Finding
from contract.messages.faults import EffectKind, NamedFault
from contract.wire import DIRECTIVE_HEADER, Passage
from faults.directives import directive_for
from faults.hit import Hit
from faults.routes import STATUS_CALLS, is_untouched

_PASSAGES = {Passage.AGAIN: EffectKind.DELAY, Passage.DUPLICATE: EffectKind.DELIVERED_TWICE}
"""The faults that bring a request here for a second time."""


def install_faults(app: Flask) -> None:
    """Install it behind the journal, so that the journal sees what the client gets, and before the rate limit."""
    app.before_request(_before)
    app.after_request(_after)


def _before() -> Response | None:
    # Each look through a proxy of Flask's costs as much as the rest of a line.
    call: Request = request._get_current_object()  # type: ignore[attr-defined]  # as Flask documents it
    passage = call.environ.get(PASSAGE, Passage.FIRST)
    if passage is not Passage.FIRST:
        if passage in _PASSAGES:
            g.hit = Hit(call.environ[NOTE], _PASSAGES[passage], passage)
        return None
    backend = environment()
    present = backend.faults.present
    if not present.faults or is_untouched(call.path):
        return None
    fault = _hitting(backend, present, call)
    return None if fault is None else _hit(fault)


def _hitting(backend: Environment, present: Present, call: Request) -> NamedFault | None:
    """The fault that hits this call. Writes only where a fault matches, or ends."""
    candidates = present.matcher.candidates(call.method, documented(call.url_rule.rule) if call.url_rule else None)
    asks_status = bool(present.waiting) and _name(call) in STATUS_CALLS
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


def _name(call: Request) -> str:
    """Of the call in the OpenAPI document, without Flask's blueprint."""
    return (call.endpoint or "").rpartition(".")[2]


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


def _after(response: Response) -> Response:
    hit: Hit | None = g.get("hit")
    if hit is not None and hit.effect is not EffectKind.STATUS:
        g.findings = [Finding(hit.code, {"fault": hit.fault}), *g.findings]
        _alter(response, g.get("fault"))
    return response


def _alter(response: Response, fault: NamedFault | None) -> None:
    """Nothing when the fault has been at work before: the request comes for the second time."""
    if fault is None:
        return
    change(response, fault.effect)
    directive = directive_for(fault.effect, fault.id).directive
    if directive is not None:
        response.headers[DIRECTIVE_HEADER] = directive.format()
