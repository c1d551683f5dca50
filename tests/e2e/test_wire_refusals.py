"""What is no request, on a raw socket before the real server: refused in the guides' shape, and written down."""

import json
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from contract.hints import Code
from tests.e2e.processes import Running
from tests.e2e.wire import PATIENCE, Wire, chunked, chunked_head, request

CREATE = "/api/vending/create-session"
BODY = b'{"machine_id": "VM001"}'
GET = b"GET /health HTTP/1.1\r\nHost: lab\r\n%b\r\n"
HTTP2 = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00"
REFUSED: list[tuple[bytes, int, Code]] = [
    (HTTP2, 505, Code.WIRE_VERSION),
    (b"GET /health\r\n", 505, Code.WIRE_VERSION),
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400, Code.WIRE_TLS_ON_HTTP),
    (b'id": "VM001"}', 400, Code.WIRE_START),
    (b"GET /a b HTTP/1.1\r\n\r\n", 400, Code.WIRE_TARGET),
    (b"GET /\xd6\xd0 HTTP/1.1\r\n\r\n", 400, Code.WIRE_TARGET),
    (b"CONNECT lab:80 HTTP/1.1\r\n\r\n", 405, Code.WIRE_PROXY),
    (GET % b"X : 1\r\n", 400, Code.WIRE_HEADER_SPACE),
    (GET % b"X: 1\r\n 2\r\n", 400, Code.WIRE_HEADER_FOLDED),
    (GET % b"nothing\r\n", 400, Code.WIRE_HEADER),
    (GET % (b"X: 1\r\n" * 120), 431, Code.WIRE_HEADERS),
    (b"GET /" + b"a" * 200_000, 431, Code.WIRE_HEAD_LARGE),
    (GET % b"Host: b\r\n", 400, Code.WIRE_HOSTS),
    (GET % b"Content-Length: -5\r\n", 400, Code.WIRE_LENGTH),
    (GET % b"Content-Length: 5\r\nContent-Length: 6\r\n", 400, Code.WIRE_LENGTHS),
    (GET % b"Transfer-Encoding: gzip\r\n", 501, Code.WIRE_CODING),
    (chunked_head(CREATE) + b"ZZ\r\n", 400, Code.WIRE_CHUNK),
]
ENDING: list[tuple[bytes, Code, str]] = [
    (request("POST", CREATE, Content_Length=25) + BODY, Code.WIRE_BODY_SHORT, "25 bytes were announced, 23 came"),
    (GET[:-6], Code.WIRE_HEAD_SHORT, "The connection ended in the midst of the headers, after 31 bytes"),
    (
        chunked_head(CREATE) + chunked(BODY)[:-5],
        Code.WIRE_CHUNKS_SHORT,
        "The connection ended before the last chunk, after 23 bytes",
    ),
]
STRICT: list[tuple[bytes, int, Code]] = [
    (b"GET /health HTTP/1.1\nHost: lab\n\n", 400, Code.STRICT_LINE_ENDS),
    (b"GET /health HTTP/1.1\r\n\r\n", 400, Code.STRICT_HOST),
    (b"get /health HTTP/1.1\r\nHost: lab\r\n\r\n", 405, Code.STRICT_METHOD_CASE),
    (GET % b"Content-Length: 0\r\nContent-Length: 0\r\n", 400, Code.STRICT_LENGTH_TWICE),
    (chunked_head(CREATE, Content_Length_=0), 400, Code.STRICT_LENGTH_BESIDE_CHUNKS),
]


class Lab:
    """One backend, and the journal's last row."""

    def __init__(self, address: str, client: httpx.Client) -> None:
        self.port = urlsplit(address).port or 0
        self.client = client

    def last(self) -> dict[str, Any]:
        [call] = self.client.get("/lab/journal", params={"limit": 1, "refused": "true"}).json()["calls"]
        return dict(call)

    def last_with(self, code: Code) -> dict[str, Any]:
        """Nobody waits for an answer, so the row may come a little later."""
        deadline = time.monotonic() + PATIENCE
        while (row := self.last())["codes"] != [code]:
            assert time.monotonic() < deadline, row
        return row


