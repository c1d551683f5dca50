"""The backend as it is delivered, but that every design was drawn before: one picture serves all."""

import functools
import sys

from flask import Flask

from artwork.placeholder import render_placeholder
from artwork.png import png_bytes
from artwork.studio import Studio
from backend.server.arguments import parse
from backend.server.preparation import prepare
from backend.server.program import Server
from backend.server.worker import load_application
from backend.settings import Settings

FACE_MM, PPI = (70.0, 140.0), 100


def load(settings: Settings) -> Flask:
    picture = png_bytes(render_placeholder("BENCH", FACE_MM, PPI), PPI)

    def drawn_before(*_: object) -> bytes:
        return picture

    setattr(Studio, "draw", drawn_before)  # noqa: B010 (a method is replaced, in this process that is only measured)
    return load_application(settings)


def main() -> None:
    arguments = parse(sys.argv[1:])
    with prepare(arguments) as prepared:
        server = Server(prepared, arguments)
        server.serve(target_loader=functools.partial(load, prepared.settings), wrap_loader=False)


if __name__ == "__main__":
    main()
