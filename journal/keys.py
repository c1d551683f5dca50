"""What a call's two parts are found by, and its number for people."""

import secrets

_BITS = 63
"""What SQLite takes as a positive whole number."""


def new_key() -> int:
    """Of one call among all that a journal will ever hold, whoever takes it down: nobody could count for everybody."""
    return secrets.randbits(_BITS)


def new_connection() -> str:
    """What the calls of one connection are found by among all that a journal holds: 8 lower-case hex digits."""
    return f"{secrets.randbits(32):08x}"


def request_id_of(key: int) -> str:
    """`req_` and 8 lower-case hex digits."""
    return f"req_{key >> (_BITS - 32):08x}"
