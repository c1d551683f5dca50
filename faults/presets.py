"""Faults that belong together: assets/fault_presets.toml."""

from collections.abc import Mapping
from functools import cache

from pydantic import Field

from contract.messages.faults import NamedFault, Preset
from wording.sentences import Row, Sentences
from wording.tables import ASSETS, table


class KnownPreset(Row):
    """What it rehearses, in both languages, and its faults."""

    title: Sentences
    text: Sentences
    faults: tuple[NamedFault, ...] = Field(alias="fault")

    def for_machine(self, machine: str | None) -> list[NamedFault]:
        """The faults under names of their own, so that two machines may rehearse the same; None: for all machines."""
        if machine is None:
            return list(self.faults)
        return [_for_machine(fault, machine) for fault in self.faults]

    def told(self, name: str, is_active: bool) -> Preset:
        """As the lab's calls tell of it."""
        return Preset(
            name=name,
            title_en=self.title.en,
            title_zh=self.title.zh,
            text_en=self.text.en,
            text_zh=self.text.zh,
            faults=[fault.model_dump(mode="json", exclude_defaults=True) for fault in self.faults],
            is_active=is_active,
        )


def _for_machine(fault: NamedFault, machine: str) -> NamedFault:
    match = fault.match.model_copy(update={"machine": machine})
    return fault.model_copy(update={"id": f"{fault.id}-{machine}", "match": match})


@cache
def presets() -> Mapping[str, KnownPreset]:
    """All of them by name, read once."""
    return table(ASSETS / "fault_presets.toml", str, KnownPreset)
