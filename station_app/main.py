"""The station as a program."""

from collections.abc import Sequence
from pathlib import Path

from qtkit.program import Identity, prepare, run_alone
from station_app.options import parse


def main(arguments: Sequence[str] | None = None) -> int:
    """The program's exit status: 0 after an ordinary end, 1 when it can't start or fails, 2 for wrong arguments."""
    prepare()
    options = parse(arguments)

    def run(memory: Path, visible: bool) -> None:
        from station_app.program import run as run_station  # noqa: PLC0415 (Qt comes once its display is chosen)

        run_station(options, memory, visible)

    another = "--equipment and another id, such as PRINTER_001"
    return run_alone(Identity("station", options.equipment, options.backend, another), run)
