"""What every use case works with."""

from dataclasses import dataclass
from datetime import datetime

from backend.artwork.studio import Studio
from backend.catalogue import Catalogue
from backend.clock import Clock
from backend.models.database import Store
from backend.settings import Settings


@dataclass(frozen=True, slots=True)
class Environment:
    """One backend: its settings, its time, its database, what it sells and who draws it."""

    settings: Settings
    clock: Clock
    store: Store
    catalogue: Catalogue
    studio: Studio

    @property
    def now(self) -> datetime:
        return self.clock.now()
