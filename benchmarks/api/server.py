"""A server to be measured: `everything`, `bare` or `empty`, and then the words that run_backend.py takes."""

import functools
import sys
from collections.abc import Callable
from dataclasses import replace

from flask import Flask

from backend.server.arguments import parse
from backend.server.preparation import prepare
from backend.server.program import Server
from backend.server.worker import load_application
from backend.settings import Mode, Settings
from hostkit.control import ControlChannel


def everything(settings: Settings) -> Flask:
    """The backend as it is delivered."""
    return load_application(settings)


def bare(settings: Settings) -> Flask:
    """The backend without limiter and debug_info, and without a journal, which `main` sees to."""
    return load_application(replace(settings, rate_limit=None, mode=Mode.PRODUCTION))


def empty(_: Settings) -> Flask:
    """Flask alone, with one route that does nothing."""
    app = Flask("empty", static_folder=None)
    app.get("/health")(lambda: "")
    return app


SERVERS: dict[str, Callable[[Settings], Flask]] = {"everything": everything, "bare": bare, "empty": empty}


def main() -> None:
    kind, *words = sys.argv[1:]
    arguments = parse(words)
    with prepare(arguments) as found:
        prepared = replace(found, settings=replace(found.settings, journal=kind == "everything"))
        server = Server(prepared, arguments)
        ControlChannel().report("behind", port=server.bind_port)
        server.serve(target_loader=functools.partial(SERVERS[kind], prepared.settings), wrap_loader=False)


if __name__ == "__main__":
    main()
