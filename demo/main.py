"""run_demo.py: from the command line to the exit status."""

import asyncio
import os
import sys
from collections.abc import Sequence

from demo.album import Album
from demo.arguments import Arguments, parse
from demo.demonstration import Demonstration
from demo.interruption import Interrupted, ending_on_signals
from demo.program import ProgramEnded
from demo.steps import StepFailed
from hostkit.console import prepare_console, say
from hostkit.folders import STATE_VARIABLE
from hostkit.single import AlreadyRunning, hold
from qtkit.display import choose_display


def main(words: Sequence[str] | None = None) -> int:
    """Run the demo. Returns the exit status."""
    prepare_console()
    arguments = parse(words)
    album = Album(arguments.output.absolute())
    try:
        album.folder.mkdir(parents=True, exist_ok=True)
        with hold(album.folder / ".demo.lock"):
            album.clear()
            return _show(arguments, album)
    except AlreadyRunning:
        return _refuse(f"Another demo writes to {album.folder}: choose another folder with --output.")
    except OSError as error:
        return _refuse(f"The folder {album.folder} can't be written ({error.strerror}): choose another with --output.")


def _show(arguments: Arguments, album: Album) -> int:
    os.environ[STATE_VARIABLE] = str(album.state)  # a demo never touches what the user's own lab remembers
    if arguments.headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    visible = choose_display()
    if not visible:
        say("No windows: the programs draw in memory.")
    try:
        asyncio.run(_run(arguments, album, visible))
    except StepFailed as failure:
        if visible and _window_was_closed(failure):
            return _stop()
        say(f"Failed at the step “{failure.step}”: {failure.reason}", sys.stderr)
        return 1
    except (Interrupted, KeyboardInterrupt):
        return _stop()
    say(f"Done: pictures and summary.json are in {album.folder}")
    return 0


async def _run(arguments: Arguments, album: Album, visible: bool) -> None:
    await Demonstration(arguments, album, visible, ending_on_signals()).run()


def _window_was_closed(failure: StepFailed) -> bool:
    cause = failure.__cause__
    return isinstance(cause, ProgramEnded) and cause.status == 0


def _stop() -> int:
    say("Ended before the sale was over, as you wished.")
    return 0


def _refuse(sentence: str) -> int:
    say(sentence, sys.stderr)
    return 1
