"""Counting the matching calls of each machine, and choosing which of them are hit."""

import sqlite3
from collections.abc import Collection, Sequence
from typing import cast

import peewee

from backend.models.fault import FaultCount
from backend.models.table import Table
from contract.messages.faults import NamedFault
from faults.decide import is_hit

_COUNT = """
    INSERT INTO fault_count (fault_id, machine, matched, chosen, hit, is_over) VALUES (?, ?, 1, 0, 0, 0)
    ON CONFLICT (fault_id, machine) DO UPDATE SET matched = matched + 1 WHERE NOT is_over
    RETURNING matched, chosen
"""
_CHOOSE = "UPDATE fault_count SET chosen = chosen + 1, hit = hit + ? WHERE fault_id = ? AND machine = ?"


def choose(seed: int, faults: Sequence[NamedFault], machine: str) -> NamedFault | None:
    """The first of the matching faults that hits this call, inside a transaction.

    Each of them counts the call, and decides for itself, whatever the others do.
    """
    hitting: NamedFault | None = None
    for fault in faults:
        counted = _execute(_COUNT, fault.id, machine).fetchone()
        if counted is not None and is_hit(seed, fault, machine, *counted):
            _execute(_CHOOSE, hitting is None, fault.id, machine)
            hitting = hitting or fault
    return hitting


def unfinished(faults: Sequence[str]) -> set[str]:
    """The machines that one of these faults has hit, and goes on for."""
    return {row.machine for row in FaultCount.select().where(_is_unfinished(faults))}


def finish(faults: Sequence[str], machines: Collection[str]) -> None:
    """These machines have asked how it came out, inside a transaction."""
    FaultCount.update(is_over=True).where(_is_unfinished(faults) & FaultCount.machine.in_(machines)).execute()


def _is_unfinished(faults: Sequence[str]) -> peewee.Expression:
    is_hit = FaultCount.fault_id.in_(faults) & (FaultCount.hit > 0)
    return cast("peewee.Expression", is_hit & ~FaultCount.is_over)


def _execute(sql: str, *values: object) -> sqlite3.Cursor:
    return cast("sqlite3.Cursor", Table._meta.database.execute_sql(sql, values))
