"""Bodies as text: in which charset they arrived, and how much of them is kept."""

import json
from typing import NamedTuple

LONGEST = 16 * 1024
"""Characters of a body, and of the lines of a head, that are kept."""
_WIDE = ("utf-16", "utf-32")
_UNKNOWN = "latin-1"
"""Shows every byte as some character, and turns back into the same bytes."""


class Decoded(NamedTuple):
    """`charset` is None where it is unknown; `text` is None for what isn't text at all."""

    text: str | None
    charset: str | None

    def encode(self, text: str) -> bytes:
        """Another text in the same charset."""
        return text.encode(self.charset or _UNKNOWN, "backslashreplace")


def decode(body: bytes) -> Decoded:
    """UTF-8 as it should be, GBK as Chinese clients like to send it, or what it looks like byte by byte.

    UTF-16 and UTF-32 are no text here: nobody would find in them what has to be masked.
    """
    if b"\0" in body and json.detect_encoding(body).startswith(_WIDE):
        return Decoded(None, None)
    for charset in ("UTF-8", "GBK"):
        try:
            return Decoded(body.decode(charset), charset)
        except UnicodeDecodeError:
            if b"\0" in body:
                return Decoded(None, None)
    return Decoded(body.decode(_UNKNOWN), None)
