"""A call as one command for a POSIX shell."""

import json
import shlex
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from contract.endpoint import Endpoint
from contract.kinds import Access

LAB_ACCESS = '-H "Authorization: Bearer $LAB_TOKEN"'
"""In double quotes, so that the shell puts the token in: it is never written into a command."""
PATIENCE = "--retry 3"
"""curl repeats after 429 and 503, and waits as long as Retry-After says."""


@dataclass(frozen=True, slots=True)
class Command:
    """A call that can be made: an endpoint with its ids, and its body or its query."""

    endpoint: Endpoint
    ids: dict[str, str] = field(default_factory=dict)
    body: dict[str, Any] | None = None
    query: tuple[tuple[str, str], ...] = ()
    patient: bool = False
    """Whether the call has to be repeated after a while."""

    def curl(self, base_url: str) -> str:
        """For the backend at `base_url`."""
        url = base_url.rstrip("/") + self.endpoint.url(**self.ids)
        if self.query:
            url += f"?{urlencode(self.query)}"
        method = [] if self.endpoint.method == "GET" else ["-X", self.endpoint.method]
        token = [LAB_ACCESS] if self.endpoint.kind.access is Access.TOKEN else []
        patience = [PATIENCE] if self.patient else []
        return " ".join(["curl -sS", *patience, *method, shlex.quote(url), *token, *self._content()])

    def _content(self) -> list[str]:
        if self.body is None:
            return []
        return ["-H", shlex.quote("Content-Type: application/json"), "--data-raw", shlex.quote(written(self.body))]


def written(body: dict[str, Any]) -> str:
    """JSON with readable Chinese, unless it holds a lone surrogate, which a command line can't."""
    text = json.dumps(body, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(body)
    return text
