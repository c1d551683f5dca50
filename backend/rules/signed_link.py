"""Links that give a right to one file until a moment, without a login."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from enum import Enum

LIFETIME = timedelta(days=7)
"""How long a download link is good (decisions, "download-links")."""


class LinkFault(Enum):
    """Why a link gives no right."""

    UNSIGNED = "unsigned"
    FORGED = "forged"
    EXPIRED = "expired"


def signature(key: str, path: str, expires: int) -> str:
    """HMAC-SHA256, in hexadecimal, over what a link promises; `expires` in whole Unix seconds."""
    return hmac.new(key.encode(), f"{path}\n{expires}".encode(), hashlib.sha256).hexdigest()


def fault(key: str, path: str, expires: str | None, signed: str | None, now: datetime) -> LinkFault | None:
    """What is wrong with a link as it arrived; None when nothing is. It is good up to and including `expires`.

    Takes equally long for every wrong signature. Whether a link has expired is only told to whoever had a right.
    """
    if not expires or not signed:
        return LinkFault.UNSIGNED
    moment = _seconds(expires)
    if moment is None or not hmac.compare_digest(signature(key, path, moment).encode(), _comparable(signed)):
        return LinkFault.FORGED
    return LinkFault.EXPIRED if now > datetime.fromtimestamp(moment, UTC) else None


def _comparable(signed: str) -> bytes:
    return signed.encode("utf-8", "backslashreplace")


def _seconds(text: str) -> int | None:
    """Only as we write them: no sign, no blanks, at most ten digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else None
