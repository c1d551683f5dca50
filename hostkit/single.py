"""One program a machine: two kiosks that share one memory would spend the same money twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


class AlreadyRunning(Exception):
    """Another program on this computer holds the machine's memory."""


@contextmanager
def hold(file: Path) -> Iterator[None]:
    """Hold the lock inside the block; it ends with the program, however that ends. Raises AlreadyRunning."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(file)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise AlreadyRunning(file.stem) from error
    try:
        yield
    finally:
        lock.release()
