"""schemathesis against the running server, from its own OpenAPI document: no 500, no status, header or body that the
document doesn't have. A small sample here; `make fuzz` runs as many examples as LAB_FUZZ_EXAMPLES says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import Start

EXAMPLES = int(os.environ.get("LAB_FUZZ_EXAMPLES", "3"))
CONFIGURATION = Path(__file__).with_name("schemathesis.toml")


@pytest.mark.timeout(0 if EXAMPLES > 10 else 120)
def test_the_document_holds(start: Start, tmp_path: Path) -> None:
    backend = start(
        "run_backend.py", "--port", 0, "--rate-limit", "off", "--seed", "examples", "--database", tmp_path / "lab.db"
    )
    address = backend.line_with("Ready").split()[1]
    run = subprocess.run(
        [sys.executable, "-m", "schemathesis.cli", "--config-file", CONFIGURATION, "run", f"{address}/openapi.json",
         "--max-examples", str(EXAMPLES), "--generation-database", "none", "--no-color", "--warnings", "off"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-6000:]
