"""One program a machine: two kiosks that share one memory would spend the same money twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


class AlreadyRunning(Exception):
    """Another program on this computer holds the machine's memory."""


@contextmanager
def hold(file: Path, patience: float = 0) -> Iterator[None]:
    """Hold the lock inside the block; it ends with the program, however that ends.

    Raises AlreadyRunning when another has it for longer than `patience` seconds, and OSError.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()  # filelock takes some folders that can't be written for a lock that is held
    lock = FileLock(file)
    try:
        lock.acquire(timeout=patience)
    except Timeout as error:
        raise AlreadyRunning(file.stem) from error
    try:
        yield
    finally:
        lock.release()
