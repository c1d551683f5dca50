"""schemathesis against the running server, from its own OpenAPI documents: no 500, no status, header or body that the
document doesn't have. A small sample here; `make fuzz` runs as many examples as LAB_FUZZ_EXAMPLES says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hostkit.lab_token import find_token
from tests.e2e.conftest import Start

EXAMPLES = int(os.environ.get("LAB_FUZZ_EXAMPLES", "2"))
CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
patient = pytest.mark.timeout(0 if EXAMPLES > 10 else 120)


@pytest.fixture
def address(start: Start, tmp_path: Path) -> str:
    backend = start(
        "run_backend.py", "--port", 0, "--rate-limit", "off", "--seed", "examples", "--database", tmp_path / "lab.db"
    )
    return backend.line_with("Ready").split()[1]


def tried(folder: Path, document: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "schemathesis.cli", "--config-file", CONFIGURATION, "run", document, *options,
         "--max-examples", str(EXAMPLES), "--generation-database", "none", "--no-color", "--warnings", "off"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip


@patient
def test_the_document_holds(address: str, tmp_path: Path) -> None:
    run = tried(tmp_path, f"{address}/openapi.json")
    assert run.returncode == 0, run.stdout[-6000:]


@patient
def test_the_labs_document_holds(address: str, tmp_path: Path) -> None:
    access = f"Authorization: Bearer {find_token(address)}"
    # A wait does nothing but last, and no call of the lab leads to another.
    options = ("-H", access, "--exclude-path", "/lab/wait", "--phases", "examples,fuzzing")
    run = tried(tmp_path, f"{address}/lab/openapi.json", *options)
    assert run.returncode == 0, run.stdout[-6000:]
