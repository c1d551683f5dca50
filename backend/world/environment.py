"""What every use case works with."""

from dataclasses import dataclass, field
from datetime import datetime

from artwork.studio import Studio
from backend.catalogue import Catalogue
from backend.models.database import Store
from backend.settings import Settings
from backend.world.call_numbers import CallNumbers
from backend.world.kept_files import KeptFiles
from backend.world.known_faults import KnownFaults
from backend.world.lab_clock import LabClock
from backend.world.parts import Parts
from backend.world.wanted_pictures import WantedPictures
from backend.world.world import World
from kernel.chance import Chance


@dataclass(frozen=True, slots=True)
class Environment:
    """One backend: settings, time, chance, database, what it sells, who draws it and what goes wrong on demand."""

    settings: Settings
    clock: LabClock
    chance: Chance
    store: Store
    catalogue: Catalogue
    files: KeptFiles
    studio: Studio
    """Draws for print, with patience."""
    screen_studio: Studio
    faults: KnownFaults
    call_numbers: CallNumbers
    world: World = field(default_factory=World)
    pictures: WantedPictures = field(default_factory=WantedPictures)
    parts: Parts = field(default_factory=Parts)

    @property
    def now(self) -> datetime:
        return self.clock.now()
