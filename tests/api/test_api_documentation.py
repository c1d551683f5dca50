"""The OpenAPI document, its page, and the table that both come from."""

import re
from typing import Any

import pytest
from openapi_pydantic import OpenAPI

from contract import endpoints
from contract.endpoint import Endpoint
from tests.api.api_driver import Api

OURS = {"/", "/openapi.json", "/docs", "/certificate.pem"}


@pytest.fixture
def document(api: Api) -> dict[str, Any]:
    return dict(api.client.get("/openapi.json").json or {})


def test_it_is_openapi_3_1(document: dict[str, Any]) -> None:
    assert OpenAPI.model_validate(document).openapi.startswith("3.1")


@pytest.mark.parametrize("endpoint", endpoints.ALL, ids=lambda one: one.name)
def test_every_endpoint_is_described(document: dict[str, Any], endpoint: Endpoint) -> None:
    operation = document["paths"][endpoint.path][endpoint.method.lower()]
    assert operation["operationId"] == endpoint.name
    assert {"200", "404", "405", "429", "500"} <= set(operation["responses"])


def test_references_lead_somewhere(document: dict[str, Any]) -> None:
    wanted = set(re.findall(r"'#/components/(\w+)/([\w.-]+)'", str(document)))
    assert wanted
    assert all(name in document["components"][kind] for kind, name in wanted)


def test_requests_are_the_printed_ones(document: dict[str, Any]) -> None:
    body = document["paths"]["/api/vending/create-session"]["post"]["requestBody"]
    assert body["content"]["application/json"]["examples"]["guide_1"]["value"]["machine_id"] == "VM001"


def test_the_server_is_where_the_reader_came_from(api: Api) -> None:
    answer = api.client.get("/openapi.json", base_url="http://192.168.1.7:8000").json or {}
    assert answer["servers"] == [{"url": "http://192.168.1.7:8000"}]


def test_the_page_needs_no_other_host(api: Api) -> None:
    page = api.client.get("/docs").text
    sources = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert len(sources) == 2
    assert [fetched(api, f"/{source}") for source in sources] == [200, 200]


def fetched(api: Api, path: str) -> int:
    with api.client.get(path) as answer:
        return answer.status_code


def test_nothing_else_is_served_from_the_page_folder(api: Api) -> None:
    assert api.client.get("/docs/../__init__.py").status_code == 404
    assert api.client.get("/docs/%2e%2e/__init__.py").status_code == 404
