"""Where phones and other computers reach this one. A laptop changes its network, so that is state and no setting.

Kept as a fact in the database, since two processes know it: one looks at the network, the other answers.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from urllib.parse import urlsplit

from backend.events.announcements import announce
from backend.models.queries.meta import fact, forget_fact, keep_fact
from backend.settings import Settings
from contract.vocabulary import LabEvent

_KEY = "public_addresses"
MOST_EARLIER = 20
"""Earlier addresses that are remembered, the latest first: orders may carry links by them."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """URLs without a slash at the end."""

    present: str
    earlier: tuple[str, ...] = ()

    def after(self, url: str) -> "Addresses":
        """Those of a computer that is reached there from now on."""
        known = (self.present, *self.earlier)
        return Addresses(url, tuple(one for one in known if one != url)[:MOST_EARLIER])


def public_url(settings: Settings) -> str:
    """Inside `reading` or `writing`: what the network was seen to be, or before that what we were started with."""
    kept = kept_addresses()
    return settings.public_url if kept is None else kept.present


def own_addresses(settings: Settings) -> list[str]:
    """Inside `reading` or `writing`: all by which links lead, or led, to this backend."""
    kept = kept_addresses()
    known = [settings.public_url, settings.own_url, *((kept.present, *kept.earlier) if kept else ())]
    return list(dict.fromkeys([*filter(None, known), *_here(settings.own_url)]))


def _here(own_url: str) -> Iterator[str]:
    """What those on this computer call us. A public URL may be a proxy's, whose port is not ours."""
    own = urlsplit(own_url)
    if own.port is not None:
        yield from (f"{own.scheme}://{name}:{own.port}" for name in ("127.0.0.1", "localhost", "[::1]"))


def be_reached_at(url: str, at: datetime) -> None:
    """Inside a transaction: this is where we are reached; told to those who knew another address. `at` by the lab."""
    kept = kept_addresses()
    if kept is None:
        keep_addresses(Addresses(url))
    elif kept.present != url:
        keep_addresses(kept.after(url))
        announce(LabEvent.ADDRESS_CHANGED, at, public_url=url, previous=kept.present)


def kept_addresses() -> Addresses | None:
    """None for a database that no server has told yet."""
    kept = fact(_KEY)
    if kept is None:
        return None
    document = json.loads(kept)
    return Addresses(document["present"], tuple(document["earlier"]))


def keep_addresses(addresses: Addresses | None) -> None:
    """Inside a transaction."""
    if addresses is None:
        forget_fact(_KEY)
    else:
        keep_fact(_KEY, json.dumps(asdict(addresses)))
