"""Counting blanks, and what can be sold: sections 3 and 4 of the guides, whose JSON is copied below."""

import json
from typing import Any

import pytest
from werkzeug.test import TestResponse

from backend.models.event import Event
from backend.models.stock import MaterialLevel, StockEntry, StockLevel
from backend.world.environment import Environment
from contract.hints import Code, parse_hints
from contract.vocabulary import LabEvent
from tests.api.api_driver import Api, ManualClock, shape

COUNT = json.loads("""
{
  "phone_models": {
    "iphone_14_pro": 45,
    "iphone_15": 32,
    "samsung_s24": 28
  },
  "materials": {
    "clear_tpu": 150,
    "black_silicone": 89,
    "transparent_hard": 67
  },
  "updated_by": "automated_system"
}""")
STATUS_2_2_0 = json.loads("""
{
  "success": true,
  "models": [
    {
      "id": "iphone-iphone-15-pro",
      "name": "iPhone 15 Pro",
      "chinese_model_id": "CN_IPHONE_006",
      "brand_id": "iphone",
      "stock": 45,
      "price": 19.99,
      "is_available": true
    }
  ],
  "summary": {
    "total_models": 25,
    "total_stock": 158,
    "brands_available": ["iphone", "samsung"],
    "last_updated": "2025-08-02T14:30:00Z"
  }
}""")
STATUS_2_1_0 = json.loads("""
{
  "stock_status": {
    "iphone": {
      "iphone_14": {"available": 45, "reserved": 3},
      "iphone_14_pro": {"available": 32, "reserved": 1},
      "iphone_15": {"available": 28, "reserved": 2}
    },
    "samsung": {
      "galaxy_s24": {"available": 34, "reserved": 1},
      "galaxy_s23": {"available": 19, "reserved": 0}
    }
  },
  "last_updated": "2025-08-02T14:30:00Z",
  "total_capacity": 200,
  "total_available": 158
}""")
MODELS = 41
FIRST_FILLED = 100
OTHER = "iphone-iphone-15-pro"


def count(api: Api, body: Any, equipment_id: str = "CN_DEBUG_01") -> TestResponse:
    return api.client.post(f"/api/chinese/equipment/{equipment_id}/stock", json=body)


def status(api: Api) -> dict[str, Any]:
    return dict(api.client.get("/api/chinese/models/stock-status").json or {})


def model(api: Api, model_id: str = OTHER) -> dict[str, Any]:
    return next(one for one in status(api)["models"] if one["id"] == model_id)


def fields(answer: TestResponse) -> list[str]:
    return [one["field"] for one in (answer.json or {})["validation_errors"]]


def test_the_printed_count(api: Api) -> None:
    answer = dict(count(api, COUNT).json or {})
    assert answer.pop("debug_info")["equipment_status"] == "online"
    assert answer == {
        "success": True,
        "message": "Stock of CN_DEBUG_01 updated: 3 models, 3 materials",
        "equipment_id": "CN_DEBUG_01",
        "updated_models": COUNT["phone_models"],
        "updated_materials": COUNT["materials"],
        "updated_by": "automated_system",
        "timestamp": "2025-08-04T14:30:22Z",
    }


def test_a_count_is_absolute_and_of_one_equipment(api: Api) -> None:
    count(api, {"phone_models": {"iPhone 15 Pro": 7}})
    count(api, {"phone_models": {"CN_IPHONE_006": 8}})
    assert [api.stock(one)["on_hand"] for one in ("CN_DEBUG_01", "PRINTER_001")] == [8, 50]


def test_the_ledger_gets_the_difference(api: Api, environment: Environment) -> None:
    count(api, {"phone_models": {"iphone_15_pro": 45}, "updated_by": "李雷"})
    with environment.store.reading():
        entry = StockEntry.select().order_by(StockEntry.id.desc()).get()
    assert (entry.equipment_id, entry.model_id, entry.quantity) == ("CN_DEBUG_01", OTHER, -5)
    assert (entry.reason, entry.note, entry.order_id) == ("count", "李雷", None)


