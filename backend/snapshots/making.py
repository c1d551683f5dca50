"""POST /lab/snapshots: the shares of the programs first, then the backend.

So the backend in a snapshot is never behind them; what they don't know yet, they ask or say again.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from backend.events.announcements import announce
from backend.models import schema
from backend.models.copies import counts
from backend.models.order import Order
from backend.models.session import Session
from backend.snapshots.artwork import linking
from backend.snapshots.manifest import (
    ARTWORK,
    DATABASE,
    FORMAT,
    MANIFEST,
    PARTS,
    Manifest,
    kept_files,
    write_durably,
)
from backend.snapshots.outcomes import saved
from backend.snapshots.shelf import Shelf
from backend.world.environment import Environment
from backend.world.roll_call import RollCall
from contract.messages.base import JsonObject
from contract.messages.snapshots import MakeSnapshot, PartState, Snapshot
from contract.vocabulary import LabEvent

PATIENCE = 3.0
"""Seconds of real time for the programs to send their shares."""


def make_snapshot(environment: Environment, request: MakeSnapshot, patience: float = PATIENCE) -> Snapshot:
    """Save the world as it is. Raises Conflict, and then nothing is kept."""
    shelf = Shelf(environment.settings.database)
    with environment.parts.work(request.name):
        shelf.check_room(request.name)
        with shelf.workplace() as place:
            parts = _gather(environment, request.name, place / PARTS, patience)
            with linking(environment.files.folder, place / ARTWORK):
                environment.store.copy_to(place / DATABASE)
            manifest = _manifest(environment, request.note, place, parts)
            write_durably(place / MANIFEST, manifest.model_dump_json(indent=2).encode())
            shelf.put(place, request.name)
    return manifest.described(request.name)


def subject(name: str) -> str:
    """What the programs are asked while that snapshot is made."""
    return f"make {name}"


def _gather(environment: Environment, name: str, folder: Path, patience: float) -> list[PartState]:
    call: RollCall[JsonObject] = RollCall(subject(name), environment.parts.connected())
    with environment.parts.calling(call):
        with environment.store.writing():
            announce(LabEvent.SNAPSHOT_WANTED, environment.now, name=name)
        contents = call.gather(patience)
    _write_parts(folder, contents)
    return saved(call.asked, contents)


def _write_parts(folder: Path, contents: Mapping[str, JsonObject]) -> None:
    for part, content in contents.items():
        write_durably(folder / f"{part}.json", json.dumps(content).encode())


def _manifest(environment: Environment, note: str | None, place: Path, parts: list[PartState]) -> Manifest:
    """The time is read after the copy was made: nothing in it is later."""
    time = environment.clock.time
    sessions, orders = counts(place / DATABASE, Session, Order)
    return Manifest(
        format=FORMAT,
        layout=schema.VERSION,
        note=note,
        at=environment.now,
        real_time=environment.clock.real_time.now(),
        mode=time.mode,
        rate=time.rate,
        sessions=sessions,
        orders=orders,
        parts=parts,
        files=kept_files(place),
    )
