"""Section 7 of the guides: links to an order's files, the files themselves, and archives of designs."""

import hashlib
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from PIL import Image
from werkzeug.test import TestResponse

from backend.http.context import environment_of
from backend.models.order import Order, PrintJob
from backend.rules.job import JobState
from backend.settings import Settings
from backend.world.environment import Environment
from contract import print_file
from contract.vocabulary import OrderStatus
from tests.api.api_driver import Api, ManualClock, shape

LINKS = json.loads("""
{
  "order_id": "ORDER_a819e123",
  "download_links": {
    "design_file": "https://cdn.pimpmycase.com/designs/ORDER_a819e123_design.png",
    "print_file": "https://cdn.pimpmycase.com/print/ORDER_a819e123_print.gcode",
    "preview": "https://cdn.pimpmycase.com/preview/ORDER_a819e123_preview.jpg"
  },
  "expiry": "2025-08-09T14:42:00Z"
}""")
KINDS = {
    "design_file": ("/files/designs/{}_design.png", "image/png"),
    "print_file": ("/files/print/{}_print.gcode", "text/x.gcode; charset=utf-8"),
    "preview": ("/files/preview/{}_preview.jpg", "image/jpeg"),
}


def links_of(api: Api, order_id: str, **options: Any) -> dict[str, str]:
    answer = api.client.get(f"/api/chinese/order/{order_id}/download-links", **options)
    return dict((answer.json or {})["download_links"])


def fetched(api: Api, order_id: str, kind: str) -> bytes:
    return bytes(api.client.get(links_of(api, order_id)[kind]).data)


def batch(api: Api, query: str) -> TestResponse:
    return api.client.get(f"/api/chinese/images/batch-download?{query}")


def kept(settings: Settings) -> list[Path]:
    return sorted(settings.database.with_name("backend-files").rglob("*.*"))


def bare_order(environment: Environment, order_id: str = "ORDER_a819e123", **columns: Any) -> str:
    """An order that no session led to; what it has to show is drawn in a moment."""
    now = environment.now
    with environment.store.writing():
        Order.create(
            order_id=order_id,
            queue_day="20250804",
            queue_position=1,
            status=OrderStatus.PENDING,
            amount_pence=1999,
            created_at=now,
            updated_at=now,
            **columns,
        )
        PrintJob.create(order_id=order_id, state=JobState.WAITING, priority=5, created_at=now)
    return order_id


@pytest.fixture
def order_id(environment: Environment) -> str:
    return bare_order(environment)


@pytest.fixture
def order_ids(environment: Environment) -> list[str]:
    return [bare_order(environment, order_id) for order_id in ("ORDER_1", "ORDER_2")]


# Links


def test_the_answer_s_keys_and_types(api: Api, order_id: str) -> None:
    answer = api.client.get(f"/api/chinese/order/{order_id}/download-links")
    assert shape(answer.json) == shape(LINKS)


@pytest.mark.parametrize("host", ["http://192.168.1.20:8000", "http://localhost:8000", "http://[::1]:8000"])
def test_links_lead_to_where_the_caller_reached_us(api: Api, order_id: str, host: str) -> None:
    urls = [urlsplit(url) for url in links_of(api, order_id, base_url=host).values()]
    assert {f"{url.scheme}://{url.netloc}" for url in urls} == {host}
    assert [url.path for url in urls] == [path.format(order_id) for path, _ in KINDS.values()]


def test_links_are_good_for_seven_days(api: Api, order_id: str, clock: ManualClock) -> None:
    answer = api.client.get(f"/api/chinese/order/{order_id}/download-links").json or {}
    assert answer["expiry"] == "2025-08-11T14:30:22Z"
    url = answer["download_links"]["print_file"]
    clock.advance(days=7)
    assert api.client.get(url).status_code == 200
    clock.advance(seconds=1)
    assert refused(api, url) == (403, "The link has expired: ask download-links for a new one", "LINK_EXPIRED")


def test_a_link_without_its_signature(api: Api, order_id: str) -> None:
    url = links_of(api, order_id)["design_file"].partition("?")[0]
    detail = "The link has no signature: ask download-links for a new one"
    assert refused(api, url) == (403, detail, "LINK_UNSIGNED")


@pytest.mark.parametrize(
    ("old", "new"), [("signature=", "signature=0"), ("expires=1", "expires=2"), ("a819e", "00000")]
)
def test_a_link_that_was_altered(api: Api, order_id: str, old: str, new: str) -> None:
    url = links_of(api, order_id)["preview"]
    detail = "The link's signature doesn't belong to this file: ask download-links for a new one"
    assert refused(api, url.replace(old, new)) == (403, detail, "LINK_FORGED")


def refused(api: Api, url: str) -> tuple[int, str, str]:
    """Status, detail and the hint's code; the body has the documented error's keys and no others."""
    answer = api.client.get(url)
    body = answer.json or {}
    assert body.keys() == {"detail", "validation_errors", "timestamp"}
    return answer.status_code, body["detail"], answer.headers["Lab-Hint"].partition(";")[0]


