"""Faults set, looked at and removed, and presets."""

from collections.abc import Mapping
from functools import partial
from http import HTTPStatus

from contract import lab_endpoints
from contract.endpoint import Endpoint
from contract.hints import Code
from contract.messages.faults import NamedFault, Presets, SetFault, SetSeed, UsePreset
from contract.session_id import MACHINE_ID
from faults.check_foreign import check_foreign
from faults.presets import presets
from gate.fault_book import FaultBook, NotSettable
from gate.lab.asked import Asked
from gate.lab.refusals import Refused
from gate.lab.replies import NOTHING, reply
from gate.lab.table import Call


def fault_calls(book: FaultBook) -> Mapping[Endpoint, Call]:
    handlers = {
        lab_endpoints.FAULTS: _list,
        lab_endpoints.SET_FAULT: _set,
        lab_endpoints.REMOVE_FAULT: _remove,
        lab_endpoints.REMOVE_FAULTS: _remove_all,
        lab_endpoints.SET_SEED: _set_seed,
        lab_endpoints.PRESETS: _list_presets,
        lab_endpoints.USE_PRESET: _use_preset,
        lab_endpoints.REMOVE_PRESET: _remove_preset,
    }
    return {endpoint: partial(handler, book) for endpoint, handler in handlers.items()}


def _list(book: FaultBook, _: Asked) -> bytes:
    return reply(book.told())


def _set(book: FaultBook, asked: Asked) -> bytes:
    name = asked.id("fault_id")
    fault = NamedFault(id=name, **dict(asked.read(SetFault)))
    _put(book, [fault], None)
    return reply(next(one for one in book.told().faults if one.id == name))


def _remove(book: FaultBook, asked: Asked) -> bytes:
    name = asked.id("fault_id")
    book.remove(lambda held: held.fault.id == name)
    return NOTHING


def _remove_all(book: FaultBook, _: Asked) -> bytes:
    book.remove()
    return NOTHING


def _set_seed(book: FaultBook, asked: Asked) -> bytes:
    book.set_seed(asked.read(SetSeed).seed)
    return reply(book.told())


def _list_presets(book: FaultBook, _: Asked) -> bytes:
    active = {one.preset for one in book.told().faults}
    return reply(Presets(presets=[one.told(name, name in active) for name, one in presets().items()]))


def _use_preset(book: FaultBook, asked: Asked) -> bytes:
    """Without a body it is for all machines."""
    name = asked.id("preset_id")
    if name not in presets():
        detail = f"There is no preset {name}; choose from {', '.join(presets())}"
        raise Refused(HTTPStatus.NOT_FOUND, Code.PRESET_UNKNOWN, detail)
    wanted = asked.read(UsePreset) if asked.body else UsePreset()
    if wanted.machine is not None and not MACHINE_ID.fullmatch(wanted.machine):
        detail = "machine: A machine's id has 1 to 50 letters, digits, _ or -"
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, Code.MACHINE_ID_MALFORMED, detail)
    _put(book, presets()[name].for_machine(wanted.machine), name)
    return reply(book.told())


def _remove_preset(book: FaultBook, asked: Asked) -> bytes:
    name = asked.id("preset_id")
    book.remove(lambda held: held.preset == name)
    return NOTHING


def _put(book: FaultBook, faults: list[NamedFault], preset: str | None) -> None:
    """Raises Refused."""
    troubles = [trouble for fault in faults for trouble in check_foreign(fault)]
    if troubles:
        detail = "; ".join(f"{one.field}: {one.message}" for one in troubles)
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, troubles[0].code, detail)
    try:
        book.put(faults, preset)
    except NotSettable as error:
        raise Refused(HTTPStatus.CONFLICT, error.code, str(error)) from error
