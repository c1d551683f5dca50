"""One row of the surface: everything that a call is, apart from what it does."""

from dataclasses import dataclass
from typing import Any, Generic
from urllib.parse import quote

from typing_extensions import TypeVar  # the standard library's has no default yet

from contract.kinds import Kind
from contract.messages.base import Answer, Request
from contract.messages.query import Query

AnswerT_co = TypeVar("AnswerT_co", bound=Answer, default=Answer, covariant=True)
JSON = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Endpoint(Generic[AnswerT_co]):
    """One call. `name` is its operationId, `{names}` in the path are ids.

    `refusals` are the statuses beside those that every call of its kind may get.
    """

    name: str
    kind: Kind
    method: str
    path: str
    summary: str
    section: str
    """Of the guides, or of the lab's document."""
    query: type[Query] | None = None
    requests: tuple[type[Request], ...] = ()
    """The bodies that it takes, each of which is one way to say it."""
    examples: tuple[dict[str, Any], ...] = ()
    """Request bodies as the guides print them."""
    answer: type[AnswerT_co] | None = None
    """An endpoint without one sends a file, or nothing."""
    media_types: tuple[str, ...] = ()
    """Of the file."""
    success: int = 200
    """The status of an answer that isn't refused."""
    refusals: tuple[int, ...] = ()

    @property
    def content_types(self) -> tuple[str, ...]:
        """Of what it answers; empty for nothing."""
        return self.media_types if self.answer is None else (JSON,)

    def url(self, **ids: str) -> str:
        """The path with its ids filled in, percent-encoded."""
        return self.path.format(**{name: quote(value, safe="") for name, value in ids.items()})
