"""Memory that one thread no longer needs serves the others, as far as the C library can be told so."""

import ctypes
import sys

_M_ARENA_MAX = -8
"""As glibc's malloc.h numbers it."""


def share_one_heap() -> bool:
    """Before threads start: one heap for all of them. Whether the C library is one that can be told (glibc's).

    Left alone it makes a heap for each of the first threads, and each keeps what the others could use: over many calls
    a process grows by megabytes that nobody uses. Python's own lock lets one thread at a time run, so they hardly meet.
    """
    if sys.platform != "linux":
        return False
    try:
        set_option = ctypes.CDLL(None).mallopt
    except AttributeError:  # musl
        return False
    return bool(set_option(_M_ARENA_MAX, 1))
