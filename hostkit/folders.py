"""Where our programs keep what must outlive them."""

import os
from pathlib import Path

import platformdirs

STATE_VARIABLE = "PIMPMYCASE_LAB_STATE"


def state_folder() -> Path:
    """The user's state folder for the lab, made when it is missing. The variable above moves it."""
    chosen = os.environ.get(STATE_VARIABLE)
    folder = Path(chosen) if chosen else platformdirs.user_state_path("pimpmycase-lab", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
