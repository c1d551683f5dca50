"""Request bodies as Granian hands them over, made such that Flask tells a whole one from a broken or too large one.

Granian's input ends where the bytes end, whatever was announced. So Flask would carry out a request whose sender broke
off, and would cut a chunked body off at its limit. And an answer that comes before the end of the body closes the
connection, which on some systems takes the answer away from its reader.
"""

import io
from collections.abc import Callable, Iterable
from typing import IO, Any

from contract.kinds import kind_of

PATIENCE = 16
"""So many times what would be taken is read of a body that is refused: its sender shall come to reading the answer."""
PIECE = 64 * 1024

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]


class WholeBody:
    """WSGI middleware: bodies without a length get one, and those with one have to keep to it (Flask sees to that)."""

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        environ.pop("wsgi.input_terminated", None)  # Flask would believe the end of the input
        largest = kind_of(environ.get("PATH_INFO", "")).largest_body
        if "CONTENT_LENGTH" not in environ:
            _measure(environ, largest)
        elif int(environ["CONTENT_LENGTH"]) > largest and "HTTP_EXPECT" not in environ:
            _drain(environ["wsgi.input"], largest)
        return self._application(environ, start_response)


def _measure(environ: Environ, largest: int) -> None:
    """Chunked bodies, and those of HTTP/2."""
    stream = environ["wsgi.input"]
    body = b"".join(_pieces(stream, largest + 1))
    if len(body) > largest:
        _drain(stream, largest)
    environ["wsgi.input"] = io.BytesIO(body)
    environ["CONTENT_LENGTH"] = str(len(body))
    environ.pop("HTTP_TRANSFER_ENCODING", None)  # it would outweigh the length


def _drain(stream: IO[bytes], largest: int) -> None:
    for _ in _pieces(stream, PATIENCE * largest):
        pass


def _pieces(stream: IO[bytes], most: int) -> Iterable[bytes]:
    while most > 0 and (piece := stream.read(min(PIECE, most))):
        yield piece
        most -= len(piece)
