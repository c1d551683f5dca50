"""Bodies as text: in which charset they arrived, and how much of them is kept."""

from typing import NamedTuple

LONGEST = 16 * 1024
"""Characters of a body that are kept."""
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
    """UTF-8 as it should be, GBK as Chinese clients like to send it, or what it looks like byte by byte."""
    for charset in ("UTF-8", "GBK"):
        try:
            return Decoded(body.decode(charset), charset)
        except UnicodeDecodeError:
            if b"\0" in body:
                return Decoded(None, None)
    return Decoded(body.decode(_UNKNOWN), None)
