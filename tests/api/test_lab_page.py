"""The files of the lab's page: who gets them, how they are shut off, and that none is missing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from tests.api.contract_calls import Backend, running

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "lab_ui"
FILES = sorted(file.name for file in FOLDER.iterdir())
NAMED = re.compile(r"""(?:src=|href=|from |import |import\(|url\()\s*["']?(?!data:|#|\.\./docs)([\w./-]+\.\w+)""")
"""How HTML, modules and style sheets name another file; the documentation isn't the page's."""
ELSEWHERE = re.compile(r"(?:https?:)?//(?!www\.w3\.org/)[a-z0-9][\w-]*\.\w+", re.IGNORECASE)


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    with running(tmp_path_factory.mktemp("page")) as backend:
        yield backend


def fetch(backend: Backend, path: str, method: str = "GET", **headers: str) -> TestResponse:
    """Without any token."""
    answer = backend.send((method, path, ""), **headers)
    answer.get_data()
    answer.close()
    return answer


def text_of(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["", *FILES])
def test_every_file_comes_without_a_token_and_shut_off(backend: Backend, name: str) -> None:
    answer = fetch(backend, f"/lab/ui/{name}")
    assert (answer.status_code, answer.data) == (200, (FOLDER / (name or "index.html")).read_bytes())
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("", "text/html"), ("main.js", "text/javascript"), ("style.css", "text/css"), ("icon.svg", "image/svg+xml")],
)
def test_a_browser_is_told_what_it_is(backend: Backend, name: str, kind: str) -> None:
    assert fetch(backend, f"/lab/ui/{name}").mimetype == kind


def test_without_the_slash(backend: Backend) -> None:
    answer = fetch(backend, "/lab/ui")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/lab/ui/")


@pytest.mark.parametrize(
    "path",
    [
        "../fault_presets.toml",
        "%2e%2e/fault_presets.toml",
        "..%2ffault_presets.toml",
        "..%5cfault_presets.toml",
        "x/../../fault_presets.toml",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "nowhere.js",
        "%00",
    ],
)
def test_nothing_beside_them(backend: Backend, path: str) -> None:
    assert fetch(backend, f"/lab/ui/{path}").status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_they_are_only_read(backend: Backend, method: str) -> None:
    assert fetch(backend, "/lab/ui/", method).status_code == 405


@pytest.mark.parametrize("path", ["/lab/ui/", "/lab/ui/main.js"])
def test_a_forged_host_gets_no_file(backend: Backend, path: str) -> None:
    assert fetch(backend, path, Host="rebound.example").status_code == 403


@pytest.mark.parametrize("name", FILES)
def test_whatever_a_file_names_exists(name: str) -> None:
    assert [named for named in NAMED.findall(text_of(name)) if not (FOLDER / named).is_file()] == []


def test_every_file_is_named() -> None:
    named = {str(Path(one)) for name in FILES for one in NAMED.findall(text_of(name))}
    assert {*FILES} - named == {"index.html"}


@pytest.mark.parametrize("name", FILES)
def test_no_file_names_an_address_elsewhere(name: str) -> None:
    assert ELSEWHERE.findall(text_of(name)) == []


@pytest.mark.parametrize("name", FILES)
def test_nothing_stands_in_the_page_that_its_policy_forbids(name: str) -> None:
    assert re.findall(r"<style|\sstyle=|\son\w+=\"|<script(?![^>]*\ssrc=)|\binnerHTML\b|\beval\(", text_of(name)) == []
