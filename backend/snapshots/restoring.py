"""POST /lab/snapshots/{name}/restore: everything is checked and prepared first, then replaced at once."""

import json
import shutil
from contextlib import closing, suppress
from pathlib import Path

from backend.base.refusals import Conflict
from backend.models.database import open_database
from backend.models.queries.deliveries import forget_claims
from backend.models.queries.meta import GENERATION, RESTORED, keep_fact
from backend.models.queries.meta import generation as present_generation
from backend.models.unusable import DatabaseBusy, DatabaseFull, DatabaseUnusable
from backend.snapshots.artwork import linking
from backend.snapshots.manifest import ARTWORK, DATABASE, Manifest, check_files, damaged, read_manifest
from backend.snapshots.outcomes import followed
from backend.snapshots.shelf import Shelf
from backend.world.call_numbers import begin_life
from backend.world.environment import Environment
from backend.world.lab_clock import keep
from backend.world.lost_time import lose
from backend.world.public_address import keep_addresses, kept_addresses
from backend.world.roll_call import RollCall
from backend.world.world import StillInUse
from contract.hints import Code
from contract.lab_time import LabTime
from contract.messages.base import format_time
from contract.messages.snapshots import PartOutcome, PartState, Restored

PATIENCE = 5.0
"""Seconds of real time for the programs to follow."""
LONGEST_CALL = 3.0
"""Seconds of real time to wait until the calls under way are done; new ones wait meanwhile."""


def restore_snapshot(
    environment: Environment, name: str, patience: float = PATIENCE, longest_call: float = LONGEST_CALL
) -> Restored:
    """Bring the world back. Raises NotFound and Conflict, and then nothing was touched.

    Not for a call that is inside of the environment's `world`.
    """
    shelf = Shelf(environment.settings.database)
    generation = _next_generation(environment)
    with environment.parts.work(name):
        folder = shelf.find(name)
        manifest = read_manifest(folder)
        check_files(folder, manifest)
        call: RollCall[PartState] = RollCall(subject(name, generation), environment.parts.connected())
        with environment.parts.calling(call):
            with environment.clock.held(), shelf.workplace() as place:
                with linking(folder / ARTWORK, environment.files.folder):
                    world = _prepare(place / DATABASE, folder, manifest, generation, environment)
                _replace(environment, name, world, longest_call)
                with suppress(DatabaseBusy, DatabaseFull):  # the world is back; the log can wait for a later commit
                    environment.store.empty_log()
            said = call.gather(patience)
    kept = [state.part for state in manifest.parts if state.outcome is PartOutcome.SAVED]
    return Restored(name=name, generation=generation, at=manifest.at, parts=followed(call.asked, kept, said))


def _next_generation(environment: Environment) -> str:
    """Follows from the present one: a snapshot that is restored twice begins another life each time."""
    with environment.store.reading():
        present = present_generation()
    return environment.chance.octets(4, "generation", present).hex()


def subject(name: str, generation: str) -> str:
    """What the programs are asked after that snapshot was restored."""
    return f"restore {name} as {generation}"


def _prepare(copy: Path, folder: Path, manifest: Manifest, generation: str, environment: Environment) -> Path:
    """The snapshot's database as the one of a new generation, whose time goes on from the snapshot's.

    Where this computer is reached is no part of the world that comes back.
    """
    now = environment.clock.real_time.now()
    with environment.store.reading():
        addresses = kept_addresses()
    shutil.copyfile(folder / DATABASE, copy)
    restored = {"snapshot": folder.name, "at": format_time(manifest.at)}
    try:
        with closing(open_database(copy, lambda: None)) as store, store.writing():
            keep_fact(GENERATION, generation)
            begin_life()
            keep_fact(RESTORED, json.dumps(restored))
            keep(LabTime(manifest.mode, manifest.rate, manifest.at, now))
            lose(manifest.real_time, now)
            forget_claims()
            keep_addresses(addresses)
    except DatabaseUnusable as error:
        raise damaged(folder.name, f"{DATABASE} is no database of this version") from error
    return copy


def _replace(environment: Environment, name: str, world: Path, longest_call: float) -> None:
    try:
        with environment.world.replacing(longest_call):
            environment.store.replace_from(world)
            environment.clock.read_again()
            environment.faults.read_again()
            environment.call_numbers.read_again()
    except StillInUse as error:
        detail = f"Another call has been under way for {longest_call:.0f} s. Nothing was changed; try again after it"
        raise Conflict(Code.SNAPSHOT_BUSY, detail, snapshot=name) from error