def test_a_count_of_what_is_there_moves_nothing(api: Api, environment: Environment) -> None:
    count(api, {"phone_models": {"iphone_15_pro": 50}})
    with environment.store.reading():
        assert Event.select().where(Event.kind == LabEvent.STOCK_CHANGED).count() == 0
        assert StockEntry.select().order_by(StockEntry.id.desc()).get().quantity == 0


def test_a_count_is_an_event(api: Api, environment: Environment) -> None:
    count(api, {"phone_models": {"iphone_15_pro": 45}})
    with environment.store.reading():
        event = Event.select().order_by(Event.id.desc()).get()
    assert (event.kind, event.data) == (LabEvent.STOCK_CHANGED, {"model_id": OTHER, "equipment_id": "CN_DEBUG_01"})


def test_of_two_spellings_the_last_counts(api: Api) -> None:
    body = '{"phone_models": {"iphone_15_pro": 1, "iPhone 15 Pro": 2}}'
    api.client.post("/api/chinese/equipment/CN_DEBUG_01/stock", data=body, content_type="application/json")
    assert api.stock()["on_hand"] == 2


def test_materials_are_stored(api: Api, environment: Environment) -> None:
    for pieces in (150, 3):
        count(api, {"materials": {"clear_tpu": pieces, "透明硅胶": 1}})
    with environment.store.reading():
        stored = {level.material: level.on_hand for level in MaterialLevel.select()}
    assert stored == {"clear_tpu": 3, "透明硅胶": 1}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"models": []},
        {"phone_models": []},
        {"materials": []},
        {"phone_models": None, "materials": {}, "updated_by": None},
    ],
)
def test_counts_of_nothing(api: Api, body: dict[str, Any]) -> None:
    answer = count(api, body)
    assert answer.status_code == 200
    assert (answer.json or {})["updated_models"] == (answer.json or {})["updated_materials"] == {}
    assert (answer.json or {})["updated_by"] == "manufacturer"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"phone_models": {"iphone_15": -1}}, "phone_models.iphone_15"),
        ({"phone_models": {"iphone_15": 1.0}}, "phone_models.iphone_15"),
        ({"phone_models": {"iphone_15": True}}, "phone_models.iphone_15"),
        ({"phone_models": {"iphone_15": "5"}}, "phone_models.iphone_15"),
        ({"phone_models": {"iphone_15": None}}, "phone_models.iphone_15"),
        ({"phone_models": {"iphone_15": 10**18}}, "phone_models.iphone_15"),
        ({"phone_models": ["iphone_15"]}, "phone_models"),
        ({"phone_models": 3}, "phone_models"),
        ({"phone_models": {"": 1}}, "phone_models."),
        ({"phone_models": {"x" * 5000: 1}}, "phone_models." + "x" * 100),
        ({"phone_models": {str(number): 1 for number in range(201)}}, "phone_models"),
        ({"materials": {"clear_tpu": -3}}, "materials.clear_tpu"),
        ({"materials": {"clear\u0000tpu": 3}}, "materials.clear\u0000tpu"),
        ({"updated_by": "x" * 101}, "updated_by"),
        ({"updated_by": 7}, "updated_by"),
    ],
)
def test_a_count_refuses_a_field(api: Api, body: dict[str, Any], field: str) -> None:
    answer = count(api, body)
    assert (answer.status_code, fields(answer)) == (422, [field])


def test_an_unknown_model_names_the_nearest_and_stores_nothing(api: Api) -> None:
    answer = count(api, {"phone_models": {"iphone_15_pro": 1, "iphone_15_por": 2}, "materials": {"clear_tpu": 9}})
    error = (answer.json or {})["validation_errors"][0]
    assert (answer.status_code, error["field"]) == (422, "phone_models.iphone_15_por")
    assert error["message"] == "Model is unknown; the nearest is iPhone 15 Pro"
    assert parse_hints(answer.headers["Lab-Hint"])[0].code == Code.MODEL_UNKNOWN
    assert api.stock()["on_hand"] == 50