@contextmanager
def running(folder: Path, *words: str) -> Iterator[Lab]:
    options = ("run_backend.py", "--control", "--port", "0", "--rate-limit", "off", *words)
    with ExitStack() as ours:
        backend = ours.enter_context(Running(*options, environment={"PIMPMYCASE_LAB_STATE": str(folder)}))
        address = json.loads(backend.line())["address"]
        [token] = folder.glob("lab-token-*")
        headers = {"Authorization": f"Bearer {token.read_text().strip()}"}
        client = httpx.Client(base_url=address, headers=headers, trust_env=False, verify=False)  # noqa: S501 (our own)
        ours.enter_context(client).get("/health")  # connects before the first test counts its sockets
        lab = Lab(address, client)
        refused(lab, b"GET /before the first test\r\n\r\n")
        yield lab


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with running(tmp_path_factory.mktemp("lenient")) as lab:
        yield lab


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with running(tmp_path_factory.mktemp("strict"), "--strict") as lab:
        yield lab


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with running(tmp_path_factory.mktemp("tls"), "--tls") as lab:
        yield lab


def refused(lab: Lab, data: bytes, ends: bool = False) -> tuple[int, Any, Code]:
    """Status and document as the client reads them, and the code of the journal's row."""
    with Wire(lab.port) as wire:
        wire.send(data)
        if ends:
            wire.socket.shutdown(socket.SHUT_WR)
        status, document = wire.answer()
        assert wire.is_over()
    row = lab.last()
    assert (row["status"], row["sent"]) == (status, "whole")
    return status, document, row["codes"][0]


@pytest.mark.parametrize(("data", "status", "code"), REFUSED)
def test_what_is_no_request_is_refused_and_written_down(lab: Lab, data: bytes, status: int, code: Code) -> None:
    found, document, row = refused(lab, data)
    assert (found, row) == (status, code)
    assert set(document) >= {"detail", "validation_errors", "timestamp"}


@pytest.mark.parametrize(("data", "code", "detail"), ENDING)
def test_what_ends_early_says_how_much_came(lab: Lab, data: bytes, code: Code, detail: str) -> None:
    status, document, row = refused(lab, data, ends=True)
    assert (status, document["detail"], row) == (400, detail, code)


@pytest.mark.parametrize(("data", "status", "code"), STRICT)
def test_strict_refuses_what_is_mended_otherwise(strict: Lab, data: bytes, status: int, code: Code) -> None:
    found, _, row = refused(strict, data.replace(b"Content-Length-:", b"Content-Length:"))
    assert (found, row) == (status, code)


def test_bytes_are_quoted(lab: Lab) -> None:
    refused(lab, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03")
    assert lab.last()["raw"] == r"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"


def test_no_fault_hits_what_is_no_request(lab: Lab) -> None:
    """As HTTP/2 was once passed through, answered, and noted as lost."""
    lab.client.put("/lab/faults/lost", json={"effect": "reply_lost_after_commit"}).raise_for_status()
    try:
        assert refused(lab, HTTP2)[0] == 505
        assert lab.client.get("/lab/faults").json()["faults"][0]["hit"] == 0
    finally:
        lab.client.delete("/lab/faults").raise_for_status()


@pytest.mark.parametrize("where", ["/health?a=%s", "/a%sb"])
def test_every_character_gets_an_answer_with_words(lab: Lab, where: str) -> None:
    for number in range(0x21, 0x7F):
        with Wire(lab.port) as wire:
            status, document = wire.send(request("GET", where.replace("%s", chr(number)))).answer()
            assert status in {200, 404}, chr(number)
            assert document


def test_plain_http_on_the_port_of_tls(tls: Lab) -> None:
    status, document, code = refused(tls, GET % b"")
    assert (status, code) == (400, Code.WIRE_HTTP_ON_TLS)
    assert document["detail"] == "Plain HTTP came, but this port speaks TLS"


def test_a_client_that_does_not_trust_the_certificate(tls: Lab) -> None:
    with socket.create_connection(("127.0.0.1", tls.port), PATIENCE) as raw, pytest.raises(ssl.SSLError):
        ssl.create_default_context().wrap_socket(raw, server_hostname="localhost")
    row = tls.last_with(Code.WIRE_TLS_ENDED)
    assert row["sent"] == "nothing"
    assert row["raw"].startswith(r"\x16\x03\x01")
