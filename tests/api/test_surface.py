"""What the table of the surface has is served, and nothing else is."""

import re

import pytest
from flask import Flask
from werkzeug.routing import Rule

from backend.http.routing import row_of
from backend.openapi.document import document
from backend.openapi.guides import GUIDES
from backend.openapi.lab import LAB_API
from backend.openapi.surface import Surface
from contract import endpoints, lab_endpoints
from contract.endpoint import Endpoint
from contract.surface import SERVED


def rules(app: Flask) -> list[Rule]:
    return list(app.url_map.iter_rules())


def test_every_row_is_served_once(app: Flask) -> None:
    served = sorted(row.name for rule in rules(app) if (row := row_of(rule.endpoint)) is not None)
    assert served == sorted(row.name for row in SERVED)


def test_every_route_is_that_of_its_row(app: Flask) -> None:
    for rule in rules(app):
        row = row_of(rule.endpoint)
        assert row is not None, rule
        assert re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule) == row.path
        assert (rule.methods or set()) - {"HEAD", "OPTIONS"} == {row.method}


@pytest.mark.parametrize(("api", "table"), [(GUIDES, endpoints.ALL), (LAB_API, lab_endpoints.ALL)])
def test_every_call_is_documented_with_its_query(api: Surface, table: tuple[Endpoint, ...]) -> None:
    described = {
        operation["operationId"]: [one["name"] for one in operation["parameters"] if one["in"] == "query"]
        for path in document(api, "http://lab")["paths"].values()
        for operation in path.values()
    }
    assert described == {row.name: [] if row.query is None else [*row.query.model_fields] for row in table}
