"""One program a machine: two kiosks that share one memory would spend the same money twice."""

from pathlib import Path

from filelock import FileLock, Timeout


class AlreadyRunning(Exception):
    """Another program on this computer holds the machine's memory."""


def hold(file: Path) -> FileLock:
    """Hold the lock until the program ends, however it ends. Raises AlreadyRunning."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(file)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise AlreadyRunning(file.stem) from error
    return lock
