"""What a program does with its own share in a snapshot."""

import json

from backend.base.refusals import Conflict, NotFound, invalid
from backend.base.validation import check_document
from backend.snapshots import making, restoring
from backend.snapshots.manifest import PARTS, check_file, read_manifest
from backend.snapshots.outcomes import TAKES_BACK
from backend.snapshots.shelf import Shelf
from backend.world.environment import Environment
from contract.hints import Code
from contract.messages.snapshots import Follow, KeepPart, Part, PartState

LARGEST = 1024
"""KB: as large as a body may be."""


def keep_part(environment: Environment, snapshot: str, part: str, request: KeepPart) -> None:
    """Take a share while the snapshot is being made. Raises Conflict when nobody waits for it, and Invalid."""
    check_document("content", request.content, LARGEST)
    if not environment.parts.say(making.subject(snapshot), part, request.content):
        raise _not_asked(snapshot, part)


def read_part(environment: Environment, snapshot: str, part: str) -> Part:
    """Raises NotFound without such a share, and Conflict for a damaged one."""
    folder = Shelf(environment.settings.database).find(snapshot)
    manifest = read_manifest(folder)
    path = f"{PARTS}/{part}.json"
    if path not in manifest.files:
        detail = f"Snapshot {snapshot} has no share of {part}"
        raise NotFound(Code.PART_UNKNOWN, detail, snapshot=snapshot, part=part)
    check_file(folder, manifest, path)
    return Part(part=part, content=json.loads((folder / path).read_bytes()))


def follow(environment: Environment, snapshot: str, part: str, request: Follow) -> None:
    """A program says what came of its share. Raises Conflict when nobody waits for that, and Invalid."""
    if request.outcome not in TAKES_BACK:
        words = ", ".join(sorted(TAKES_BACK))
        raise invalid(Code.FIELD_WORD, "outcome", f"Must be one of: {words}", request.outcome, words)
    state = PartState(part=part, outcome=request.outcome, detail=request.detail)
    if not environment.parts.say(restoring.subject(snapshot, request.generation), part, state):
        raise _not_asked(snapshot, part)


def _not_asked(snapshot: str, part: str) -> Conflict:
    detail = f"Nobody waits for {part} in snapshot {snapshot}"
    return Conflict(Code.PART_NOT_ASKED, detail, snapshot=snapshot, part=part)