def test_the_signature_says_nothing_about_which_orders_there_are(api: Api) -> None:
    assert refused(api, "/files/designs/ORDER_none_design.png?expires=1755000000&signature=0")[0] == 403


def test_links_outlive_a_restart(start: Callable[[Settings], Flask], settings: Settings) -> None:
    app = start(settings)
    url = links_of(Api(app.test_client()), bare_order(environment_of(app)))["print_file"]
    assert start(settings).test_client().get(url).status_code == 200


def test_an_unknown_order_has_no_links(api: Api) -> None:
    answer = api.client.get("/api/chinese/order/ORDER_none/download-links")
    assert (answer.status_code, (answer.json or {})["detail"]) == (404, "Order not found: ORDER_none")


def test_a_malformed_order_id(api: Api) -> None:
    assert api.client.get("/api/chinese/order/ORDER%201/download-links").status_code == 400


# Files


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_s_headers(api: Api, order_id: str, kind: str) -> None:
    answer = api.client.get(links_of(api, order_id)[kind])
    path, media_type = KINDS[kind]
    name = path.format(order_id).rpartition("/")[2]
    assert answer.content_type == media_type
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert answer.headers["ETag"] == f'"{hashlib.sha256(answer.data).hexdigest()}"'


@pytest.mark.parametrize("kind", KINDS)
def test_head_tells_the_length(api: Api, order_id: str, kind: str) -> None:
    url = links_of(api, order_id)[kind]
    head, whole = api.client.head(url), api.client.get(url)
    assert (head.status_code, head.data) == (200, b"")
    assert int(head.headers["Content-Length"]) == len(whole.data) > 0


def test_a_known_etag_saves_the_transfer(api: Api, order_id: str) -> None:
    url = links_of(api, order_id)["design_file"]
    etag = api.client.get(url).headers["ETag"]
    assert api.client.get(url, headers={"If-None-Match": etag}).status_code == 304


def test_a_broken_download_goes_on(api: Api, order_id: str) -> None:
    url = links_of(api, order_id)["design_file"]
    rest = api.client.get(url, headers={"Range": "bytes=1000-"})
    assert (rest.status_code, rest.data) == (206, api.client.get(url).data[1000:])


def test_the_files_of_a_sale_belong_together(api: Api) -> None:
    """The design at 300 ppi is what the station prints, and the print file is for it and no other."""
    order_id = api.order()
    design = fetched(api, order_id, "design_file")
    file = print_file.read(fetched(api, order_id, "print_file"))
    assert Image.open(io.BytesIO(design)).size == (820, 1714)
    assert api.lab(f"orders/{order_id}/artwork.png").data == design
    assert (file.order_id, file.model, file.face_mm, file.ppi) == (order_id, "iPhone 15 Pro", (69.43, 145.12), 300)
    assert file.design_sha256 == hashlib.sha256(design).hexdigest()


def test_the_preview_is_made_for_a_screen(api: Api, order_id: str) -> None:
    picture = Image.open(io.BytesIO(fetched(api, order_id, "preview")))
    assert (picture.format, picture.height) == ("JPEG", 1040)


def test_an_order_that_nobody_designed_has_a_placeholder(api: Api, environment: Environment) -> None:
    order_id = bare_order(environment, model="iPhone 15 Pro")
    assert print_file.read(fetched(api, order_id, "print_file")).model == "iPhone 15 Pro"
    assert Image.open(io.BytesIO(fetched(api, order_id, "design_file"))).size == (820, 1714)
    assert fetched(api, order_id, "preview").startswith(b"\xff\xd8")


def test_an_order_of_a_few_words_is_drawn_from_them(api: Api, environment: Environment) -> None:
    drawn = fetched(api, bare_order(environment, text="Hello"), "design_file")
    with environment.store.writing():
        Order.update(text=None).execute()
    assert fetched(api, "ORDER_a819e123", "design_file") != drawn


# Kept on disk


def test_files_are_kept_beside_the_database(api: Api, order_id: str, settings: Settings) -> None:
    for kind in KINDS:
        fetched(api, order_id, kind)
    assert [file.suffix for file in kept(settings)] == [".png", ".jpg", ".gcode"]


def test_nothing_is_made_twice(start: Callable[[Settings], Flask], settings: Settings) -> None:
    app = start(settings)
    url = links_of(Api(app.test_client()), bare_order(environment_of(app)))["preview"]
    app.test_client().get(url)
    made = {file: file.stat().st_mtime_ns for file in kept(settings)}
    start(settings).test_client().get(url)
    assert {file: file.stat().st_mtime_ns for file in kept(settings)} == made


def test_a_damaged_file_is_never_served(api: Api, order_id: str, settings: Settings) -> None:
    whole = fetched(api, order_id, "design_file")
    kept(settings)[0].write_bytes(whole[:-1])
    assert fetched(api, order_id, "design_file") == whole


def test_a_folder_that_can_t_be_written(api: Api, order_id: str, settings: Settings, expected_logs: list[str]) -> None:
    expected_logs.append("can't be written")
    settings.database.with_name("backend-files").write_text("a file stands in the folder's place")
    assert fetched(api, order_id, "design_file").startswith(b"\x89PNG")


# Archives


