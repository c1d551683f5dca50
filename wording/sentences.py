"""A text in both languages."""

from collections.abc import Mapping
from string import Formatter
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator


class Row(BaseModel):
    """What a table of words holds under a name: a key that it doesn't know is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Sentences(Row):
    """The same in each language, with the same `{facts}`."""

    en: str
    zh: str

    @model_validator(mode="after")
    def _languages_agree(self) -> Self:
        if names_in(self.en) != names_in(self.zh):
            raise ValueError(f"en and zh have other facts: {self.en!r} and {self.zh!r}")
        return self

    def filled(self, facts: Mapping[str, str]) -> "Sentences":
        """With those facts in their places. Raises KeyError for one that isn't there, unless `facts` has an answer."""
        return Sentences.model_construct(en=self.en.format_map(facts), zh=self.zh.format_map(facts))


def names_in(template: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}
