"""Wrong paths and methods on raw sockets, through the gate: no HTTP client tidies them up on the way."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from contract.hints import parse_hints
from tests.e2e.processes import Running
from tests.e2e.wire import Wire, request

CREATE = "/api/vending/create-session"
BODY = b'{"machine_id": "VM001"}'
CONNECTION = "/api/chinese/test-connection"


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder: Path = tmp_path_factory.mktemp("paths")
    words = ("run_backend.py", "--control", "--port", "0", "--rate-limit", "off")
    with Running(*words, environment={"PIMPMYCASE_LAB_STATE": str(folder)}) as backend:
        yield urlsplit(json.loads(backend.line())["address"]).port or 0


def told(port: int, method: str, path: str, body: bytes = b"") -> tuple[int, str]:
    """Status and what the hint says, of an answer in the guides' error shape."""
    with Wire(port) as wire:
        status, headers, document = wire.send(request(method, path, body)).whole()
    assert {"detail", "validation_errors", "timestamp"} <= set(document)
    return status, parse_hints(headers["lab-hint"])[0].code


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("POST", f"/{CREATE}", "PATH_SLASHES"),
        ("POST", f"//{CREATE}?x=1", "PATH_SLASHES"),
        ("POST", "/api//vending/create-session", "PATH_SLASHES"),
        ("POST", f"http://lab/{CREATE}", "PATH_SLASHES"),
        ("POST", f"{CREATE}/", "PATH_SLASH_AT_END"),
        ("POST", f"/prod-api{CREATE}", "PATH_PREFIX"),
        ("POST", f"/api{CREATE}", "PATH_PREFIX"),
        ("POST", "/vending/create-session", "PATH_WITHOUT_API"),
        ("POST", "/API/Vending/Create-Session", "PATH_CASE"),
        ("POST", "/%41PI/vending/create-session", "PATH_CASE"),
        ("GET", "/api/vending/session//status", "PATH_ID_EMPTY"),
        ("GET", f"/{CONNECTION}", "PATH_SLASHES"),
    ],
)
def test_a_wrong_path_is_404_and_explained(port: int, method: str, path: str, code: str) -> None:
    assert told(port, method, path, BODY if method == "POST" else b"") == (404, code)


@pytest.mark.parametrize(("method", "path", "body"), [("Get", CONNECTION, b""), ("Post", CREATE, BODY)])
def test_a_method_in_mixed_letters_is_405_and_explained(port: int, method: str, path: str, body: bytes) -> None:
    assert told(port, method, path, body) == (405, "METHOD_CASE")


def test_the_connection_goes_on_with_the_right_path(port: int) -> None:
    with Wire(port) as wire:
        assert wire.send(request("POST", f"/{CREATE}", BODY)).answer()[0] == 404
        assert wire.send(request("POST", CREATE, BODY)).answer()[0] == 200
