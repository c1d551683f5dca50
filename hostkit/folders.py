"""Where our programs keep what must outlive them."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs

STATE_VARIABLE = "PIMPMYCASE_LAB_STATE"


def state_folder() -> Path:
    """The user's state folder for the lab, made when it is missing. The variable above moves it."""
    chosen = os.environ.get(STATE_VARIABLE)
    folder = Path(chosen) if chosen else platformdirs.user_state_path("pimpmycase-lab", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def machine_memory(kind: str, identifier: str, backend: str) -> Path:
    """Where one machine keeps what it must not forget: a file for each machine and backend."""
    address = urlsplit(backend)
    port = address.port or (443 if address.scheme == "https" else 80)
    host = (address.hostname or "").replace(":", "-")
    return state_folder() / f"{kind}-{identifier}-{host}-{port}.sqlite3"
