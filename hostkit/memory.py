"""Memory that one thread no longer needs serves the others, or goes back, as far as the C library can be told so."""

import ctypes
import sys

_M_ARENA_MAX = -8
"""As glibc's malloc.h numbers it."""


def share_one_heap() -> bool:
    """Before threads start: one heap for all of them. Whether the C library is one that can be told (glibc's).

    Left alone it makes a heap for each of the first threads, and each keeps what the others could use: over many calls
    a process grows by megabytes that nobody uses. Python's own lock lets one thread at a time run, so they hardly meet.
    """
    library = _glibc()
    return library is not None and bool(library.mallopt(_M_ARENA_MAX, 1))


def give_back_memory() -> None:
    """What lies free between blocks in use goes back to the system. Takes some milliseconds."""
    library = _glibc()
    if library is not None:
        library.malloc_trim(0)


def _glibc() -> ctypes.CDLL | None:
    """None on other systems, and with another C library, such as musl."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") else None
