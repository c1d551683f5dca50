"""With what the gate before the server speaks https."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tls:
    """Files (PEM) for the server, and what those who talk to it have to trust."""

    certificate: Path
    """The server's own, followed by its chain."""
    key: Path
    trusted: str
    """The certificate (PEM) that our own programs trust."""
    authority: Path | None = None
    """Our own authority's certificate, for machines to download; None when somebody else's vouches for us."""
