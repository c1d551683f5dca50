"""What kiosk and station do alike as programs: one a machine, a place to draw, and an honest exit status.

Imports no Qt by itself: that may only happen once the display is chosen.
"""

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hostkit.console import prepare_console, say
from hostkit.folders import machine_memory
from hostkit.single import AlreadyRunning, hold
from hostkit.store import StoreUnusable
from qtkit.display import choose_display

log = logging.getLogger(__name__)
Run = Callable[[Path, bool], None]


@dataclass(frozen=True, slots=True)
class Identity:
    """Which machine a program is, and at which backend."""

    kind: str
    """"kiosk" or "station"."""
    identifier: str
    backend: str
    option: str
    """The option that chooses another identifier, with an example."""


def prepare() -> None:
    """The console and the log, before anything is printed."""
    prepare_console()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")


def run_alone(identity: Identity, run: Run) -> int:
    """Run `run(memory, visible)`; the exit status is 0 after an ordinary end, 1 when it can't start or fails."""
    try:
        memory = machine_memory(identity.kind, identity.identifier, identity.backend)
        with hold(memory.with_suffix(".lock")):
            return _run(identity.kind, memory, run)
    except AlreadyRunning:
        say(
            f"The {identity.kind} {identity.identifier} is running on this computer already. "
            f"Close its window first, or start this one with {identity.option}.",
            sys.stderr,
        )
    except OSError as error:
        say(
            f"What the {identity.kind} must remember can't be kept: {error}. "
            "Set PIMPMYCASE_LAB_STATE to a folder that you may write to.",
            sys.stderr,
        )
    return 1


def _run(kind: str, memory: Path, run: Run) -> int:
    visible = choose_display()
    if not visible:
        say("No display here: the window is drawn in memory (QT_QPA_PLATFORM=offscreen).", sys.stderr)
    try:
        run(memory, visible)
    except KeyboardInterrupt:
        return 0
    except StoreUnusable as error:
        say(str(error), sys.stderr)
        return 1
    except ModuleNotFoundError as error:
        say(f"The {kind}'s window needs Qt ({error}). Install it: pip install '.[gui]'", sys.stderr)
        return 1
    except Exception:
        log.exception("The %s failed. Start it again: it goes on with what it had in hand.", kind)
        return 1
    return 0
