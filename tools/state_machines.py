"""Write docs/state-machines.md: each state table as a picture and as a grid. Takes no arguments."""

from collections import defaultdict
from pathlib import Path
from typing import Any

from backend.rules import job, order, payment, session
from gate import phases
from kernel import fault_life
from kernel.table import Table, word
from kiosk_app.machine import bank, card_reader, sale, screen
from station_app.press import press

PAGE = Path(__file__).resolve().parents[1] / "docs" / "state-machines.md"
TABLES: list[tuple[str, Table[Any, Any]]] = [
    ("backend/rules/session.py", session.STATUS),
    ("backend/rules/session.py", session.PROGRESS),
    ("backend/rules/payment.py", payment.MOVES),
    ("backend/rules/order.py", order.MOVES),
    ("backend/rules/job.py", job.MOVES),
    ("kiosk_app/machine/screen.py", screen.FLOW),
    ("kiosk_app/machine/sale.py", sale.MOVES),
    ("kiosk_app/machine/card_reader.py", card_reader.MOVES),
    ("kiosk_app/machine/bank.py", bank.MOVES),
    ("station_app/press/press.py", press.MOVES),
    ("kernel/fault_life.py", fault_life.MOVES),
    ("gate/phases.py", phases.PHASES),
]
"""Every state machine, with the file that declares it: the lab's side, the kiosk's, the station's, the gate's."""
PREFACE = """\
# State machines

Made from the tables in the code by `make state-machines`; don't edit it here.

Each table is a [`Table`](../kernel/table.py), the one door to its states: what it lacks is refused with `IllegalMove`.
In the pictures an arrow is an event that leads elsewhere, a dot where a life begins, a ring where nothing leads away.
The grid below each has every state and event: where it leads, `=` where it is accepted and changes nothing, and nothing
where it is refused.
"""


def main() -> None:
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    return "\n".join([PREFACE, *(section(file, table) for file, table in TABLES)])


def section(file: str, table: Table[Any, Any]) -> str:
    title = table.subject.capitalize()
    return f"## {title}\n\n[{file}](../{file})\n\n```mermaid\n{picture(table)}\n```\n\n{grid(table)}\n"


def picture(table: Table[Any, Any]) -> str:
    """A Mermaid state diagram; events that lead the same way share an arrow."""
    begins = [f"[*] --> {word(state)}" for state in table.starts]
    ends = [f"{word(state)} --> [*]" for state in table.states if table.is_final(state)]
    return "\n    ".join(["stateDiagram-v2", *begins, *arrows(table), *ends])


def arrows(table: Table[Any, Any]) -> list[str]:
    events: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for before, event, after in table:
        if before is not after:
            events[word(before), word(after)].append(word(event))
    return [f"{before} --> {after}: {', '.join(names)}" for (before, after), names in events.items()]


def grid(table: Table[Any, Any]) -> str:
    head = ["", *map(word, table.events)]
    body = [[f"**{word(state)}**", *(cell(table, state, event) for event in table.events)] for state in table.states]
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *body])


def cell(table: Table[Any, Any], state: Any, event: Any) -> str:
    if not table.can(state, event):
        return ""
    following = table.after(state, event)
    return "=" if following is state else word(following)


if __name__ == "__main__":
    main()
