"""The kiosk as a program: its arguments, its one place on this computer, and its exit status."""

import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from hostkit.console import prepare_console, say
from hostkit.folders import state_folder
from hostkit.single import AlreadyRunning, hold
from kiosk_app.options import Options, parse
from kiosk_app.program import run
from qtkit.display import choose_display
from qtkit.language import LANGUAGES

log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """The program's exit status: 0 after an ordinary end, 1 when it can't start or fails, 2 for wrong arguments."""
    prepare_console()
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    options = parse(arguments, LANGUAGES)
    try:
        memory = memory_file(options)
        lock = hold(memory.with_suffix(".lock"))
    except AlreadyRunning:
        say(
            f"Machine {options.machine} is running on this computer already. "
            "Close its window first, or start this one with --machine and another id, such as VM002.",
            sys.stderr,
        )
        return 1
    except OSError as error:
        say(
            f"The machine's memory can't be kept: {error}. Set PIMPMYCASE_LAB_STATE to a folder that you may write to.",
            sys.stderr,
        )
        return 1
    with lock:
        return _run(options, memory)


def memory_file(options: Options) -> Path:
    """Where this machine keeps what it must not forget: one file for each machine and backend."""
    address = urlsplit(options.backend)
    port = address.port or (443 if address.scheme == "https" else 80)
    host = (address.hostname or "").replace(":", "-")
    return state_folder() / f"kiosk-{options.machine}-{host}-{port}.sqlite3"


def _run(options: Options, memory: Path) -> int:
    visible = choose_display()
    if not visible:
        say("No display here: the window is drawn in memory (QT_QPA_PLATFORM=offscreen).", sys.stderr)
    try:
        run(options, memory, visible)
    except KeyboardInterrupt:
        return 0
    except Exception:
        log.exception("The kiosk failed. Start it again: it goes on with the sale that it had in hand.")
        return 1
    return 0
