"""Setting and removing faults: all of a change or nothing of it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from backend.base.refusals import Conflict, FieldProblem, Invalid, NotFound, invalid
from backend.base.validation import check_document
from backend.events.announcements import announce
from backend.models.fault import Fault
from backend.models.queries import faults as asked
from backend.models.queries.faults import all_faults
from backend.world.environment import Environment
from backend.world.known_faults import as_definition, as_fault, keep_seed, read_seed
from contract.hints import Code
from contract.messages.faults import (
    MOST_FAULTS,
    Faults,
    FaultState,
    NamedFault,
    Presets,
    SetFault,
    SetSeed,
    UsePreset,
)
from contract.session_id import MACHINE_ID
from contract.vocabulary import LabEvent
from faults.check import check, contradiction
from faults.decide import Tally, is_spent
from faults.directives import needs_gate
from faults.presets import presets

MOST_FIELDS = 4
"""Kilobytes of extra fields, which every object of an answer gets."""


def list_faults(environment: Environment) -> Faults:
    with environment.store.reading():
        tallies, now = asked.tallies(), environment.now
        return Faults(seed=read_seed(), faults=[_state(row, tallies, now) for row in all_faults()])


def set_fault(environment: Environment, fault_id: str, request: SetFault) -> FaultState:
    """One of the same name is replaced in its place, and counts anew.

    Raises Invalid, and Conflict when it would leave another nothing to hit, or needs a gate that isn't there.
    """
    check_request(request)
    _keep(environment, [NamedFault(id=fault_id, **dict(request))], None)
    with environment.store.reading():
        return _state(asked.fault_of(fault_id), asked.tallies(), environment.now)


def remove_fault(environment: Environment, fault_id: str) -> None:
    """Without it everything is as wanted, too."""
    _remove(environment, lambda: asked.remove_fault(fault_id))


def remove_faults(environment: Environment) -> None:
    """All of them."""
    _remove(environment, asked.remove_all_faults)


def set_seed(environment: Environment, request: SetSeed) -> Faults:
    """All counts begin anew, so that the same calls are hit as on every day with this seed."""
    with environment.store.writing():
        keep_seed(request.seed)
        asked.forget_all_counts()
        announce(LabEvent.FAULTS_CHANGED, environment.now, seed=request.seed)
    environment.faults.read_again()
    return list_faults(environment)


def list_presets(environment: Environment) -> Presets:
    with environment.store.reading():
        active = {row.preset for row in all_faults()}
    return Presets(presets=[one.told(name, name in active) for name, one in presets().items()])


def use_preset(environment: Environment, name: str, request: UsePreset) -> Faults:
    """Its faults are set together. Raises NotFound, Invalid and Conflict."""
    preset = presets().get(name)
    if preset is None:
        known = ", ".join(presets())
        raise NotFound(Code.PRESET_UNKNOWN, f"There is no preset {name}", received=name, expected=known)
    if request.machine is not None and not MACHINE_ID.fullmatch(request.machine):
        message = "A machine's id has 1 to 50 letters, digits, _ or -"
        raise invalid(Code.MACHINE_ID_MALFORMED, "machine", message, request.machine)
    _keep(environment, preset.for_machine(request.machine), name)
    return list_faults(environment)


def remove_preset(environment: Environment, name: str) -> None:
    """The faults that came with it, for whichever machines."""
    _remove(environment, lambda: asked.remove_faults_of(name))


def check_request(request: SetFault) -> None:
    """Raises Invalid for a fault that could never hit anything, or contradicts itself."""
    troubles = check(request)
    if troubles:
        raise Invalid([FieldProblem(one.code, one.field, one.message, one.received, one.expected) for one in troubles])
    check_document("effect.fields", request.effect.fields or {}, MOST_FIELDS)


def _keep(environment: Environment, faults: Sequence[NamedFault], preset: str | None) -> None:
    for fault in faults:
        if needs_gate(fault.effect) and not environment.faults.has_gate:
            detail = f"The effect {fault.effect.kind} needs the gate that run_backend.py starts before the server"
            raise Conflict(Code.FAULT_NEEDS_GATE, detail, effect=fault.effect.kind)
    with environment.store.writing():
        _check_together(faults)
        for fault in faults:
            asked.put_fault(fault.id, as_definition(fault), environment.now, preset)
        announce(LabEvent.FAULTS_CHANGED, environment.now, faults=", ".join(one.id for one in faults), preset=preset)
    environment.faults.read_again()


def _check_together(added: Sequence[NamedFault]) -> None:
    faults = {row.fault_id: as_fault(row) for row in all_faults()} | {one.id: one for one in added}
    if len(faults) > MOST_FAULTS:
        raise Conflict(Code.FAULTS_TOO_MANY, f"There may be {MOST_FAULTS} faults at a time", limit=MOST_FAULTS)
    found = contradiction(list(faults.values()))
    if found is not None:
        detail = f"The fault {found.earlier} always hits every call that {found.later} matches"
        raise Conflict(Code.FAULT_UNREACHABLE, detail, earlier=found.earlier, later=found.later)


def _remove(environment: Environment, remove: Callable[[], list[str]]) -> None:
    with environment.store.writing():
        names = remove()
        if names:
            announce(LabEvent.FAULTS_CHANGED, environment.now, faults=", ".join(names), removed=len(names))
    environment.faults.read_again()


def _state(row: Fault, tallies: dict[str, Tally], now: datetime) -> FaultState:
    tally, fault = tallies.get(row.fault_id, Tally()), as_fault(row)
    spent = is_spent(fault.when, (now - row.set_at).total_seconds(), tally)
    parts = dict(fault) | {"matched": tally.matched, "hit": tally.hit}
    return FaultState(**parts, set_at=row.set_at, spent=spent, preset=row.preset)
