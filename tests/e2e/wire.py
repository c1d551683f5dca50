"""One connection on which a test writes what it likes, byte for byte, and requests to write on it."""

import json
import socket
from types import TracebackType
from typing import Any, Self

PATIENCE = 10.0
"""Seconds for an answer."""

Answer = tuple[int, Any]
"""Status and JSON document."""


class Wire:
    """One connection, on which the test writes what it likes."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self._read = self.socket.makefile("rb")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._read.close()
        self.socket.close()

    def send(self, *parts: bytes) -> Self:
        for part in parts:
            self.socket.sendall(part)
        return self

    def answer(self) -> Answer:
        """The next answer, read as its length says."""
        status, _, document = self.whole()
        return status, document

    def whole(self) -> tuple[int, dict[str, str], Any]:
        """The same with its headers."""
        status, headers = self.head()
        body = self._read.read(int(headers["content-length"]))
        return status, headers, json.loads(body) if body else None

    def head(self) -> tuple[int, dict[str, str]]:
        _, status, *_ = self._read.readline().split()
        lines = iter(self._read.readline, b"\r\n")
        pairs = [line.decode().partition(":") for line in lines]
        return int(status), {name.lower(): value.strip() for name, _, value in pairs}

    def is_over(self) -> bool:
        """Whether the server closes the connection now, without another byte."""
        return self._read.read(1) == b""


def request(method: str, path: str, body: bytes = b"", version: str = "1.1", **headers: Any) -> bytes:
    """A whole request. A header that is given as None is left out."""
    known: dict[str, object] = {"Host": "lab", "Content-Type": "application/json", "Content-Length": len(body)}
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}\r\n" for name, value in (known | given).items() if value is not None]
    return f"{method} {path} HTTP/{version}\r\n{''.join(lines)}\r\n".encode() + body


def chunked(body: bytes, size: int = 7) -> bytes:
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in [*pieces, b""])


def chunked_head(path: str, **headers: Any) -> bytes:
    return request("POST", path, Content_Length=None, Transfer_Encoding="chunked", **headers)
