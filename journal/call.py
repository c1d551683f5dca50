"""One call as the backend saw it, before anything is worked out about it."""

from datetime import datetime
from typing import NamedTuple

from contract.finding import Finding
from faults.hit import Hit


class Call(NamedTuple):
    """What is taken down in the request's own path: as it came and went, so that it costs little.

    `at` is the lab's time and `real_time` the computer's, both when the answer was ready; `duration` is in seconds of
    real time. `route` is the documented path with its braces, None where there is no such route. `base_url` has no
    slash at its end. `status` is None where a fault saw to it that nothing was answered. `program` names one of our own
    programs, None for a client under test. `key` is what the wire part is found by, and `is_on_wire` whether
    somebody before us writes that part. Nothing is masked yet.
    """

    key: int
    is_on_wire: bool
    request_id: str
    at: datetime
    real_time: datetime
    duration: float
    method: str
    path: str
    query: str
    route: str | None
    base_url: str
    status: int | None
    client_ip: str
    user_agent: str
    program: str | None
    content_type: str
    request_body: bytes
    answer_type: str
    answer_body: bytes | None
    """None for a stream, which is not held up, and for what isn't text."""
    findings: tuple[Finding, ...]
    hit: Hit | None = None

    @property
    def size(self) -> int:
        return len(self.request_body) + len(self.answer_body or b"")

    @property
    def title(self) -> str:
        return f"{self.method} {self.path}"
