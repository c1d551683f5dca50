"""Which faults may hit a call, by its method and route."""

from typing import Any

import pytest

from contract.kinds import kind_of
from contract.messages.faults import Match, NamedFault
from faults.match import Matcher, covers
from faults.routes import endpoint_at, nearest

STATUS = "/api/vending/session/{session_id}/status"
CONFIRM = "/api/vending/session/{session_id}/confirm-payment"


def fault(name: str, **match: Any) -> NamedFault:
    return NamedFault.model_validate({"id": name, "effect": 503, "match": match})


def candidates(method: str, route: str | None, *faults: NamedFault) -> list[str]:
    return [one.id for one in Matcher(faults).candidates(method, route)]


def test_route_is_named_by_path_or_by_operation() -> None:
    by_name, by_path = fault("a", route="session_status"), fault("b", route=STATUS)
    assert candidates("GET", STATUS, by_name, by_path) == ["a", "b"]


def test_other_routes_and_methods_pass() -> None:
    faults = fault("a", route="create_session"), fault("b", method="POST")
    assert candidates("GET", STATUS, *faults) == []


def test_method_may_be_written_small() -> None:
    assert candidates("GET", STATUS, fault("a", method="get")) == ["a"]


def test_a_fault_without_conditions_hits_unknown_paths_too() -> None:
    assert candidates("GET", None, fault("a"), fault("b", route="health"), fault("c", method="POST")) == ["a"]


@pytest.mark.parametrize("path", ["/lab", "/lab/faults", "/docs", "/docs/a.css", "/openapi.json", "/certificate.pem"])
def test_the_lab_itself_is_untouched(path: str) -> None:
    assert not kind_of(path).is_open_to_faults


def test_a_path_that_only_begins_like_the_lab_is_not_its_own() -> None:
    assert kind_of("/laboratory").is_open_to_faults


@pytest.mark.parametrize(
    ("wide", "narrow", "expected"),
    [
        ({}, {"route": "health"}, True),
        ({}, {}, True),
        ({"machine": "VM001"}, {}, False),
        ({"machine": "VM001"}, {"machine": "VM001", "state": "active"}, True),
        ({"machine": "VM001"}, {"machine": "VM002"}, False),
        ({"state": "active"}, {}, False),
        ({"method": "GET"}, {"route": "session_status"}, True),
        ({"method": "POST"}, {"route": "session_status"}, False),
        ({"method": "get"}, {"method": "GET"}, True),
        ({"method": "GET"}, {}, False),
        ({"route": STATUS}, {"route": "session_status"}, True),
        ({"route": STATUS}, {}, False),
        ({"route": "/api/**"}, {"route": "session_status"}, True),
        ({"route": "/api/**", "method": "POST"}, {"route": "session_status"}, False),
        ({"route": "/v2/**"}, {"route": "/v2/{id}/pay"}, True),
        ({"route": "/v2/{id}/pay"}, {"route": "/v2/**"}, False),
        ({"route": "session_status"}, {"route": "/v2/**"}, False),
        ({}, {"route": "/v2/**"}, True),
    ],
)
def test_one_match_covers_another(wide: dict[str, str], narrow: dict[str, str], expected: bool) -> None:
    assert covers(Match(**wide), Match(**narrow)) is expected


def test_endpoint_is_found_with_its_ids() -> None:
    found = endpoint_at("GET", "/api/vending/session/VM001_20250804_143022_A1B2C3/status")
    assert found is not None
    assert (found[0].name, found[1]) == ("session_status", {"session_id": "VM001_20250804_143022_A1B2C3"})


def test_file_behind_a_link_is_found() -> None:
    found = endpoint_at("GET", "/files/print/ORDER_1_print.gcode")
    assert found is not None
    assert (found[0].name, found[1]) == ("print_file", {"order_id": "ORDER_1"})


def test_unknown_call_is_none() -> None:
    assert endpoint_at("GET", "/api/nothing") is None


@pytest.mark.parametrize(
    ("meant", "found"),
    [
        ("confirm-payment", "confirm_payment"),
        ("/api/vending/session/{id}/confirm", CONFIRM),
    ],
)
def test_nearest_is_of_the_same_sort(meant: str, found: str) -> None:
    assert nearest(meant) == found
