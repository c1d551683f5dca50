"""The station's share in a snapshot of the lab's world."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from contract.messages.base import JsonObject
from contract.world import ShareUnusable
from hostkit.store import NOTHING, NotAStore, check_content
from station_app.press.press import FREE, Phase, PressMemento


class PressShare(BaseModel):
    """How far the press is with its case. After a crash a half-printed case is scrap; in a snapshot it is not."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    phase: Phase
    fraction: float = Field(ge=0, le=1)
    speed: float = Field(gt=0)

    @property
    def memento(self) -> PressMemento:
        return PressMemento(self.phase, self.fraction, self.speed)


class StationShare(BaseModel):
    """The store with who the station is, its job and its unsent updates; the press; whether a person has paused it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    form: Literal[1]
    """Counts the ways in which the memory was written down so far."""
    store: dict[str, Any]
    press: PressShare
    paused: bool


def share_of(store: dict[str, Any], press: PressMemento, paused: bool) -> StationShare:
    kept = PressShare(phase=press.state, fraction=press.fraction, speed=press.speed)
    return StationShare(form=1, store=store, press=kept, paused=paused)


NEW = share_of(dict(NOTHING), FREE, paused=False)
"""Of a station that begins anew."""


def read_share(content: JsonObject | None) -> StationShare:
    """What `share_of` has made; None begins anew. Raises ShareUnusable."""
    if content is None:
        return NEW
    try:
        share = StationShare.model_validate(content)
        check_content(share.store)
    except (ValidationError, NotAStore) as error:
        raise ShareUnusable("The snapshot holds the memory of another version of the station") from error
    return share
