"""What the server believes of a call, and from whom."""

from collections.abc import Iterable
from typing import Any

import pytest

from backend.http.passage import NOTE, PASSAGE
from backend.server.passed_calls import PassedCalls
from contract.wire import Passage, PassedCall

CALL = PassedCall("secret", "192.168.1.7", 50123, "https", 7, Passage.AGAIN, "mall")


class Server:
    """A WSGI application behind the middleware, and what both saw."""

    def __init__(self, secret: str = CALL.secret) -> None:
        self.environ: dict[str, Any] = {}
        self.headers: list[tuple[str, str]] = []
        self._middleware = PassedCalls(self._answer, secret)

    def call(self, **environ: str) -> None:
        list(self._middleware({"REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http", **environ}, self._start))

    def _answer(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.environ = environ
        start_response("200 OK", [("Lab-Wire", "lose"), ("Server", "lab")])
        return []

    def _start(self, _status: str, headers: list[tuple[str, str]], _error: Any = None) -> None:
        self.headers = headers


def test_the_gate_says_who_calls() -> None:
    server = Server()
    server.call(HTTP_LAB_GATE=CALL.format())
    assert server.environ == {
        "REMOTE_ADDR": "192.168.1.7",
        "REMOTE_PORT": "50123",
        "wsgi.url_scheme": "https",
        "lab.key": 7,
        PASSAGE: Passage.AGAIN,
        NOTE: "mall",
    }
    assert ("Lab-Wire", "lose") in server.headers


@pytest.mark.parametrize("said", [CALL.format().replace("secret", "guess"), "", "secret", "secret a b http first "])
def test_nobody_else_is_believed_even_in_where_he_is(said: str) -> None:
    server = Server()
    server.call(HTTP_LAB_GATE=said)
    assert server.environ == {"REMOTE_ADDR": "unknown", "wsgi.url_scheme": "http"}
    assert server.headers == [("Server", "lab")]


@pytest.mark.parametrize("said", [CALL.format(), CALL.format().replace("secret", "")])
def test_without_a_gate_addresses_are_those_of_the_connections(said: str) -> None:
    server = Server(secret="")
    server.call(HTTP_LAB_GATE=said)
    assert server.environ == {"REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http"}
    assert server.headers == [("Server", "lab")]
