"""What an API's document says beside what its table of endpoints does."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from contract.endpoint import Endpoint
from contract.messages.base import Answer

Node = dict[str, Any]


class Surface(ABC):
    """An API with a document of its own."""

    title: ClassVar[str]
    version: ClassVar[str] = "2.2.0"
    description: ClassVar[str]
    endpoints: ClassVar[tuple[Endpoint, ...]]
    tags: ClassVar[Mapping[str, str]]
    """What belongs together, by name, with a description."""
    reasons: ClassVar[Mapping[int, str]]
    """Why calls may be refused, by status."""
    always: ClassVar[frozenset[int]]
    """The statuses with which every call may be refused."""
    error: ClassVar[type[Answer]]
    error_type: ClassVar[str]
    security: ClassVar[Mapping[str, Node]] = {}
    """Schemes, each of which every call needs."""

    @abstractmethod
    def tag_of(self, endpoint: Endpoint) -> str: ...

    @abstractmethod
    def describe(self, endpoint: Endpoint) -> str: ...

    @abstractmethod
    def path_id(self, endpoint: Endpoint, name: str) -> Node:
        """Schema and example of an id in a path."""

    @abstractmethod
    def headers(self, endpoint: Endpoint) -> Node:
        """Of an answer that isn't refused."""

    def refusals(self, endpoint: Endpoint) -> frozenset[int]:
        """The statuses with which a call may be refused."""
        return self.always.union(endpoint.refusals)

    def answer(self, endpoint: Endpoint, schema: Any) -> Any:  # noqa: ARG002 (for those who add to it)
        """The schema of an answer, from that of its message."""
        return schema

    def links(self, endpoint: Endpoint) -> Node:  # noqa: ARG002 (likewise)
        """The calls that an answer leads to."""
        return {}


def header(description: str, kind: str) -> Node:
    return {"description": description, "schema": {"type": kind}}


HINT = {"Lab-Hint": header("Why, in English and Chinese, with a stable code", "string")}
