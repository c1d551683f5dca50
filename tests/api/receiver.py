"""A manufacturer's receiver of webhooks: a real HTTP server on this computer, which answers as a test tells it."""

import base64
import hashlib
import hmac
import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from typing import Any

SECRET = "your_webhook_secret"
PATIENCE = 20.0
"""Seconds to wait for a call; a loaded machine takes its time."""


@dataclass(frozen=True)
class Call:
    """One request that came."""

    path: str
    headers: dict[str, str]
    body: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    def is_signed_with(self, key: bytes) -> bool:
        content = f"{self.headers['webhook-id']}.{self.headers['webhook-timestamp']}.{self.body}".encode()
        signature = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
        return self.headers["webhook-signature"] == f"v1,{signature}"


class Receiver(ThreadingHTTPServer):
    """Answers with `answers`, one after another, and then with 200."""

    daemon_threads = False
    request_queue_size = 128

    def __init__(self, port: int, tls: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        if tls is not None:
            self.socket = tls.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        self.calls: Queue[Call] = Queue()
        self.answers: Queue[tuple[int, bytes]] = Queue()
        self.may_answer = threading.Event()
        self.may_answer.set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook"

    def next(self) -> Call:
        """The next call, as soon as it is there."""
        return self.calls.get(timeout=PATIENCE)

    def all(self) -> list[Call]:
        """The calls that have come so far."""
        return [self.calls.get() for _ in range(self.calls.qsize())]

    def will_answer(self, *statuses: int, body: bytes = b"") -> None:
        for status in statuses:
            self.answers.put((status, body))

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A backend that was killed, or that lost patience, doesn't wait for the answer: no news here."""


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        self.server.calls.put(Call(self.path, {name.lower(): value for name, value in self.headers.items()}, body))
        self.server.may_answer.wait(PATIENCE)
        status, answer = (200, b"ok") if self.server.answers.empty() else self.server.answers.get()
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Nothing on standard error."""


@contextmanager
def receiving(port: int = 0, tls: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    """A receiver for the time of the block."""
    with Receiver(port, tls) as receiver:
        thread = threading.Thread(target=receiver.serve_forever, args=(0.01,), name="receiver")
        thread.start()
        try:
            yield receiver
        finally:
            receiver.may_answer.set()
            receiver.shutdown()
            thread.join()
