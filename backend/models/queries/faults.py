"""Faults as they were set, and how often each matched and hit."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, cast

import peewee

from backend.models.composed import composed
from backend.models.fault import Fault, FaultCount
from backend.models.sqlite.expressions import one_of
from faults.decide import Tally


def all_faults() -> list[Fault]:
    """In the order in which they are asked."""
    return list(Fault.select().order_by(Fault.number))


def fault_of(fault_id: str) -> Fault:
    """One that is set."""
    return Fault.get(Fault.fault_id == fault_id)


def put_fault(fault_id: str, definition: dict[str, Any], set_at: datetime, preset: str | None) -> None:
    """One of the same name is replaced in its place. It counts anew."""
    values = {"definition": definition, "set_at": set_at, "preset": preset}
    Fault.insert(fault_id=fault_id, **values).on_conflict(conflict_target=[Fault.fault_id], update=values).execute()
    _forget_counts([fault_id])


def remove_fault(fault_id: str) -> list[str]:
    """Returns the names of what was removed, here and below."""
    return _remove(Fault.fault_id == fault_id)


def remove_faults_of(preset: str) -> list[str]:
    return _remove(Fault.preset == preset)


def remove_all_faults() -> list[str]:
    return _remove(Fault.number > 0)


def _remove(which: peewee.Expression) -> list[str]:
    names = [row.fault_id for row in Fault.select().where(which)]
    Fault.delete().where(Fault.fault_id.in_(names)).execute()
    _forget_counts(names)
    return names


def forget_all_counts() -> None:
    FaultCount.delete().execute()


def _forget_counts(names: Collection[str]) -> None:
    FaultCount.delete().where(FaultCount.fault_id.in_(names)).execute()


def tallies() -> dict[str, Tally]:
    """Of those that matched anything."""
    fewest_chosen = peewee.fn.MIN(FaultCount.chosen).filter(~FaultCount.is_over)
    sums = peewee.fn.SUM(FaultCount.matched), peewee.fn.SUM(FaultCount.hit), fewest_chosen
    query = FaultCount.select(FaultCount.fault_id, *sums).group_by(FaultCount.fault_id)
    rows = cast("Iterable[tuple[str, int, int, int | None]]", query.tuples())
    return {fault_id: Tally(matched, hit, fewest_chosen) for fault_id, matched, hit, fewest_chosen in rows}


def count_match(fault_id: str, machine: str) -> tuple[int, int] | None:
    """How often it matched, this time included, and was chosen before; None when it is over for the machine."""
    found: tuple[int, int] | None = _count_match(fault_id, machine).fetchone()
    return found


@composed
def _count_match(fault_id: str, machine: str) -> peewee.Query:
    first = FaultCount.insert(fault_id=fault_id, machine=machine, matched=1)
    return first.on_conflict(
        conflict_target=[FaultCount.fault_id, FaultCount.machine],
        update={FaultCount.matched: FaultCount.matched + 1},
        where=~FaultCount.is_over,
    ).returning(FaultCount.matched, FaultCount.chosen)


def count_choice(fault_id: str, machine: str, has_hit: bool) -> None:
    """It was to hit a call, and did unless another fault came before it."""
    _count_choice(fault_id, machine, has_hit)


@composed
def _count_choice(fault_id: str, machine: str, hit: bool) -> peewee.Query:
    change = FaultCount.update(chosen=FaultCount.chosen + 1, hit=FaultCount.hit + hit)
    return change.where((FaultCount.fault_id == fault_id) & (FaultCount.machine == machine))


def unfinished(faults: Collection[str]) -> set[str]:
    """The machines that one of these faults has hit, and goes on for."""
    return {machine for (machine,) in _unfinished([*faults])}


@composed
def _unfinished(faults: list[str]) -> peewee.Query:
    return FaultCount.select(FaultCount.machine).where(_is_unfinished(faults))


def finish(faults: Collection[str], machines: Collection[str]) -> None:
    """These machines have asked how it came out: it is over for them."""
    _finish([*faults], [*machines])


@composed
def _finish(faults: list[str], machines: list[str]) -> peewee.Query:
    is_over = _is_unfinished(faults) & FaultCount.machine.in_(one_of(machines))
    return FaultCount.update(is_over=True).where(is_over)


def _is_unfinished(faults: list[str]) -> peewee.Expression:
    has_hit = FaultCount.fault_id.in_(one_of(faults)) & (FaultCount.hit > 0)
    return cast("peewee.Expression", has_hit & ~FaultCount.is_over)
