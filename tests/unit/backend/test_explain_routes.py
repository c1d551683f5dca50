"""Which endpoint a call was meant for."""

import pytest

from backend.explain.routes import Route, route_of
from contract import endpoints
from contract.endpoint import Endpoint
from tests.unit.backend.test_explain_arrived import call_of

SESSION = "VM001_20250804_143022_A1B2C3D4"
CALL = call_of(b"")


def meant(method: str, path: str) -> Route:
    route = route_of(CALL._replace(method=method, path=path))
    assert route is not None
    return route


@pytest.mark.parametrize("endpoint", endpoints.ALL, ids=lambda endpoint: endpoint.name)
def test_an_endpoint_is_itself(endpoint: Endpoint) -> None:
    assert meant(endpoint.method, endpoint.path.replace("{", "").replace("}", "")).endpoint == endpoint


@pytest.mark.parametrize(
    ("method", "path", "route"),
    [
        ("GET", "/api/vending/create-session", "POST /api/vending/create-session"),
        ("POST", "/api/vending/create-session/", "POST /api/vending/create-session"),
        ("POST", "/api/vending/createSession", "POST /api/vending/create-session"),
        ("GET", "/vending/session/VM001_1/status", "GET /api/vending/session/{session_id}/status"),
        ("GET", "/api/vending/sessions/VM001_1/status", "GET /api/vending/session/{session_id}/status"),
        ("GET", "/api/v1/vending/session/VM001_1/status", "GET /api/vending/session/{session_id}/status"),
        ("GET", "/api/Chinese/Test-Connection", "GET /api/chinese/test-connection"),
        ("POST", "/api/chinese/order/pay-status", "POST /api/chinese/order/payStatus"),
        ("POST", "/api/chinese/order_status_update", "POST /api/chinese/order-status-update"),
        ("GET", "/api/health", "GET /health"),
        ("GET", "/lab/event", "GET /lab/events"),
        ("POST", "/lab/orders/ORDER_1/claims", "POST /lab/orders/{order_id}/claim"),
    ],
)
def test_the_nearest_endpoint(method: str, path: str, route: str) -> None:
    assert meant(method, path).name == route


def test_ids_are_kept() -> None:
    assert meant("GET", f"/vending/session/{SESSION}/status").ids == {"session_id": SESSION}


def test_an_id_that_is_missing_is_empty() -> None:
    assert meant("GET", "/api/vending/session//status").ids == {"session_id": ""}


def test_a_page_of_ours_is_no_endpoint() -> None:
    page = CALL._replace(method="GET", path="/certificate.pem", route="/certificate.pem")
    assert route_of(page) is None


def test_a_path_of_any_length() -> None:
    assert meant("GET", "/a" * 100_000).endpoint in endpoints.ALL
