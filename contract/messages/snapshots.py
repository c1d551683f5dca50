"""Snapshots of the whole world under /lab/snapshots: the backend, and each program that is connected with it."""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from contract.hints import Code
from contract.messages.base import Answer, JsonObject, LabRequest, Text, Timestamp, one_of, problem
from contract.messages.journal import PreciseTimestamp

NAME = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,49}$"
PART = r"^(kiosk|station)-[A-Za-z0-9_-]{1,60}$"


def _name(value: str) -> str:
    if not re.fullmatch(NAME, value):
        raise problem(Code.SNAPSHOT_NAME, "Must be 1 to 50 letters, digits, _ or -, with a letter or digit first")
    return value


class PartOutcome(StrEnum):
    """What became of one program's share in a snapshot."""

    SAVED = "saved"
    NOT_SAVED = "not_saved"
    """It was connected, but sent nothing in time."""
    FOLLOWED = "followed"
    DID_NOT_FOLLOW = "did_not_follow"
    """It is connected, but did not take its share back, for the reason in `detail` or without a word."""
    NOT_IN_SNAPSHOT = "not_in_snapshot"
    """It is connected, and the snapshot knows nothing of it; it has begun anew."""
    NOT_CONNECTED = "not_connected"
    """The snapshot has its share, but it isn't there to take it."""


class PartState(Answer):
    """`part` is `kiosk-` with the machine id, or `station-` with the equipment id."""

    part: str
    outcome: PartOutcome
    detail: str | None = None


class MakeSnapshot(LabRequest):
    """Body of `POST /lab/snapshots`."""

    name: Annotated[Text, AfterValidator(_name)] = Field(json_schema_extra={"pattern": NAME})
    note: Text | None = Field(default=None, max_length=200)


class Snapshot(Answer):
    """`at` is the lab's time, which comes back with it. `size` is in bytes."""

    name: str
    note: str | None
    at: PreciseTimestamp
    real_time: PreciseTimestamp
    version: int
    size: int
    sessions: int
    orders: int
    parts: list[PartState]


class Snapshots(Answer):
    """Answer of `GET /lab/snapshots`, the newest first."""

    snapshots: list[Snapshot]


class Restored(Answer):
    """Answer of `POST /lab/snapshots/{snapshot_id}/restore`: `generation` is the new one of the events."""

    name: str
    generation: str
    at: PreciseTimestamp
    parts: list[PartState]


class KeepPart(LabRequest):
    """Body of `PUT /lab/snapshots/{snapshot_id}/parts/{part_id}`: what a program remembers, in its own words."""

    content: JsonObject


class Part(Answer):
    """Answer of `GET /lab/snapshots/{snapshot_id}/parts/{part_id}`."""

    part: str
    content: JsonObject


class Follow(LabRequest):
    """Body of `POST /lab/snapshots/{snapshot_id}/parts/{part_id}/follow`: the share was taken back, or couldn't be."""

    generation: Text = Field(max_length=20)
    outcome: Annotated[PartOutcome, BeforeValidator(one_of(PartOutcome))]
    detail: Text | None = Field(default=None, max_length=300)


class Restoration(Answer):
    """Told with the events of a generation that began with a restored snapshot."""

    snapshot: str
    at: Timestamp
