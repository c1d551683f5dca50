"""Artwork that a print command names: fetched with suspicion, and never a reason for a case without a picture."""

import io
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from backend.http.context import environment_of
from backend.models.order import PrintJob
from backend.outbound.foreign_artwork import RecentFailures, Unavailable, fetch, shown
from backend.settings import Settings
from tests.api.api_driver import TOKEN, Api

LOOPBACK = (ip_network("127.0.0.0/8"),)
RED = (255, 0, 0)


def png() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (60, 130), RED).save(buffer, "PNG")
    return buffer.getvalue()


class Foreign:
    """Somebody else's web server, on this computer."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.patience = threading.Event()
        foreign = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                foreign.paths.append(self.path)
                getattr(foreign, self.path.strip("/").partition("?")[0])(self)

            def log_message(self, *_: object) -> None:
                """Nothing: the tests look at `paths`."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/{path}"

    def picture(self, call: BaseHTTPRequestHandler) -> None:
        _answer(call, 200, png())

    def page(self, call: BaseHTTPRequestHandler) -> None:
        _answer(call, 200, b"<html>Please log in</html>")

    def nothing(self, call: BaseHTTPRequestHandler) -> None:
        _answer(call, 404, b"")

    def moved(self, call: BaseHTTPRequestHandler) -> None:
        _answer(call, 302, b"", Location="/picture")

    def circle(self, call: BaseHTTPRequestHandler) -> None:
        _answer(call, 302, b"", Location="/circle")

    def inward(self, call: BaseHTTPRequestHandler) -> None:
        _answer(call, 302, b"", Location="https://192.168.77.1/picture.png")

    def huge(self, call: BaseHTTPRequestHandler) -> None:
        """Says no length, and sends until nobody listens."""
        call.send_response(200)
        call.end_headers()
        try:
            while True:
                call.wfile.write(bytes(1024 * 1024))
        except ConnectionError:
            call.close_connection = True

    def silence(self, call: BaseHTTPRequestHandler) -> None:
        self.patience.wait(10)
        call.close_connection = True

    def close(self) -> None:
        self.patience.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _answer(call: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    call.send_response(status)
    call.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        call.send_header(name, value)
    call.end_headers()
    call.wfile.write(body)


@pytest.fixture
def foreign() -> Iterator[Foreign]:
    server = Foreign()
    yield server
    server.close()


# Fetching


@pytest.mark.parametrize("path", ["picture", "moved", "picture?token=1"])
def test_a_picture_is_fetched(foreign: Foreign, path: str) -> None:
    assert fetch(foreign.url(path), LOOPBACK) == png()


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("nothing", "answered 404"),
        ("circle", "redirected more than 3 times"),
        ("inward", "192.168.77.1 is a private"),
        ("huge", "larger than 20 MB"),
    ],
)
def test_what_can_t_be_had(foreign: Foreign, path: str, reason: str) -> None:
    with pytest.raises(Unavailable, match=reason):
        fetch(foreign.url(path), LOOPBACK)


def test_a_server_that_keeps_silent(foreign: Foreign) -> None:
    with pytest.raises(Unavailable, match=r"didn't arrive within 0.2 s"):
        fetch(foreign.url("silence"), LOOPBACK, patience=0.2)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://10.0.0.1/picture.png", "private"),
        ("https://[::ffff:127.0.0.1]/picture.png", "on this computer"),
        ("http://8.8.8.8/picture.png", "https only"),
        ("file:///etc/passwd", "Only https"),
        ("https:///picture.png", "names no host"),
    ],
)
def test_an_address_that_isn_t_called(url: str, reason: str) -> None:
    with pytest.raises(Unavailable, match=reason):
        fetch(url, ())


def test_this_computer_is_called_only_when_that_is_allowed(foreign: Foreign) -> None:
    with pytest.raises(Unavailable, match="--webhook-network"):
        fetch(foreign.url("picture"), ())
    assert foreign.paths == []


def test_secrets_of_a_url_aren_t_shown() -> None:
    assert shown("https://cdn.maker.cn/a.png?X-Signature=1#2") == "https://cdn.maker.cn/a.png"


def test_a_password_in_a_url_is_in_no_hint(api: Api) -> None:
    order_id = api.order()
    body = {
        "order_id": order_id,
        "image_urls": ["https://user:Xq7hidden@shop.test/a.png#Xq7hidden"],
        "phone_model": "iphone_15_pro",
        "customer_info": {"name": "J", "email": "a@b.co", "phone": "1"},
        "priority": 2,
    }
    answer = api.client.post("/api/chinese/send-print-command", json=body)
    assert answer.status_code == 200
    assert "Xq7hidden" not in answer.headers["Lab-Hint"]


def test_a_failure_is_remembered_for_its_url() -> None:
    failures = RecentFailures()
    failures.remember("https://cdn.maker.cn/a.png", "gone")
    assert [failures.reason(f"https://cdn.maker.cn/{name}.png") for name in "ab"] == ["gone", None]


# Printing


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        database=tmp_path / "backend.db",
        public_url="https://pimpmycase.shop",
        lab_token=TOKEN,
        rate_limit=None,
        webhook_networks=LOOPBACK,
    )


def command(app: Flask, order_id: str, *urls: str) -> None:
    """As a print command leaves it; over the API only https passes, which a server of a test can't speak credibly."""
    with environment_of(app).store.writing():
        PrintJob.update(image_urls=list(urls)).where(PrintJob.order_id == order_id).execute()


def colours(data: bytes) -> list[Any]:
    return Image.open(io.BytesIO(data)).getcolors(maxcolors=1) or []


def test_a_foreign_picture_is_printed_over_the_whole_face(app: Flask, api: Api, foreign: Foreign) -> None:
    order_id = api.order()
    command(app, order_id, foreign.url("picture"))
    answer = api.lab(f"orders/{order_id}/artwork.png")
    assert colours(answer.data) == [(820 * 1714, RED)]
    assert "Lab-Hint" not in answer.headers


def test_it_is_fetched_once(
    start: Callable[[Settings], Flask], settings: Settings, app: Flask, api: Api, foreign: Foreign
) -> None:
    order_id = api.order()
    command(app, order_id, foreign.url("picture"))
    for backend in (app, start(settings)):
        Api(backend.test_client()).lab(f"orders/{order_id}/artwork.png")
    assert foreign.paths == ["/picture"]


@pytest.mark.parametrize("path", ["nothing", "page"])
def test_the_order_s_own_design_is_printed_otherwise(
    app: Flask, api: Api, foreign: Foreign, expected_logs: list[str], path: str
) -> None:
    order_id = api.order()
    own = api.lab(f"orders/{order_id}/artwork.png").data
    command(app, order_id, foreign.url(path))
    expected_logs.append(f"{order_id} prints its own design")
    answers = [api.lab(f"orders/{order_id}/artwork.png") for _ in range(2)]
    assert [answer.data for answer in answers] == [own, own]
    assert all(answer.headers["Lab-Hint"].startswith("ARTWORK_FOREIGN;") for answer in answers)
    assert len(foreign.paths) == 1


def test_our_own_store_holds_the_order_s_design(app: Flask, api: Api) -> None:
    order_id = api.order()
    own = api.lab(f"orders/{order_id}/artwork.png").data
    command(app, order_id, "https://cdn.pimpmycase.com/1.png", "https://example.com/2.png")
    answer = api.lab(f"orders/{order_id}/artwork.png")
    assert (answer.data, "Lab-Hint" in answer.headers) == (own, False)
