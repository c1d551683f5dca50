"""The public address is written down by the main process, which looks at the network; the worker reads it there."""

from backend.models.database import Store
from backend.world.lab_clock import LabClock
from backend.world.public_address import be_reached_at
from kernel.clock import SystemClock


def announce_address(store: Store, url: str) -> None:
    """State and event in one transaction. Raises DatabaseBusy and DatabaseFull."""
    now = LabClock(store, SystemClock()).now()
    with store.writing():
        be_reached_at(url, now)
