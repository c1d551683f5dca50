"""How many files and connections a program may have open at a time."""

import sys

ENOUGH = 65536
"""A limit beyond that serves nobody, and some programs go through all numbers below it when they start another."""


def raise_descriptor_limit() -> int:
    """Use what the computer's owner allows (Unix: the hard limit of RLIMIT_NOFILE); systems give programs much less.

    Returns how many descriptors there are now. Windows counts connections otherwise, and has enough.
    """
    if sys.platform == "win32":
        return ENOUGH
    import resource  # noqa: PLC0415 (Windows has none)

    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    soft, hard = (ENOUGH if limit == resource.RLIM_INFINITY else limit for limit in limits)
    wanted = min(hard, ENOUGH)
    if soft >= wanted:
        return soft
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, limits[1]))
    except (ValueError, OSError):  # macOS has another limit below the hard one, and doesn't tell it
        return soft
    return wanted
