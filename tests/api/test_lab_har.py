"""The export as HAR 1.2: everything that the importers of browsers insist on."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any

import pytest

from tests.api.contract_calls import TOKEN, Backend, running

LOG = {"version": str, "creator": dict, "pages": list, "entries": list}
"""Firefox takes no file without `pages`, although the specification lets them be left out."""
ENTRY = {"startedDateTime": str, "time": float, "request": dict, "response": dict, "cache": dict, "timings": dict}
REQUEST = {
    "method": str,
    "url": str,
    "httpVersion": str,
    "cookies": list,
    "headers": list,
    "queryString": list,
    "headersSize": int,
    "bodySize": int,
}
RESPONSE = {
    "status": int,
    "statusText": str,
    "httpVersion": str,
    "cookies": list,
    "headers": list,
    "content": dict,
    "redirectURL": str,
    "headersSize": int,
    "bodySize": int,
}
CONTENT = {"size": int, "mimeType": str}
POST_DATA = {"mimeType": str, "params": list, "text": str}
TIMINGS = {"blocked", "dns", "connect", "ssl", "send", "wait", "receive"}
"""Firefox adds up all of them."""


def missing(document: dict[str, Any], wanted: Mapping[str, type]) -> dict[str, Any]:
    """What isn't there, or of another type."""
    return {name: document.get(name) for name, kind in wanted.items() if not isinstance(document.get(name), kind)}


def exported(backend: Backend, query: str = "") -> dict[str, Any]:
    return dict(backend.lab(f"journal.har{query}")["log"])


def entries(backend: Backend, query: str = "") -> list[dict[str, Any]]:
    return list(exported(backend, query)["entries"])


@pytest.fixture(scope="module")
def sale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    """A backend after a whole sale, refusals, one of them in Chinese, a long body, a secret and a file."""
    with running(tmp_path_factory.mktemp("har")) as backend:
        links = backend.get(f"/api/chinese/order/{backend.order()}/download-links")
        backend.get("/api/chinese/payment/PAY_1/status?note=%E4%BD%A0&note=&x=1")
        post(backend, "vending/create-session", {"machine_id": "机器一"})
        post(backend, "vending/create-session", {"machine_id": "x" * 20_000})
        post(backend, "chinese/webhook/configure", {"webhook_url": "http://your-system.com", "secret": "Xq7-hidden"})
        with backend.send(("GET", links["download_links"]["design_file"], "")) as picture:
            assert picture.status_code == 200
        yield backend


def post(backend: Backend, path: str, body: dict[str, Any]) -> None:
    backend.send(("POST", f"/api/{path}", json.dumps(body, ensure_ascii=False)))


def test_a_file_for_a_browser(sale: Backend) -> None:
    answer = sale.send(("GET", "/lab/journal.har", ""), Authorization=f"Bearer {TOKEN}")
    assert answer.mimetype == "application/json"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="pimpmycase-lab.har"'
    assert missing((answer.json or {})["log"], LOG) == {}
    assert (answer.json or {})["log"]["version"] == "1.2"


def test_every_member_that_is_required(sale: Backend) -> None:
    for entry in entries(sale):
        request, response = entry["request"], entry["response"]
        assert missing(entry, ENTRY) == {}
        assert missing(request, REQUEST) == {}
        assert missing(response, RESPONSE) == {}
        assert missing(response["content"], CONTENT) == {}
        assert missing(request.get("postData", {"mimeType": "", "params": [], "text": ""}), POST_DATA) == {}
        assert set(entry["timings"]) == TIMINGS


def test_lists_are_of_pairs(sale: Backend) -> None:
    pairs = [
        pair
        for entry in entries(sale)
        for part in (entry["request"], entry["response"])
        for pair in [*part["headers"], *part.get("queryString", [])]
    ]
    assert {frozenset(pair) for pair in pairs} == {frozenset({"name", "value"})}
    assert all(isinstance(pair["value"], str) for pair in pairs)


def test_it_begins_with_the_first_call(sale: Backend) -> None:
    calls = entries(sale)
    began = [datetime.fromisoformat(entry["startedDateTime"]) for entry in calls]
    assert calls[0]["request"]["url"].startswith("http://localhost/api/vending/session/")
    assert began == sorted(began)
    assert None not in {moment.tzinfo for moment in began}


def test_a_call(sale: Backend) -> None:
    entry = entries(sale, "?code=MACHINE_ID_MALFORMED")[0]
    assert entry["request"]["postData"] == {
        "mimeType": "application/json",
        "params": [],
        "text": '{"machine_id": "机器一"}',
    }
    assert entry["response"]["statusText"] == HTTPStatus.UNPROCESSABLE_ENTITY.phrase
    assert "validation_errors" in entry["response"]["content"]["text"]
    assert entry["time"] == entry["timings"]["wait"] > 0


def test_our_own_facts_stand_apart(sale: Backend) -> None:
    entry = entries(sale, "?code=MACHINE_ID_MALFORMED")[0]
    facts = entry["_lab"]
    assert (facts["codes"], facts["explanation"]["code"]) == (["MACHINE_ID_MALFORMED"], "MACHINE_ID_MALFORMED")
    assert facts["actor"] in entry["comment"]


def test_a_query_is_taken_apart(sale: Backend) -> None:
    entry = next(one for one in entries(sale) if "PAY" in one["request"]["url"])
    assert entry["request"]["queryString"] == [
        {"name": "note", "value": "你"},
        {"name": "note", "value": ""},
        {"name": "x", "value": "1"},
    ]


def test_a_stream_has_no_text(sale: Backend) -> None:
    content = entries(sale, "?q=signature")[-1]["response"]["content"]
    assert "text" not in content
    assert content["comment"] == "Not text, or a stream: not kept"


def test_what_was_cut_off_says_so(sale: Backend) -> None:
    sent = entries(sale, "?q=xxxxxxxxx")[-1]["request"]["postData"]
    assert (len(sent["text"]), sent["comment"]) == (16 * 1024, "Cut off")


def test_the_same_filters(sale: Backend) -> None:
    assert {one["response"]["status"] for one in entries(sale, "?status=422")} == {422}
    exporting = exported(sale, "?limit=2")
    assert len(exporting["entries"]) == 2
    assert exporting["comment"].startswith("There may be more calls")
    assert exported(sale)["comment"] == "All that were asked for"


def test_no_secret_leaves_with_it(sale: Backend) -> None:
    text = str(exported(sale))
    assert "your-system.com" in text
    assert "Xq7-hidden" not in text
    assert TOKEN not in text
