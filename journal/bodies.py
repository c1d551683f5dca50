"""Bodies on their way into a row: masked, as text, and no more of it than is kept."""

from contract.masking import mask_text
from journal.text import LONGEST, decode


def masked_body(body: bytes) -> bytes:
    """Itself where nothing has to be masked."""
    decoded = decode(body)
    if not decoded.text:
        return body
    masked = mask_text(decoded.text)
    return body if masked == decoded.text else decoded.encode(masked)


def stored(body: bytes | None, size: int | None) -> tuple[str | None, int | None, str | None]:
    """Charset, size and text; of a body that isn't kept the size alone."""
    if body is None:
        return None, size, None
    text, charset = decode(body)
    return charset, size, None if text is None else text[:LONGEST]
