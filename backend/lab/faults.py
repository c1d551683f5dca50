"""Faults on demand: set, looked at and removed; many at once by presets."""

from flask import Blueprint, Response, request

from backend.http.answers import answer
from backend.http.bodies import read
from backend.http.context import environment
from backend.http.routing import serves
from backend.services import faults as setting
from contract import lab_endpoints
from contract.messages.faults import SetFault, SetSeed, UsePreset

lab_faults = Blueprint("lab_faults", __name__)


@serves(lab_faults, lab_endpoints.FAULTS)
def list_all() -> Response:
    return answer(setting.list_faults(environment()))


@serves(lab_faults, lab_endpoints.SET_FAULT)
def set_one(fault_id: str) -> Response:
    return answer(setting.set_fault(environment(), fault_id, read(SetFault)))


@serves(lab_faults, lab_endpoints.REMOVE_FAULT)
def remove(fault_id: str) -> Response:
    setting.remove_fault(environment(), fault_id)
    return Response(status=204)


@serves(lab_faults, lab_endpoints.REMOVE_FAULTS)
def remove_all() -> Response:
    setting.remove_faults(environment())
    return Response(status=204)


@serves(lab_faults, lab_endpoints.SET_SEED)
def set_seed() -> Response:
    return answer(setting.set_seed(environment(), read(SetSeed)))


@serves(lab_faults, lab_endpoints.PRESETS)
def list_presets() -> Response:
    return answer(setting.list_presets(environment()))


@serves(lab_faults, lab_endpoints.USE_PRESET)
def use_preset(preset_id: str) -> Response:
    """Without a body it is for all machines."""
    wanted = read(UsePreset) if request.get_data() else UsePreset()
    return answer(setting.use_preset(environment(), preset_id, wanted))


@serves(lab_faults, lab_endpoints.REMOVE_PRESET)
def remove_preset(preset_id: str) -> Response:
    setting.remove_preset(environment(), preset_id)
    return Response(status=204)
