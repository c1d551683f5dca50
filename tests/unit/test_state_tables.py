"""Every state with every event of every table, that no table is forgotten, and that the page about them is true."""

import importlib
import pkgutil
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

import backend.rules
import gate
import kernel
import kiosk_app.machine
import station_app.press
from kernel.table import IllegalMove, Table, word
from tools.state_machines import PAGE, TABLES, page

PACKAGES = (kernel, backend.rules, kiosk_app.machine, station_app.press, gate)
CELLS = [
    pytest.param(table, state, event, id=f"{table.subject}: {word(event)} while {word(state)}")
    for _, table in TABLES
    for state, event in product(table.states, table.events)
]


def declared() -> Iterator[Table[Any, Any]]:
    """The tables in the modules of the rules, and in those of the gate."""
    for package in PACKAGES:
        for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
            things = vars(importlib.import_module(module.name)).values()
            yield from (thing for thing in things if isinstance(thing, Table))


@pytest.mark.parametrize(("table", "state", "event"), CELLS)
def test_an_event_is_legal_and_leads_somewhere_or_is_refused_by_name(
    table: Table[Any, Any], state: Any, event: Any
) -> None:
    if event in table.legal(state):
        assert table.can(state, event)
        assert table.after(state, event) in table.states
        return
    assert not table.can(state, event)
    expected = f"^{table.subject}: {word(event)} is not possible while {word(state)}; possible: "
    with pytest.raises(IllegalMove, match=expected) as refused:
        table.after(state, event)
    assert refused.value.legal == table.legal(state)


@pytest.mark.parametrize("table", [table for _, table in TABLES], ids=lambda table: table.subject)
def test_every_state_can_be_reached(table: Table[Any, Any]) -> None:
    reached = set(table.starts)
    while more := {after for before, _, after in table if before in reached} - reached:
        reached |= more
    assert reached == set(table.states)


@pytest.mark.parametrize("table", [table for _, table in TABLES], ids=lambda table: table.subject)
def test_every_event_happens_somewhere(table: Table[Any, Any]) -> None:
    assert {event for _, event, _ in table} == set(table.events)


def test_no_table_is_forgotten_and_each_has_a_name_of_its_own() -> None:
    assert set(declared()) == {table for _, table in TABLES}
    assert len({table.subject for _, table in TABLES}) == len(TABLES)


def test_the_page_about_them_is_true() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make state-machines writes it anew"
