"""Snapshots of the whole world, and the programs' shares in them."""

from flask import Blueprint, Response

from backend.http.answers import answer
from backend.http.bodies import read
from backend.http.context import environment
from backend.http.routing import serves
from backend.snapshots import making, restoring, sharing
from backend.snapshots.shelf import Shelf
from contract import lab_endpoints
from contract.messages.snapshots import Follow, KeepPart, MakeSnapshot, Snapshots

snapshots = Blueprint("snapshots", __name__)


@serves(snapshots, lab_endpoints.SNAPSHOTS)
def list_snapshots() -> Response:
    return answer(Snapshots(snapshots=_shelf().snapshots()))


@serves(snapshots, lab_endpoints.MAKE_SNAPSHOT)
def make() -> Response:
    return answer(making.make_snapshot(environment(), read(MakeSnapshot)))


@serves(snapshots, lab_endpoints.REMOVE_SNAPSHOT)
def remove(snapshot_id: str) -> Response:
    with environment().parts.work(snapshot_id):
        _shelf().remove(snapshot_id)
    return Response(status=204)


@serves(snapshots, lab_endpoints.RESTORE_SNAPSHOT)
def restore(snapshot_id: str) -> Response:
    return answer(restoring.restore_snapshot(environment(), snapshot_id))


@serves(snapshots, lab_endpoints.KEEP_PART)
def keep_part(snapshot_id: str, part_id: str) -> Response:
    sharing.keep_part(environment(), snapshot_id, part_id, read(KeepPart))
    return Response(status=204)


@serves(snapshots, lab_endpoints.PART)
def read_part(snapshot_id: str, part_id: str) -> Response:
    return answer(sharing.read_part(environment(), snapshot_id, part_id))


@serves(snapshots, lab_endpoints.FOLLOW)
def follow(snapshot_id: str, part_id: str) -> Response:
    sharing.follow(environment(), snapshot_id, part_id, read(Follow))
    return Response(status=204)


def _shelf() -> Shelf:
    return Shelf(environment().settings.database)
