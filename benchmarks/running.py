"""What every measurement has around it: a folder of its own, and an end that shows the call that failed."""

import asyncio
import os
import tempfile
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.api.client import Failed
from hostkit.folders import STATE_VARIABLE

Result = TypeVar("Result")


def in_a_folder(measure: Callable[[Path], Coroutine[Any, Any, Result]]) -> Result:
    """What it returns. In the folder lies the state of all programs, too. Raises SystemExit when a call failed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ[STATE_VARIABLE] = str(folder / "state")
        try:
            return asyncio.run(measure(folder))
        except Failed as failure:
            raise SystemExit(str(failure)) from failure
