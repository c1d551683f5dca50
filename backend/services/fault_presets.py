"""Faults that belong together: assets/fault_presets.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from contract.messages.faults import NamedFault

PRESETS = Path(__file__).resolve().parents[2] / "assets" / "fault_presets.toml"


@dataclass(frozen=True, slots=True)
class KnownPreset:
    """What it rehearses, in both languages, and its faults."""

    title_en: str
    title_zh: str
    text_en: str
    text_zh: str
    faults: tuple[NamedFault, ...]

    def for_machine(self, machine: str | None) -> list[NamedFault]:
        """The faults under names of their own, so that two machines may rehearse the same; None: for all machines."""
        if machine is None:
            return list(self.faults)
        return [_for_machine(fault, machine) for fault in self.faults]


def _for_machine(fault: NamedFault, machine: str) -> NamedFault:
    match = fault.match.model_copy(update={"machine": machine})
    return fault.model_copy(update={"id": f"{fault.id}-{machine}", "match": match})


@cache
def presets() -> Mapping[str, KnownPreset]:
    """All of them by name, read once."""
    document = tomllib.loads(PRESETS.read_text(encoding="utf-8"))
    return {name: _preset(**one) for name, one in document.items()}


def _preset(fault: list[dict[str, object]], **texts: str) -> KnownPreset:
    return KnownPreset(**texts, faults=tuple(NamedFault.model_validate(one) for one in fault))
