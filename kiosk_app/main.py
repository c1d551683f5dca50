"""The kiosk as a program."""

from collections.abc import Sequence
from pathlib import Path

from kiosk_app.options import parse
from qtkit.program import Identity, prepare, run_alone


def main(arguments: Sequence[str] | None = None) -> int:
    """The program's exit status: 0 after an ordinary end, 1 when it can't start or fails, 2 for wrong arguments."""
    prepare()
    options = parse(arguments)

    def run(memory: Path, visible: bool) -> None:
        from kiosk_app.program import run as run_kiosk  # noqa: PLC0415 (Qt comes once its display is chosen)

        run_kiosk(options, memory, visible)

    return run_alone(
        Identity("kiosk", options.machine, options.backend, "--machine and another id, such as VM002"), run
    )
