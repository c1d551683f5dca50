"""Artwork that a print command names: fetched with suspicion, and never a reason for a case without a picture."""

import asyncio
import io
import json
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from PIL import Image
from werkzeug.test import TestResponse

from backend.background import Background
from backend.files.foreign_pictures import MOST_AT_ONCE, Fetcher
from backend.http.context import environment_of
from backend.models.order import PrintJob
from backend.outbound.calling import open_client
from backend.outbound.foreign_artwork import PATIENCE, Unavailable, fetch, shown
from backend.rules.addresses import Network
from backend.settings import Settings
from contract.hints import Code
from tests.api.api_driver import TOKEN, Api
from tests.api.print_commands import hints

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
        self._asked = threading.Condition()
        self.patience = threading.Event()
        foreign = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                foreign.note(self.path)
                getattr(foreign, self.path.strip("/").partition("?")[0])(self)

            def log_message(self, *_: object) -> None:
                """Nothing: the tests look at `paths`."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def note(self, path: str) -> None:
        with self._asked:
            self.paths.append(path)
            self._asked.notify_all()

    def asked(self, times: int) -> bool:
        """Wait until it was asked so often, within 10 s."""
        with self._asked:
            return self._asked.wait_for(lambda: len(self.paths) >= times, timeout=10)

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


def obtain(url: str, networks: tuple[Network, ...], patience: float = PATIENCE) -> bytes:
    async def call() -> bytes:
        async with open_client() as client:
            return await fetch(client, url, networks, patience)

    return asyncio.run(call())


def fetch_wanted(app: Flask, patience: float = PATIENCE) -> None:
    """Until nothing is wanted any more."""

    async def work() -> None:
        async with open_client() as client:
            fetcher = Fetcher(environment_of(app), client, patience)
            while fetcher.start_wanted():
                await fetcher.news()

    asyncio.run(work())


@pytest.fixture
def foreign() -> Iterator[Foreign]:
    server = Foreign()
    yield server
    server.close()


# Fetching


@pytest.mark.parametrize("path", ["picture", "moved", "picture?token=1"])
def test_a_picture_is_fetched(foreign: Foreign, path: str) -> None:
    assert obtain(foreign.url(path), LOOPBACK) == png()


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
        obtain(foreign.url(path), LOOPBACK)


def test_a_server_that_keeps_silent(foreign: Foreign) -> None:
    with pytest.raises(Unavailable, match=r"didn't arrive within 0.2 s"):
        obtain(foreign.url("silence"), LOOPBACK, patience=0.2)


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
        obtain(url, ())


def test_this_computer_is_called_only_when_that_is_allowed(foreign: Foreign) -> None:
    with pytest.raises(Unavailable, match="--webhook-network"):
        obtain(foreign.url("picture"), ())
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


def artwork(api: Api, order_id: str) -> TestResponse:
    return api.lab(f"orders/{order_id}/artwork.png")


def download(api: Api, order_id: str) -> TestResponse:
    """The design, as a manufacturer's machine gets it."""
    links = api.client.get(f"/api/chinese/order/{order_id}/download-links").get_json()["download_links"]
    return api.client.get(urlsplit(links["design_file"])._replace(scheme="", netloc="").geturl())


def test_a_foreign_picture_is_printed_over_the_whole_face(app: Flask, api: Api, foreign: Foreign) -> None:
    order_id = api.order()
    command(app, order_id, foreign.url("picture"))
    artwork(api, order_id)
    fetch_wanted(app)
    for answer in (artwork(api, order_id), download(api, order_id)):
        assert colours(answer.data) == [(820 * 1714, RED)]
        assert "Lab-Hint" not in answer.headers


def test_until_it_is_there_who_asks_is_told(app: Flask, api: Api, foreign: Foreign) -> None:
    order_id = api.order()
    own = download(api, order_id).data
    command(app, order_id, foreign.url("picture"))
    answer = download(api, order_id)
    assert (answer.data, hints(answer)) == (own, [Code.ARTWORK_PENDING])
    answer = artwork(api, order_id)
    assert (answer.status_code, answer.headers["Retry-After"], hints(answer)) == (503, "2", [Code.ARTWORK_PENDING])
    assert foreign.paths == []


