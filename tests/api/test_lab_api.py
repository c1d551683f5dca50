"""The lab's own API as a whole: its document, who may call it, and under which name."""

import re
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from openapi_pydantic import OpenAPI
from werkzeug.test import TestResponse

from contract import lab_endpoints
from contract.endpoint import Endpoint
from contract.lab_examples import LAB_PATH_IDS
from contract.messages.journal_query import FindCalls
from tests.api.contract_calls import TOKEN, Backend, running

ENDPOINTS = pytest.mark.parametrize("endpoint", lab_endpoints.ALL, ids=lambda one: one.name)


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    with running(tmp_path_factory.mktemp("lab")) as backend:
        yield backend


def call(backend: Backend, path: str, method: str = "GET", token: str | None = TOKEN, **headers: str) -> TestResponse:
    access = {} if token is None else {"Authorization": f"Bearer {token}"}
    return backend.send((method, path, ""), **access | headers)


@pytest.fixture(scope="module")
def document(backend: Backend) -> dict[str, Any]:
    return dict(backend.get("/lab/openapi.json"))


def problem(answer: TestResponse) -> tuple[int, str, str]:
    assert answer.mimetype == "application/problem+json"
    document = answer.get_json(force=True)
    return answer.status_code, document["code"], document["detail"]


def test_it_is_openapi_3_1(document: dict[str, Any]) -> None:
    assert OpenAPI.model_validate(document).openapi.startswith("3.1")


@ENDPOINTS
def test_every_endpoint_is_described(document: dict[str, Any], endpoint: Endpoint) -> None:
    operation = document["paths"][endpoint.path][endpoint.method.lower()]
    assert (operation["operationId"], operation["tags"]) == (endpoint.name, [endpoint.section])
    assert {str(endpoint.success), "401", "403", "500"} <= set(operation["responses"])


def test_sections_are_its_tags(document: dict[str, Any]) -> None:
    assert {tag["name"] for tag in document["tags"]} == {endpoint.section for endpoint in lab_endpoints.ALL}


