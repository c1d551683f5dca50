"""A machine whose screen is a web page, in a real browser: it calls a backend on another port, as its pages do."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.browser import Window
from tests.e2e.linked_lab import Lab, lab_of
from tests.e2e.processes import Running

SCREEN = "<!doctype html><title>A machine's screen</title><link rel=icon href=data:,>"
CREATE = """
    const answer = await fetch(arguments[0] + "/api/vending/create-session", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Screen": "7" },
        body: JSON.stringify({ machine_id: "VM001", session_timeout_minutes: 120 }),
    }).catch((error) => String(error));
    if (typeof answer === "string") return { error: answer };
    return { status: answer.status, hint: answer.headers.get("Lab-Hint"), body: await answer.json() };
"""


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("screen") / "index.html"
    file.write_text(SCREEN, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def origin(screen: Path) -> Iterator[str]:
    """Where the machine has its page from."""
    words = ("-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(screen.parent))
    with Running(*words, environment={"PYTHONUNBUFFERED": "1"}) as server:
        yield server.line_with("Serving HTTP").partition("(")[2].partition("/)")[0]


@contextmanager
def backend(folder: Path, *options: str) -> Iterator[Lab]:
    database = folder / "lab.sqlite"
    words = ("run_backend.py", "--port", "0", "--database", str(database), *options)
    with Running(*words, environment={"PIMPMYCASE_LAB_STATE": str(folder)}) as running:
        yield lab_of(running, database)


def calls_of(lab: Lab) -> list[dict[str, Any]]:
    """The newest first."""
    return list(lab.read("/lab/journal?q=create-session")["calls"])


def create(window: Window, page: str, lab: Lab) -> dict[str, Any]:
    return dict(window.open(page).run(CREATE, lab.origin))


def test_a_page_of_an_opened_origin_reads_the_answer_and_its_hint(window: Window, origin: str, tmp_path: Path) -> None:
    with backend(tmp_path, "--browser-origin", origin) as lab:
        answer = create(window, origin, lab)
        calls = calls_of(lab)
    assert (answer["status"], answer["body"]["success"]) == (200, True)
    assert answer["hint"].startswith("TIMEOUT_CLAMPED;")
    assert [(call["method"], call["status"]) for call in calls] == [("POST", 200), ("OPTIONS", 204)]
    assert window.leave() == []


def test_a_page_from_a_file_is_any_page(window: Window, screen: Path, tmp_path: Path) -> None:
    with backend(tmp_path, "--browser-origin", "any") as lab:
        assert create(window, screen.as_uri(), lab)["status"] == 200
    assert window.leave() == []


def test_a_page_that_may_not_call_is_explained_in_the_journal(window: Window, origin: str, tmp_path: Path) -> None:
    with backend(tmp_path) as lab:
        answer = create(window, origin, lab)
        [call] = calls_of(lab)
    assert answer == {"error": "TypeError: Failed to fetch"}
    assert (call["method"], call["status"], call["explanation"]["code"]) == ("OPTIONS", 403, "ORIGIN_CLOSED")
    assert f"--browser-origin {origin}" in call["explanation"]["en"]
    assert ["blocked by CORS policy" in complaint for complaint in window.leave()] == [True, False]
