"""What is wrong with a path, for every row of the surface."""

import re

import pytest

from contract.endpoint import Endpoint
from contract.hints import Code
from contract.path_mistakes import MOST_STEPS, Mistake, mistake_in
from contract.surface import SERVED

ID = "VM001_20250729_143022_A1B2C3"
STATUS = f"/api/vending/session/{ID}/status"
ROWS = pytest.mark.parametrize(
    "endpoint",
    [one for one in SERVED if not one.path.endswith("/")],  # of one that does, another row is the same without
    ids=lambda one: one.name,
)


def right(endpoint: Endpoint) -> str:
    return re.sub(r"\{\w+\}", ID, endpoint.path)


def found(method: str, path: str) -> tuple[Code, str] | None:
    mistake = mistake_in(method, path)
    return None if mistake is None else (mistake.code, mistake.path)


@ROWS
def test_a_right_path_has_no_mistake(endpoint: Endpoint) -> None:
    assert found(endpoint.method, right(endpoint)) is None


@ROWS
def test_slashes_in_a_row(endpoint: Endpoint) -> None:
    path = right(endpoint)
    for wrong in (f"/{path}", f"///{path}", path.replace("/", "//")):
        assert found(endpoint.method, wrong) == (Code.PATH_SLASHES, path)


@ROWS
def test_a_base_url_that_goes_on(endpoint: Endpoint) -> None:
    for prefix in ("/prod-api", "/v1/kiosk", "/http:/127.0.0.1:8000"):
        assert found(endpoint.method, prefix + right(endpoint)) == (Code.PATH_PREFIX, right(endpoint))


@ROWS
def test_other_letters_leave_the_ids_as_they_are(endpoint: Endpoint) -> None:
    path = right(endpoint)
    wrong, meant = path.upper().replace(ID, "vm001"), path.replace(ID, "vm001")
    assert found(endpoint.method, wrong) == (Code.PATH_CASE, meant)


@pytest.mark.parametrize("endpoint", [one for one in SERVED if one.path.startswith("/api/")], ids=lambda one: one.name)
def test_without_api(endpoint: Endpoint) -> None:
    path = right(endpoint)
    assert found(endpoint.method, path.removeprefix("/api")) == (Code.PATH_WITHOUT_API, path)
    assert found(endpoint.method, "/prod-api" + path.removeprefix("/api")) == (Code.PATH_PREFIX, path)


@pytest.mark.parametrize(
    ("method", "path", "code", "meant"),
    [
        ("GET", "//", Code.PATH_SLASHES, "/"),
        ("GET", f"{STATUS}/", Code.PATH_SLASH_AT_END, STATUS),
        ("GET", "/lab/journal/", Code.PATH_SLASH_AT_END, "/lab/journal"),
        ("POST", "/api/api/vending/create-session", Code.PATH_PREFIX, "/api/vending/create-session"),
        ("POST", "/PROD//API//Vending/Create-Session/", Code.PATH_PREFIX, "/api/vending/create-session"),
        ("POST", "//API/Vending/Create-Session/", Code.PATH_SLASHES, "/api/vending/create-session"),
        ("GET", f"/API/vending/session/{ID.lower()}/status", Code.PATH_CASE, STATUS.replace(ID, ID.lower())),
        ("Get", "/HEALTH", Code.PATH_CASE, "/health"),
        ("HEAD", "/health/", Code.PATH_SLASH_AT_END, "/health"),
        ("GET", "/vending/create-session", Code.PATH_WITHOUT_API, "/api/vending/create-session"),
        ("GET", "/x" * (MOST_STEPS - 1) + "/health", Code.PATH_PREFIX, "/health"),
    ],
)
def test_which_is_told_first(method: str, path: str, code: Code, meant: str) -> None:
    assert found(method, path) == (code, meant)


@pytest.mark.parametrize(
    ("method", "path", "missing", "meant"),
    [
        ("GET", "/api/vending/session//status", "session_id", "/api/vending/session/{session_id}/status"),
        ("GET", "/api/vending/session/status", "session_id", "/api/vending/session/{session_id}/status"),
        ("POST", "//vending/session//validate", "session_id", "/api/vending/session/{session_id}/validate"),
        ("DELETE", "/api/vending/session/", "session_id", "/api/vending/session/{session_id}"),
        ("DELETE", "/lab/faults/", "fault_id", "/lab/faults/{fault_id}"),
        ("GET", f"/lab/snapshots//parts/{ID}", "snapshot_id", f"/lab/snapshots/{{snapshot_id}}/parts/{ID}"),
    ],
)
def test_an_id_that_is_missing(method: str, path: str, missing: str, meant: str) -> None:
    mistake = mistake_in(method, path)
    assert isinstance(mistake, Mistake)
    assert (mistake.code, mistake.missing, mistake.path) == (Code.PATH_ID_EMPTY, missing, meant)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("OPTIONS", "*"),
        ("GET", "/docs/nowhere.css"),
        ("GET", "/api/vending/nowhere"),
        ("POST", "/api/vending/create_session"),
        ("GET", "/x" * MOST_STEPS + "/health"),
    ],
)
def test_what_nobody_can_tell(method: str, path: str) -> None:
    assert found(method, path) is None


@pytest.mark.parametrize("path", [f"/vending/session/{ID}", f"//api/vending/session/{ID}", "/LAB/faults/busy"])
def test_what_only_takes_something_away_is_never_meant_by_another_method(path: str) -> None:
    assert [found(method, path) for method in ("GET", "HEAD", "PROPFIND")] == [None] * 3
    assert found("DELETE", path) is not None
