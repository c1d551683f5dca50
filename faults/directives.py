"""What an effect asks of the gate, and the usual values of what it leaves open."""

from typing import NamedTuple

from contract.messages.base import JsonObject
from contract.messages.faults import LONGEST_HOLD, Effect, EffectKind
from contract.wire import Action, Directive

USUAL_SECONDS = {EffectKind.DELAY: 3.0, EffectKind.LATE_ANSWER: 30.0, EffectKind.NO_ANSWER: float(LONGEST_HOLD)}
"""A person notices a delay, and no client gives up; when an answer is late, most have."""
USUAL_BYTES = 20
USUAL_CONTENT_TYPE = "text/html; charset=utf-8"
USUAL_FIELDS: JsonObject = {"lab_extra_field": "A field of tomorrow", "lab_extra_object": {"is_new": True}}
_ACTIONS = {
    EffectKind.DELAY: Action.AGAIN,
    EffectKind.NO_ANSWER: Action.HOLD,
    EffectKind.REPLY_LOST_BEFORE_COMMIT: Action.LOSE,
    EffectKind.REPLY_LOST_AFTER_COMMIT: Action.LOSE,
    EffectKind.TRUNCATED_BODY: Action.CUT,
    EffectKind.LATE_ANSWER: Action.LATE,
    EffectKind.DELIVERED_TWICE: Action.TWICE,
}
_BEFORE = {EffectKind.STATUS, EffectKind.DELAY, EffectKind.NO_ANSWER, EffectKind.REPLY_LOST_BEFORE_COMMIT}


class Wire(NamedTuple):
    """What the gate is to do (None: nothing), and whether that comes before the call is carried out, and so instead."""

    directive: Directive | None
    before: bool


def directive_for(effect: Effect, fault_id: str) -> Wire:
    """What comes of a call that this fault hits."""
    return Wire(_directive(effect, fault_id), effect.kind in _BEFORE)


def needs_gate(effect: Effect) -> bool:
    """Whether a server can't do this by itself."""
    return effect.kind in _ACTIONS


def _directive(effect: Effect, fault_id: str) -> Directive | None:
    action = _ACTIONS.get(effect.kind)
    if action is None:
        return None
    seconds = effect.seconds or USUAL_SECONDS.get(effect.kind, 0.0)
    size = USUAL_BYTES if effect.bytes is None else effect.bytes
    return Directive(action, seconds, size if action is Action.CUT else 0, fault_id)
