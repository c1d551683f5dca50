"""The calls of one sale as they went over the wire, and the same calls by a client that does nothing else."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass

import httpx

NAMES = ("session_id", "order_id")
"""Fields of answers whose values are new in every sale."""
SENT = ("transaction_id",)
"""Fields of requests of which the same holds."""
EVENTS = "/lab/events"


@dataclass(frozen=True, slots=True)
class Call:
    """One exchange. Times are seconds of a clock that only counts."""

    method: str
    target: str
    content: bytes
    headers: dict[str, str]
    status: int
    answer: bytes
    began: float
    ended: float

    @property
    def is_success(self) -> bool:
        return self.status < 400

    @property
    def is_long_poll(self) -> bool:
        return self.target.startswith(EVENTS)


class Tap(httpx.AsyncBaseTransport):
    """Notes what passes through it."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self._line = httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        began = time.perf_counter()
        response = await self._line.handle_async_request(request)
        answer = await response.aread()
        self.calls.append(
            Call(
                request.method,
                request.url.raw_path.decode(),
                request.content,
                {name: request.headers[name] for name in ("content-type", "lab-token") if name in request.headers},
                response.status_code,
                answer,
                began,
                time.perf_counter(),
            )
        )
        return response

    async def aclose(self) -> None:
        await self._line.aclose()


class Replay:
    """Makes the calls of a sale again, in the order in which they began, one after another on one kept connection."""

    def __init__(self, address: str, token: str) -> None:
        self._http = httpx.Client(base_url=address, trust_env=False)
        self._token = token
        self._number = 0
        self._cursor = ""

    def close(self) -> None:
        self._http.close()

    def play(self, calls: Sequence[Call]) -> float:
        """How many seconds it takes. A poll for events is answered at once, as in a sale it mostly was.

        Raises SystemExit for a call that fails and didn't then.
        """
        self._number += 1
        names: dict[str, str] = {}
        requests = sorted(calls, key=lambda call: call.began)
        began = time.perf_counter()
        for call in requests:
            self._learn_sent(call, names)
            target = self._poll() if call.is_long_poll else _renamed(call.target, names)
            content = _renamed(call.content.decode(), names)
            response = self._http.request(call.method, target, content=content, headers=self._headers(call))
            if not response.is_success and call.is_success:
                raise SystemExit(f"{call.method} {target}: {response.status_code} {response.text[:300]}")
            _learn(call.answer, response.content, names)
            if call.is_long_poll:
                self._cursor = response.json()["next"]
        return time.perf_counter() - began

    def _poll(self) -> str:
        return f"{EVENTS}?wait=0" + (f"&after={self._cursor}" if self._cursor else "")

    def _headers(self, call: Call) -> dict[str, str]:
        token = {"lab-token": self._token, "authorization": f"Bearer {self._token}"}
        return call.headers | (token if "lab-token" in call.headers else {})

    def _learn_sent(self, call: Call, names: dict[str, str]) -> None:
        for field in SENT:
            value = _fields(call.content).get(field)
            if isinstance(value, str):
                names.setdefault(value, f"{value[:-4]}{self._number:04}")


def _learn(then: bytes, now: bytes, names: dict[str, str]) -> None:
    before, after = _fields(then), _fields(now)
    for field in NAMES:
        old, new = before.get(field), after.get(field)
        if isinstance(old, str) and isinstance(new, str):
            names[old] = new


def _fields(content: bytes) -> dict[str, object]:
    try:
        document = json.loads(content)
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def _renamed(text: str, names: dict[str, str]) -> str:
    for before, after in names.items():
        text = text.replace(before, after)
    return text