def test_a_print_command_has_it_fetched_ahead(app: Flask, api: Api) -> None:
    order_id = api.order()
    url = "https://elsewhere.test/a.png"
    body = {
        "order_id": order_id,
        "image_urls": [url],
        "phone_model": "iphone_15_pro",
        "customer_info": {"name": "J", "email": "a@b.co", "phone": "1"},
        "priority": 2,
    }
    assert api.client.post("/api/chinese/send-print-command", json=body).status_code == 200
    wanted = environment_of(app).pictures.take()
    assert wanted is not None
    assert (wanted.key.place, wanted.url) == (order_id, url)


def test_it_is_fetched_once(
    start: Callable[[Settings], Flask], settings: Settings, app: Flask, api: Api, foreign: Foreign
) -> None:
    order_id = api.order()
    command(app, order_id, foreign.url("picture"))
    for backend in (app, start(settings)):
        for _ in range(2):
            artwork(Api(backend.test_client()), order_id)
        fetch_wanted(backend)
    assert foreign.paths == ["/picture"]


WHY = {
    "nothing": Code.ARTWORK_REFUSED,
    "page": Code.ARTWORK_UNREADABLE,
    "inward": Code.ARTWORK_UNREACHABLE,
    "silence": Code.ARTWORK_LATE,
}


@pytest.mark.parametrize("path", WHY)
def test_the_order_s_own_design_is_printed_otherwise(
    app: Flask, api: Api, foreign: Foreign, expected_logs: list[str], path: str
) -> None:
    order_id = api.order()
    own = artwork(api, order_id).data
    command(app, order_id, foreign.url(path))
    artwork(api, order_id)
    expected_logs.append(f"{order_id} prints its own design")
    fetch_wanted(app, patience=1.0)
    answers = [artwork(api, order_id), download(api, order_id)]
    fetch_wanted(app)
    assert [(answer.data, hints(answer)) for answer in answers] == [(own, [WHY[path]])] * 2
    assert all("[" not in answer.headers["Lab-Hint"] for answer in answers), "a sentence with a gap"
    assert len(foreign.paths) == 1


def test_many_that_hang_delay_no_call_and_no_end(app: Flask, api: Api, foreign: Foreign) -> None:
    order_ids = [api.order() for _ in range(2)]
    background = Background(app)
    background.start()
    for number in range(MOST_AT_ONCE):
        command(app, order_ids[0], foreign.url(f"silence?{number}"))
        assert hints(download(api, order_ids[0])) == [Code.ARTWORK_PENDING]
    assert foreign.asked(MOST_AT_ONCE)
    command(app, order_ids[1], foreign.url("picture"))
    assert hints(download(api, order_ids[1])) == [Code.ARTWORK_PENDING]
    background.stop()
    assert not foreign.patience.is_set()
    assert "/picture" not in foreign.paths


def test_an_archive_tells_of_what_it_lacks(app: Flask, api: Api, foreign: Foreign) -> None:
    order_id = api.order()
    command(app, order_id, foreign.url("picture"))
    answer = api.client.get(f"/api/chinese/images/batch-download?order_ids={order_id}")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    (told,) = manifest["orders"][0]["remarks"]
    assert (told["code"], set(told)) == (Code.ARTWORK_PENDING, {"code", "en", "zh"})


def test_our_own_store_holds_the_order_s_design(app: Flask, api: Api) -> None:
    order_id = api.order()
    own = api.lab(f"orders/{order_id}/artwork.png").data
    command(app, order_id, "https://cdn.pimpmycase.com/1.png", "https://example.com/2.png")
    answer = api.lab(f"orders/{order_id}/artwork.png")
    assert (answer.data, "Lab-Hint" in answer.headers) == (own, False)
