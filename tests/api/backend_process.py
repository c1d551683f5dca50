"""A backend in a process of its own that carries out a test's calls, many at the same moment (see two_processes.py).

Each line on standard input is a JSON document, answered by one on standard output:
{"open": path} opens a database; [[method, path, body], …] makes ready for these calls, and `null` lets them all go.
"""

import json
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from flask import Flask

from backend.app import close_app, create_app
from backend.settings import Settings
from tests.api.api_driver import BEARER, TOKEN

Call = list[Any]
"""Method, path and body."""


def main() -> None:
    lines = map(json.loads, sys.stdin)
    app: Flask | None = None
    for command in lines:
        if isinstance(command, dict):
            if app is not None:
                close_app(app)
            app = create_app(Settings(Path(command["open"]), "https://pimpmycase.shop", TOKEN, rate_limit=None))
            _answer(None)
        elif app is not None:
            _answer(_carry_out(app, command, lines))
    if app is not None:
        close_app(app)


def _carry_out(app: Flask, calls: list[Call], lines: Iterator[object]) -> list[tuple[int, Any]]:
    starting, everybody = threading.Event(), threading.Barrier(len(calls) + 1)

    def carry_out(call: Call) -> tuple[int, Any]:
        method, path, body = call
        everybody.wait()
        starting.wait()
        answer = app.test_client().open(path, method=method, json=body, headers=BEARER)
        return answer.status_code, answer.json

    with ThreadPoolExecutor(len(calls)) as pool:
        answers = pool.map(carry_out, calls)
        everybody.wait()
        _answer(None)
        next(lines)
        starting.set()
        return list(answers)


def _answer(document: object) -> None:
    sys.stdout.write(json.dumps(document) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
