"""Tables of words: files in `assets`, one row a name."""

import tomllib
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from wording.sentences import Row

ASSETS = Path(__file__).resolve().parents[1] / "assets"
NameT = TypeVar("NameT", bound=str)
RowT = TypeVar("RowT", bound=Row)


def table(file: Path, name: type[NameT], row: type[RowT]) -> Mapping[NameT, RowT]:
    """All rows of a file, in its order. Where `name` is an enumeration, each of its words has a row, and no other.

    Raises ValueError, which pydantic's ValidationError is, with the row and what is wrong about it.
    """
    document = tomllib.loads(file.read_text(encoding="utf-8"))
    if issubclass(name, Enum):
        _check_names(file, set(document), {str(one.value) for one in name})
    return TypeAdapter(dict[name, row]).validate_python(document)  # type: ignore[valid-type]  # both are arguments


def _check_names(file: Path, found: set[str], wanted: set[str]) -> None:
    if missing := wanted - found:
        raise ValueError(f"{file.name} has no row for {', '.join(sorted(missing))}")
    if unknown := found - wanted:
        raise ValueError(f"{file.name} has a row for {', '.join(sorted(unknown))}, which no code knows")
