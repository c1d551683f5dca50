"""Where our programs keep what must outlive them."""

import os
from pathlib import Path

import platformdirs

from hostkit.addresses import host_of, port_of

STATE_VARIABLE = "PIMPMYCASE_LAB_STATE"


def state_folder() -> Path:
    """The user's state folder for the lab, made when it is missing. The variable above moves it."""
    chosen = os.environ.get(STATE_VARIABLE)
    folder = Path(chosen) if chosen else platformdirs.user_state_path("pimpmycase-lab", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def machine_memory(kind: str, identifier: str, backend: str) -> Path:
    """Where one machine keeps what it must not forget: a file for each machine and backend."""
    host = host_of(backend).replace(":", "-")
    return state_folder() / f"{kind}-{identifier}-{host}-{port_of(backend)}.sqlite3"