def unzipped(answer: TestResponse) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_zip_holds_the_designs_and_a_manifest(api: Api, order_ids: list[str]) -> None:
    answer = batch(api, f"order_ids={order_ids[0]}&order_ids={order_ids[1]}&format=zip")
    files = unzipped(answer)
    assert answer.content_type == "application/zip"
    assert answer.headers["Content-Disposition"] == "attachment; filename=pimpmycase-designs-20250804-143022.zip"
    assert list(files) == [f"{order_ids[0]}_design.png", f"{order_ids[1]}_design.png", "manifest.json"]
    assert files[f"{order_ids[1]}_design.png"] == fetched(api, order_ids[1], "design_file")


def test_a_tar_holds_the_same(api: Api, order_ids: list[str]) -> None:
    answer = batch(api, f"order_ids={','.join(order_ids)}&format=tar")
    with tarfile.open(fileobj=io.BytesIO(answer.data)) as archive:
        files = {entry.name: archive.extractfile(entry).read() for entry in archive}  # type: ignore[union-attr]  # files
    assert answer.content_type == "application/x-tar"
    assert files == unzipped(batch(api, f"order_ids={','.join(order_ids)}"))


def test_the_manifest(api: Api, order_ids: list[str]) -> None:
    files = unzipped(batch(api, f"order_ids=ORDER_none,{order_ids[0]}"))
    design = files[f"{order_ids[0]}_design.png"]
    assert json.loads(files["manifest.json"]) == {
        "created_at": "2025-08-04T14:30:22Z",
        "orders": [
            {
                "order_id": order_ids[0],
                "file": f"{order_ids[0]}_design.png",
                "sha256": hashlib.sha256(design).hexdigest(),
                "size": len(design),
            }
        ],
        "missing": [{"order_id": "ORDER_none", "reason": "Order not found"}],
    }


def test_missing_orders_are_said_before_the_archive_arrives(api: Api, order_ids: list[str]) -> None:
    answer = batch(api, f"order_ids=ORDER_none,{order_ids[0]}")
    assert answer.headers["Lab-Hint"].startswith("ORDERS_MISSING;")
    assert "Lab-Hint" not in batch(api, f"order_ids={order_ids[0]}").headers


@pytest.mark.parametrize(
    "query", ["order_ids={0},{1}&order_ids={0}", "order_ids={0}, {1},,{0}", "order_ids={0},{1}&format=ZIP"]
)
def test_ids_in_any_writing(api: Api, order_ids: list[str], query: str) -> None:
    names = list(unzipped(batch(api, query.format(*order_ids))))
    assert names == [f"{order_ids[0]}_design.png", f"{order_ids[1]}_design.png", "manifest.json"]


@pytest.mark.parametrize(
    ("query", "field", "received", "code"),
    [
        ("", "order_ids", None, "ARCHIVE_NO_ORDERS"),
        ("order_ids=&order_ids=,", "order_ids", None, "ARCHIVE_NO_ORDERS"),
        ("order_ids=ORDER_1&format=rar", "format", "rar", "ARCHIVE_FORMAT"),
        ("order_ids=ORDER_1&format=", "format", "", "ARCHIVE_FORMAT"),
        ("order_ids=../backend.db", "order_ids", "../backend.db", "QUERY_MALFORMED"),
        ("order_ids=ORDER%001", "order_ids", "ORDER\x001", "QUERY_MALFORMED"),
        ("order_ids=" + ",".join(f"ORDER_{number}" for number in range(51)), "order_ids", 51, "ARCHIVE_TOO_MANY"),
    ],
)
def test_a_query_that_can_t_be_used(api: Api, query: str, field: str, received: object, code: str) -> None:
    answer = batch(api, query)
    (error,) = (answer.json or {})["validation_errors"]
    assert (answer.status_code, error["field"], error["received_value"]) == (422, field, received)
    assert answer.headers["Lab-Hint"].startswith(f"{code};")


def test_all_that_is_wrong_is_said_at_once(api: Api) -> None:
    errors = (batch(api, "format=rar").json or {})["validation_errors"]
    assert [error["field"] for error in errors] == ["order_ids", "format"]


def test_none_of_the_orders_exists(api: Api) -> None:
    answer = batch(api, "order_ids=ORDER_x&order_ids=ORDER_y")
    detail = "None of these orders exists: ORDER_x, ORDER_y"
    assert (answer.status_code, (answer.json or {})["detail"]) == (404, detail)


def test_an_archive_is_made_while_it_is_read(api: Api, order_ids: list[str], settings: Settings) -> None:
    url = f"/api/chinese/images/batch-download?order_ids={','.join(order_ids)}"
    answer = api.client.get(url, buffered=False)
    pieces = answer.iter_encoded()
    next(pieces)
    assert len(kept(settings)) == 1
    answer.close()
    assert len(kept(settings)) == 1


def test_head_of_an_archive_makes_none(api: Api, order_ids: list[str], settings: Settings) -> None:
    answer = api.client.head(f"/api/chinese/images/batch-download?order_ids={order_ids[0]}")
    assert (answer.status_code, answer.content_type, kept(settings)) == (200, "application/zip", [])
