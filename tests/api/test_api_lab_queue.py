"""The lab's queue: who may print what, and what a station sees."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

from tests.api.api_driver import ORDER_DATA, TOKEN, Api, ManualClock

ROUTES = [
    ("GET", "events"),
    ("GET", "orders"),
    ("GET", "stock"),
    ("POST", "orders/ORDER_1/claim"),
    ("DELETE", "orders/ORDER_1/claim"),
    ("PUT", "orders/ORDER_1/progress"),
    ("GET", "orders/ORDER_1/artwork.png"),
    ("GET", "sessions/VM001_20250804_143022_A1B2C3D4/artwork.png"),
]


def _report(api: Api, order_id: str, station: str = "s1", progress: int = 40) -> int:
    body = {"station_id": station, "progress": progress, "phase": "colour"}
    return api.lab(f"orders/{order_id}/progress", method="PUT", json=body).status_code


def _queue(api: Api, equipment: str = "CN_DEBUG_01") -> list[str]:
    orders = (api.lab(f"orders?equipment_id={equipment}").json or {})["orders"]
    return [order["order_id"] for order in orders]


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize("header", [None, "Bearer wrong", "Bearer ", f"Basic {TOKEN}", "Bearer täuschen"])
def test_the_lab_wants_its_token(api: Api, method: str, path: str, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    answer = api.client.open(f"/lab/{path}", method=method, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].lower().startswith("bearer")


def test_an_order_in_the_queue(api: Api) -> None:
    order_id = api.order()
    [order] = (api.lab("orders?equipment_id=CN_DEBUG_01").json or {})["orders"]
    assert order.pop("session_id").startswith("VM001_20250804_143022_")
    assert order == {
        "order_id": order_id,
        "queue_number": "Q001",
        "machine_id": "VM001",
        "status": "pending",
        "priority": 5,
        "brand": "iphone",
        "model": "iPhone 15 Pro",
        "model_id": "iphone-iphone-15-pro",
        "template": "retro-remix",
        "text": "My Custom Text",
        "equipment_id": None,
        "progress": 0,
        "created_at": "2025-08-04T14:30:22Z",
        "started_at": None,
        "estimated_completion": None,
        "completed_at": None,
        "claim": None,
    }


def test_the_queues_order(api: Api, clock: ManualClock) -> None:
    orders = []
    for _ in range(4):
        orders.append(api.order())
        clock.advance(seconds=1)
    api.update_order(orders[0], "cancelled")
    api.update_order(orders[1], "failed")
    assert _queue(api) == [orders[2], orders[3], orders[1], orders[0]]


def test_an_ended_order_is_shown_for_an_hour(api: Api, clock: ManualClock) -> None:
    order_id = api.order()
    api.update_order(order_id, "cancelled")
    clock.advance(hours=1)
    assert _queue(api) == [order_id]
    clock.advance(seconds=1)
    assert _queue(api) == []


def test_anothers_order_is_not_shown(api: Api) -> None:
    order_id = api.order()
    api.claim(order_id, equipment="PRINTER_001")
    assert (_queue(api), _queue(api, "PRINTER_001")) == ([], [order_id])


@pytest.mark.parametrize("path", ["orders", "stock"])
def test_an_unknown_equipments_queue(api: Api, path: str) -> None:
    answer = api.lab(f"{path}?equipment_id=PRINTER_009")
    assert answer.status_code == 404
    assert "CN_DEBUG_01" in answer.get_json(force=True)["detail"]


def test_claim(api: Api) -> None:
    order_id = api.order()
    answer = api.claim(order_id).json or {}
    assert answer["claim"] == {
        "station_id": "s1",
        "station_name": "Station s1",
        "claimed_at": "2025-08-04T14:30:22Z",
    }
    assert answer["equipment_id"] == "CN_DEBUG_01"


def test_claim_again(api: Api) -> None:
    order_id = api.order()
    api.claim(order_id)
    api.update_order(order_id, "printing")
    assert api.claim(order_id).status_code == 200


def test_a_claimed_job_is_nobody_elses(api: Api) -> None:
    order_id = api.order()
    api.claim(order_id)
    answer = api.claim(order_id, station="s2")
    assert answer.status_code == 409
    assert "Station s1" in answer.get_json(force=True)["detail"]


def test_a_job_that_a_manufacturer_prints_without_a_claim(api: Api) -> None:
    order_id = api.order()
    api.update_order(order_id, "printing")
    assert api.claim(order_id).status_code == 409


@pytest.mark.parametrize("status", ["failed", "cancelled"])
def test_an_ended_job_can_not_be_claimed_again(api: Api, status: str) -> None:
    order_id = api.order()
    api.claim(order_id)
    api.update_order(order_id, status)
    assert api.claim(order_id).status_code == 409


def test_claim_needs_known_things(api: Api) -> None:
    assert api.claim("ORDER_a819e123").status_code == 404
    assert api.claim(api.order(), equipment="PRINTER_009").status_code == 404
    assert api.lab("orders/ORDER_1/claim", method="POST", json={}).status_code == 422


def test_of_many_stations_one_gets_the_job(api: Api, app: Flask) -> None:
    order_id = api.order()

    def claim(number: int) -> int:
        return Api(app.test_client()).claim(order_id, station=f"s{number}").status_code

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(claim, range(8))) == [200] + [409] * 7


def test_release(api: Api) -> None:
    order_id = api.order()
    api.claim(order_id)
    assert [api.lab(f"orders/{order_id}/claim", method="DELETE").status_code for _ in range(2)] == [204, 204]
    assert api.claim(order_id, station="s2").status_code == 200


def test_a_printing_job_is_not_released(api: Api) -> None:
    order_id = api.order()
    api.claim(order_id)
    api.update_order(order_id, "printing")
    assert api.lab(f"orders/{order_id}/claim", method="DELETE").status_code == 409


def test_exact_progress(api: Api) -> None:
    order_id = api.order()
    api.claim(order_id)
    api.update_order(order_id, "printing", estimated_completion="2025-08-04T14:40:22Z")
    assert _report(api, order_id) == 204
    assert api.print_status(order_id)["progress"] == 40


@pytest.mark.parametrize("station", ["s1", "s2"])
def test_progress_only_from_the_holder(api: Api, station: str) -> None:
    order_id = api.order()
    assert _report(api, order_id) == 409
    api.claim(order_id)
    assert _report(api, order_id, station) == (204 if station == "s1" else 409)


def test_no_progress_after_the_end(api: Api) -> None:
    order_id = api.order()
    api.claim(order_id)
    for status in ("printing", "printed"):
        api.update_order(order_id, status)
    assert _report(api, order_id) == 409


def test_progress_is_a_percentage_before_the_end(api: Api) -> None:
    assert _report(api, api.order(), progress=100) == 422


def test_artwork_at_print_resolution(api: Api) -> None:
    answer = api.lab(f"orders/{api.order()}/artwork.png")
    picture = Image.open(BytesIO(answer.data))
    assert (answer.mimetype, picture.format) == ("image/png", "PNG")
    assert picture.size == pytest.approx((69.43 / 25.4 * 300, 145.12 / 25.4 * 300), abs=1)


def test_the_preview_is_small(api: Api) -> None:
    answer = api.lab(f"sessions/{api.pending()}/artwork.png")
    assert 90 < Image.open(BytesIO(answer.data)).width / (69.43 / 25.4) < 110


def test_the_preview_follows_the_design(api: Api) -> None:
    session_id = api.registered()
    pictures = []
    for template in ("classic", "funny-toon"):
        api.progress(session_id, user_progress="designing", order_data=ORDER_DATA | {"template": template})
        pictures.append(api.lab(f"sessions/{session_id}/artwork.png").data)
    assert pictures[0] != pictures[1]


def test_no_artwork_before_there_is_a_design(api: Api) -> None:
    assert api.lab(f"sessions/{api.registered()}/artwork.png").status_code == 404
    assert api.lab("sessions/VM001_20250804_143022_A1B2C3D4/artwork.png").status_code == 404


def test_initial_stock_is_shared_out(api: Api) -> None:
    assert api.stock("CN_DEBUG_01") == api.stock("PRINTER_001")
    assert api.stock() == {"on_hand": 50, "reserved": 0, "available": 100}


def test_hidden_brands_have_no_stock(api: Api) -> None:
    levels = (api.lab("stock").json or {})["levels"]
    assert {level["brand"] for level in levels} == {"iphone", "samsung"}
