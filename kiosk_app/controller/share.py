"""The kiosk's share in a snapshot of the lab's world."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from contract.messages.base import JsonObject
from contract.world import ShareUnusable
from hostkit.store import NOTHING, NotAStore, check_content
from kiosk_app.machine.screen import Screen

IDLE = {Screen.ATTRACT, Screen.ENDED}
"""Screens without a session. A machine that is switched on opens one at once; one that is restored does not."""


class KioskShare(BaseModel):
    """The store with sale, books, bank and queue, and what the machine did without a sale."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    form: Literal[1]
    """Counts the ways in which the memory was written down so far."""
    store: dict[str, Any]
    stands_idle: bool


def share_of(store: dict[str, Any], screen: Screen) -> KioskShare:
    return KioskShare(form=1, store=store, stands_idle=screen in IDLE)


NEW = share_of(dict(NOTHING), Screen.STARTING)
"""Of a machine that begins anew."""


def read_share(content: JsonObject | None) -> KioskShare:
    """What `share_of` has made; None begins anew. Raises ShareUnusable."""
    if content is None:
        return NEW
    try:
        share = KioskShare.model_validate(content)
        check_content(share.store)
    except (ValidationError, NotAStore) as error:
        raise ShareUnusable("The snapshot holds the memory of another version of the kiosk") from error
    return share
