"""A JSON file with a list of faults, read with everything that is wrong in it named; and the presets of a start."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from contract.messages.faults import MOST_FAULTS, NamedFault
from faults.check import contradiction
from faults.check_foreign import check_foreign
from faults.presets import presets


class FaultsUnusable(Exception):
    """One line or several for the person at the terminal: what is wrong where, and what to do."""


def read_faults(file: Path) -> list[NamedFault]:
    """In their order. Raises FaultsUnusable."""
    documents = _documents(file)
    faults, troubles = [], list[str]()
    for number, document in enumerate(documents, 1):
        try:
            fault = NamedFault.model_validate(document)
        except ValidationError as error:
            troubles += [_sentence(number, document, ".".join(map(str, e["loc"])), _reason(e)) for e in error.errors()]
            continue
        found = check_foreign(fault)
        troubles += [_sentence(number, document, trouble.field, trouble.message) for trouble in found]
        if not found:
            faults.append(fault)
    troubles += _together(faults)
    if troubles:
        raise FaultsUnusable("\n".join([f"{file} can't be used:", *troubles]))
    return faults


def read_preset(name: str) -> Sequence[NamedFault]:
    """The faults of one that there is. Raises FaultsUnusable where it needs what only our own backend knows."""
    faults = presets()[name].for_machine(None)
    troubles = [_sentence(0, one.model_dump(), t.field, t.message) for one in faults for t in check_foreign(one)]
    if troubles:
        raise FaultsUnusable("\n".join([f"The preset {name} can't be used before a foreign server:", *troubles]))
    return faults


def _documents(file: Path) -> list[Any]:
    try:
        content = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FaultsUnusable(f"{file} can't be read ({error}): give another file as --faults.") from error
    try:
        documents = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise FaultsUnusable(f"{file} is no JSON ({error}).") from error
    if not isinstance(documents, list) or len(documents) > MOST_FAULTS:
        example = '[{"id": "lost", "effect": "reply_lost_after_commit"}]'
        raise FaultsUnusable(f"{file} must be a list of at most {MOST_FAULTS} faults, such as {example}.")
    return documents


def _together(faults: list[NamedFault]) -> list[str]:
    names = [fault.id for fault in faults]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        return [f"Several faults are called {', '.join(twice)}: give each an id of its own."]
    found = contradiction(faults)
    if found is None:
        return []
    return [f"Fault {found.later} never hits anything: {found.earlier} before it hits all that it matches."]


def _reason(error: ErrorDetails) -> str:
    """Why a field can't be used, in words."""
    return "There is no such field" if error["type"] == "extra_forbidden" else error["msg"]


def _sentence(number: int, document: Any, field: str, message: str) -> str:
    name = document.get("id", number) if isinstance(document, dict) else number
    return f"Fault {name}, {field}: {message.rstrip('.')}." if field else f"Fault {name}: {message.rstrip('.')}."
