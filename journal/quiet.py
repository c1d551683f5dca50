"""Which calls are worth a row, and which read the rows: asked by whoever takes calls down, with the same answer."""

from contract import lab_endpoints
from contract.kinds import kind_of

_READERS = tuple(
    endpoint.path.partition("{")[0].encode() for endpoint in (lab_endpoints.JOURNAL, lab_endpoints.TIMELINE)
)


def is_kept(path: str, status: int | None) -> bool:
    """Whether the call of that path with that answer gets a row; `status` is None where there was no answer."""
    is_refused = status is not None and status >= 400
    return is_refused or kind_of(path).is_journalled


def reads_journal(target: bytes) -> bool:
    """Whether who asks for this wants to find there what was called before."""
    return target.startswith(_READERS)