def test_it_asks_for_the_token_and_answers_with_problems(document: dict[str, Any]) -> None:
    assert document["security"] == [{"token": []}]
    assert document["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    refusals = document["components"]["responses"].values()
    assert {kind for one in refusals for kind in one["content"]} == {"application/problem+json"}


def test_what_answers_nothing(document: dict[str, Any]) -> None:
    responses = document["paths"]["/lab/webhooks/{webhook_id}"]["delete"]["responses"]
    assert "200" not in responses
    assert "content" not in responses["204"] or responses["204"]["content"] == {}


def test_references_lead_somewhere(document: dict[str, Any]) -> None:
    wanted = set(re.findall(r"'#/components/(\w+)/([\w.-]+)'", str(document)))
    assert wanted
    assert [name for kind, name in wanted if name not in document["components"][kind]] == []


def test_every_filter_of_the_journal_is_described(document: dict[str, Any]) -> None:
    parameters = document["paths"]["/lab/journal"]["get"]["parameters"]
    assert {one["name"] for one in parameters} == {*FindCalls.model_fields}


@pytest.mark.parametrize("endpoint", [one for one in lab_endpoints.ALL if one.examples], ids=lambda one: one.name)
def test_examples_can_be_sent(endpoint: Endpoint) -> None:
    [request] = endpoint.requests
    assert [request.model_validate(example) for example in endpoint.examples]


def test_the_page_reads_it(backend: Backend) -> None:
    page = call(backend, "/lab/docs", token=None).text
    sources = re.findall(r'(?:src|href)="\.\.(/docs/[^"]+)"', page)
    assert "openapi.json" in page
    assert [fetched(backend, source) for source in sources] == [200, 200]


def fetched(backend: Backend, path: str) -> int:
    with call(backend, path) as answer:
        return answer.status_code


@ENDPOINTS
def test_every_call_wants_the_token(backend: Backend, endpoint: Endpoint) -> None:
    ids = {name: LAB_PATH_IDS[name] for name in re.findall(r"{(\w+)}", endpoint.path)}
    status, code, detail = problem(call(backend, endpoint.url(**ids), endpoint.method, token=None))
    assert (status, code) == (401, "TOKEN_MISSING")
    assert "lab-token-8000" in detail


@ENDPOINTS
def test_no_call_takes_a_parameter_that_it_does_not_know(backend: Backend, endpoint: Endpoint) -> None:
    ids = {name: LAB_PATH_IDS[name] for name in re.findall(r"{(\w+)}", endpoint.path)}
    answer = call(backend, f"{endpoint.url(**ids)}?machine_=VM001", endpoint.method)
    status, code, detail = problem(answer)
    assert (status, code) == (400, "QUERY_UNKNOWN")
    assert ("It takes none" in detail) is (endpoint.query is None)


@pytest.mark.parametrize(
    ("query", "choice"),
    [
        ("sessions?machine=VM001", "machine_id, limit"),
        ("orders?equipment=CN_DEBUG_01", "equipment_id"),
        ("stock?equipment_id=CN_DEBUG_01&equipment_id_=1", "equipment_id"),
    ],
)
def test_a_misspelled_condition_does_not_widen_a_question(backend: Backend, query: str, choice: str) -> None:
    status, code, detail = problem(call(backend, f"/lab/{query}"))
    assert (status, code) == (400, "QUERY_UNKNOWN")
    assert detail.endswith(f"Choose from: {choice}")


@pytest.mark.parametrize("path", ["/health?verbose=1", "/api/chinese/test-connection?a=b", "/lab/docs?a=b", "/docs?x"])
def test_the_documented_calls_and_the_pages_ignore_what_they_do_not_know(backend: Backend, path: str) -> None:
    assert call(backend, path).status_code == 200


def test_ids_are_looked_at_before_the_query(backend: Backend) -> None:
    assert problem(call(backend, "/lab/journal/a%20b?x=1"))[1] == "PATH_ID_MALFORMED"


@pytest.mark.parametrize(
    ("authorization", "code"),
    [
        ("", "TOKEN_MISSING"),
        ("Bearer", "TOKEN_MISSING"),
        ("Bearer an older one", "TOKEN_WRONG"),
        ("Bearer the lab's toke", "TOKEN_WRONG"),
        ("Basic the lab's token", "TOKEN_WRONG"),
        ("Bearer \xe9", "TOKEN_WRONG"),
    ],
)
def test_another_token(backend: Backend, authorization: str, code: str) -> None:
    answer = call(backend, "/lab/stock", Authorization=authorization)
    assert problem(answer)[:2] == (401, code)
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.0.0.1:8000",
        "192.168.1.7:8000",
        "[::1]:8000",
        "localhost",
        "LocalHost:8000",
        "localhost.",
        "pimpmycase.shop",
        "PimpMyCase.Shop:8443",
        socket.gethostname(),
        f"{socket.gethostname().partition('.')[0]}.local:8000",
    ],
)
def test_a_host_of_ours(backend: Backend, host: str) -> None:
    assert call(backend, "/lab/stock", Host=host).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "rebound.example",
        "rebound.example:8000",
        "127.0.0.1.rebound.example",
        "localhost.rebound.example",
        "rebound.example:127.0.0.1",
        "rebound.example@127.0.0.1",
        "[::1",
        "::1",
        "2130706433",
        "127.1",
        "",
        " ",
        "localhost:8000:8000",
        "localhost,rebound.example",
    ],
)
def test_a_forged_host(backend: Backend, host: str) -> None:
    status, code, detail = problem(call(backend, "/lab/stock", Host=host))
    assert (status, code) == (403, "HOST_FOREIGN")
    assert "--public-url" in detail


@pytest.mark.parametrize("path", ["/lab", "/lab/", "/lab/ui", "/lab/docs", "/lab/openapi.json", "/lab/nowhere"])
def test_nothing_under_lab_answers_a_forged_host(backend: Backend, path: str) -> None:
    answer = call(backend, path, token=None, Host="rebound.example")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (403, "no-store")


@pytest.mark.parametrize("path", ["/health", "/labels", "/openapi.json"])
def test_the_rest_answers_to_any_name(backend: Backend, path: str) -> None:
    assert call(backend, path, Host="kiosk-backend").status_code != 403


PREFLIGHT = {
    "Origin": "https://elsewhere.example",
    "Access-Control-Request-Method": "GET",
    "Access-Control-Request-Headers": "authorization",
}


@pytest.mark.parametrize("method", ["OPTIONS", "GET", "POST"])
@pytest.mark.parametrize("path", ["/lab/stock", "/lab/refunds", "/lab/journal", "/lab/openapi.json", "/lab/docs"])
def test_another_page_is_granted_nothing(backend: Backend, method: str, path: str) -> None:
    answer = call(backend, path, method, **PREFLIGHT)
    assert [name for name, _ in answer.headers if name.lower().startswith("access-control")] == []


def test_a_preflight_brings_no_token(backend: Backend) -> None:
    status, code, _ = problem(call(backend, "/lab/stock", "OPTIONS", token=None, **PREFLIGHT))
    assert (status, code) == (403, "PATH_CLOSED")


@pytest.mark.parametrize("path", ["/lab/stock", "/lab/docs", "/lab/openapi.json", "/lab/nowhere"])
def test_nobody_keeps_an_answer(backend: Backend, path: str) -> None:
    assert call(backend, path).headers["Cache-Control"] == "no-store"
