import asyncio
from collections.abc import Callable

import httpx
import pytest

from contract.client import ManufacturerClient, VendingClient
from contract.endpoints import CREATE_SESSION
from contract.errors import Broken, Refused, Unreachable
from contract.messages.health import Health
from contract.messages.vending import CreateSession, SessionCancelled
from contract.transport import Transport

Server = Callable[[httpx.Request], httpx.Response]
CANCELLED = {"success": True, "message": "Session cancelled successfully", "session_id": "S"}


def cancel(server: Server, session_id: str = "S", token: str | None = None) -> SessionCancelled:
    """The answer to one documented call from this server."""

    async def call() -> SessionCancelled:
        async with Transport("http://backend", "test/1", lambda: token, httpx.MockTransport(server)) as transport:
            return await VendingClient(transport).cancel_session(session_id)

    return asyncio.run(call())


def answers(status: int, body: object, **headers: str) -> Server:
    return lambda _: httpx.Response(status, json=body, headers=headers)


def refusal(server: Server) -> Refused:
    with pytest.raises(Refused) as refused:
        cancel(server)
    return refused.value


class Recorder:
    """A server that answers every call and remembers the last one."""

    def __init__(self) -> None:
        self.request = httpx.Request("GET", "http://nowhere")

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.request = request
        return httpx.Response(200, json=CANCELLED)


def test_answer_is_read() -> None:
    assert cancel(answers(200, CANCELLED)).message == "Session cancelled successfully"


def test_refusal_carries_status_sentence_and_fields() -> None:
    error = {"field": "status", "message": "Status must be one of: []", "received_value": "x"}
    refused = refusal(answers(422, {"detail": "Validation failed", "validation_errors": [error]}))
    assert (refused.status, refused.detail) == (422, "Validation failed")
    assert refused.errors[0].received_value == "x"


def test_refusal_names_when_to_come_back() -> None:
    assert refusal(answers(429, {"detail": "Too many requests"}, **{"Retry-After": "17"})).retry_after == 17


@pytest.mark.parametrize("words", ["", "soon", "Sat, 21 Nov 2026 20:48:37 GMT", "-1"])
def test_unreadable_retry_after_is_none(words: str) -> None:
    assert refusal(answers(429, {"detail": "Too many requests"}, **{"Retry-After": words})).retry_after is None


def test_refusal_in_a_foreign_shape_keeps_its_text() -> None:
    assert refusal(lambda _: httpx.Response(403, text="<h1>Forbidden</h1>")).detail == "<h1>Forbidden</h1>"


@pytest.mark.parametrize("status", [500, 502, 503, 302])
def test_failing_server_is_broken(status: int) -> None:
    with pytest.raises(Broken, match=str(status)):
        cancel(answers(status, {}))


@pytest.mark.parametrize("body", [{}, {"success": True}, [], "ok"])
def test_answer_outside_the_contract_is_broken(body: object) -> None:
    with pytest.raises(Broken, match="contract"):
        cancel(answers(200, body))


def test_empty_answer_is_broken() -> None:
    with pytest.raises(Broken, match="contract"):
        cancel(lambda _: httpx.Response(200))


@pytest.mark.parametrize("failure", [httpx.ConnectError, httpx.ReadTimeout, httpx.RemoteProtocolError])
def test_lost_connection_is_unreachable(failure: type[httpx.TransportError]) -> None:
    def server(request: httpx.Request) -> httpx.Response:
        raise failure("gone", request=request)

    with pytest.raises(Unreachable, match="gone"):
        cancel(server)


def test_session_id_is_quoted_into_the_path() -> None:
    server = Recorder()
    cancel(server, session_id="a/b?c#手")
    assert server.request.url.raw_path == b"/api/vending/session/a%2Fb%3Fc%23%E6%89%8B"


def test_program_names_itself() -> None:
    server = Recorder()
    cancel(server)
    assert server.request.headers["User-Agent"] == "test/1"


def test_token_is_sent_only_when_there_is_one() -> None:
    server = Recorder()
    cancel(server, token="secret")
    assert server.request.headers["Authorization"] == "Bearer secret"
    cancel(server)
    assert "Authorization" not in server.request.headers


def test_token_is_looked_up_until_there_is_one() -> None:
    server, tokens = Recorder(), iter([None, "secret"])

    async def call_twice() -> None:
        transport = httpx.MockTransport(server)
        async with Transport("http://backend", "test/1", lambda: next(tokens), transport) as pool:
            await VendingClient(pool).cancel_session("S")
            assert "Lab-Token" not in server.request.headers
            await VendingClient(pool).cancel_session("S")

    asyncio.run(call_twice())
    assert server.request.headers["Lab-Token"] == "secret"


def test_a_token_that_is_refused_is_looked_up_again() -> None:
    tokens, sent = iter(["old", "new"]), []

    def server(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers["Lab-Token"])
        return httpx.Response(200, json=CANCELLED) if sent[-1] == "new" else httpx.Response(401, json={"detail": "no"})

    async def call_until_let_in() -> None:
        transport = httpx.MockTransport(server)
        async with Transport("http://backend", "test/1", lambda: next(tokens), transport) as pool:
            with pytest.raises(Refused):
                await VendingClient(pool).cancel_session("S")
            for _ in range(2):
                await VendingClient(pool).cancel_session("S")

    asyncio.run(call_until_let_in())
    assert sent == ["old", "new", "new"]


def test_unset_fields_are_not_sent() -> None:
    server = Recorder()

    async def call() -> None:
        async with Transport("http://backend", "test/1", transport=httpx.MockTransport(server)) as transport:
            await transport.send(CREATE_SESSION, CreateSession(machine_id="VM001"))

    asyncio.run(call())
    assert server.request.read() == b'{"machine_id":"VM001"}'
    assert server.request.headers["Content-Type"] == "application/json"


def test_health_is_at_the_root() -> None:
    body = {
        "status": "healthy",
        "timestamp": "2025-08-04T14:50:00Z",
        "api_version": "2.2.0",
        "services": {
            "database": "connected",
            "openai": "configured",
            "stripe": "configured",
            "image_storage": "available",
        },
        "metrics": {"active_sessions": 15, "pending_orders": 3, "system_load": "normal"},
    }

    async def call() -> Health:
        async with Transport(
            "http://backend", "test/1", transport=httpx.MockTransport(answers(200, body))
        ) as transport:
            return await ManufacturerClient(transport).health()

    assert asyncio.run(call()).status == "healthy"