def test_many_unknown_models_are_named_in_part(api: Api) -> None:
    assert len(fields(count(api, {"phone_models": {f"phone {number}": 1 for number in range(50)}}))) == 10


def test_a_hidden_brands_model_is_unknown(api: Api) -> None:
    assert count(api, {"phone_models": {"Pixel 9": 1}}).status_code == 422


def test_the_equipment_of_a_count(api: Api) -> None:
    assert count(api, COUNT, "PRINTER_009").status_code == 404
    assert count(api, COUNT, "PRINTER 9").status_code == 400


def test_a_bad_count_goes_before_an_unknown_equipment(api: Api) -> None:
    assert count(api, {"phone_models": {"nothing": 1}}, "PRINTER_009").status_code == 422


def test_both_guides_stock_status(api: Api) -> None:
    shown = status(api)
    assert shape(shown["models"][0]) == shape(STATUS_2_2_0["models"][0])
    assert shape(shown["summary"]) == shape({**STATUS_2_2_0["summary"]})
    assert shown["stock_status"]["iphone"]["iphone_14_pro"] == {"available": 100, "reserved": 0}
    assert shown.keys() - {"debug_info"} == STATUS_2_2_0.keys() | STATUS_2_1_0.keys()


@pytest.mark.parametrize("brand", ["iphone", "samsung"])
def test_the_printed_spellings_of_models(api: Api, brand: str) -> None:
    assert STATUS_2_1_0["stock_status"][brand].keys() < status(api)["stock_status"][brand].keys()


def test_a_model_as_printed(api: Api) -> None:
    count(api, {"phone_models": {"iphone_15_pro": 45}}, "CN_DEBUG_01")
    count(api, {"phone_models": {"iphone_15_pro": 0}}, "PRINTER_001")
    assert model(api) == STATUS_2_2_0["models"][0]


def test_totals_are_computed(api: Api) -> None:
    api.pending()
    count(api, {"phone_models": {"iphone_15": 10}})
    shown = status(api)
    left = MODELS * FIRST_FILLED - 1 - 40
    assert shown["summary"]["total_stock"] == shown["total_available"] == left
    assert left == sum(one["stock"] for one in shown["models"])
    assert left == sum(one["available"] for brand in shown["stock_status"].values() for one in brand.values())
    assert (shown["summary"]["total_models"], shown["total_capacity"]) == (MODELS, MODELS * FIRST_FILLED)


def test_capacity_grows_with_what_was_found(api: Api) -> None:
    count(api, {"phone_models": {"iphone_15": 1000}})
    assert status(api)["total_capacity"] == MODELS * FIRST_FILLED + 950


def test_a_reservation_is_shown(api: Api) -> None:
    api.pending()
    assert status(api)["stock_status"]["iphone"]["iphone_15_pro"] == {"available": 99, "reserved": 1}
    assert model(api)["stock"] == 99


def test_a_count_below_what_is_reserved_leaves_none(api: Api, environment: Environment) -> None:
    api.pending()
    with environment.store.writing():
        StockLevel.update(on_hand=0).where(StockLevel.model_id == OTHER).execute()
    assert status(api)["stock_status"]["iphone"]["iphone_15_pro"] == {"available": 0, "reserved": 1}
    assert (model(api)["stock"], model(api)["is_available"]) == (0, False)


def test_only_available_brands(api: Api) -> None:
    shown = status(api)
    assert {one["brand_id"] for one in shown["models"]} == {"iphone", "samsung"} == set(shown["stock_status"])
    assert shown["summary"]["brands_available"] == ["iphone", "samsung"]


def test_last_updated_is_the_last_change(api: Api, clock: ManualClock) -> None:
    clock.advance(minutes=1)
    before = status(api)["last_updated"]
    count(api, {"phone_models": {"iphone_15": 10}})
    clock.advance(minutes=1)
    shown = status(api)
    assert before == "2025-08-04T14:30:22Z"
    assert shown["last_updated"] == shown["summary"]["last_updated"] == "2025-08-04T14:31:22Z"
