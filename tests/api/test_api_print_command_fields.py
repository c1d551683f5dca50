"""The fields of commands to print: which are wanted, and what is refused of each, in both guides' shapes."""

import json
from typing import Any

import pytest
from werkzeug.test import TestResponse

from contract.hints import Code
from tests.api.api_driver import Api
from tests.api.print_commands import IMAGES, ON_EQUIPMENT, TRIGGER, command, hints, trigger, without


def fields(answer: TestResponse) -> list[str]:
    return [one["field"] for one in (answer.json or {})["validation_errors"]]


@pytest.mark.parametrize(
    "body",
    [
        without(IMAGES, "phone_model", "customer_info", "priority"),
        without(IMAGES, "image_urls", "customer_info", "priority"),
        without(IMAGES, "image_urls", "phone_model", "priority"),
        ON_EQUIPMENT | {"image_urls": None},
    ],
)
def test_one_field_of_2_2_0_brings_its_rules(api: Api, body: dict[str, Any]) -> None:
    answer = command(api, body)
    assert answer.status_code == 422
    assert set(fields(answer)) & {"image_urls", "phone_model", "customer_info"}


@pytest.mark.parametrize("name", ["order_id", "image_urls", "phone_model", "customer_info", "priority"])
def test_every_field_of_2_2_0_is_required(api: Api, name: str) -> None:
    answer = command(api, without(IMAGES, name))
    assert (answer.status_code, fields(answer)) == (422, [name])


@pytest.mark.parametrize("name", ["order_id", "equipment_id"])
def test_required_fields_of_2_1_0(api: Api, name: str) -> None:
    answer = command(api, without(ON_EQUIPMENT, name))
    assert (answer.status_code, fields(answer)) == (422, [name])


@pytest.mark.parametrize("name", ["order_id", "equipment_id", "print_data"])
def test_required_fields_of_a_trigger(api: Api, name: str) -> None:
    answer = api.client.post("/api/chinese/print/trigger", json=without(TRIGGER, name))
    assert (answer.status_code, fields(answer)) == (422, [name])


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("order_id", "", Code.FIELD_EMPTY),
        ("order_id", "x" * 101, Code.FIELD_TOO_LONG),
        ("order_id", 7, Code.FIELD_TYPE),
        ("image_urls", [], Code.IMAGE_COUNT),
        ("image_urls", ["https://example.com/a.png"] * 21, Code.IMAGE_COUNT),
        ("image_urls", "https://example.com/a.png", Code.FIELD_TYPE),
        ("image_urls.0", "http://example.com/a.png", Code.IMAGE_URL_REFUSED),
        ("image_urls.0", "a.png", Code.IMAGE_URL_REFUSED),
        ("image_urls.0", "https://example.com/" + "x" * 481, Code.FIELD_TOO_LONG),
        ("image_urls.0", 5, Code.FIELD_TYPE),
        ("phone_model", "", Code.FIELD_EMPTY),
        ("phone_model", "iphone_15_por", Code.MODEL_UNKNOWN),
        ("phone_model", "Pixel 9", Code.MODEL_UNKNOWN),
        ("customer_info", "John Smith", Code.FIELD_TYPE),
        ("priority", 0, Code.PRIORITY_RANGE),
        ("priority", 11, Code.PRIORITY_RANGE),
        ("priority", "2", Code.FIELD_TYPE),
        ("priority", True, Code.FIELD_TYPE),
        ("priority", 2.0, Code.FIELD_TYPE),
    ],
)
def test_a_command_of_2_2_0_refuses_a_field(api: Api, field: str, value: Any, code: Code) -> None:
    name, _, index = field.partition(".")
    answer = command(api, IMAGES | {name: [value] if index else value})
    assert (answer.status_code, fields(answer)) == (422, [field])
    assert hints(answer) == [code]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", "", Code.FIELD_EMPTY),
        ("email", "john", Code.EMAIL_MALFORMED),
        ("email", "john@example", Code.EMAIL_MALFORMED),
        ("email", "john smith@example.com", Code.EMAIL_MALFORMED),
        ("email", "a@example.com b@example.com", Code.EMAIL_MALFORMED),
        ("phone", "1" * 51, Code.FIELD_TOO_LONG),
        ("phone", 44123456789, Code.FIELD_TYPE),
    ],
)
def test_customer_info_refuses_a_field(api: Api, field: str, value: Any, code: Code) -> None:
    answer = command(api, IMAGES, customer_info=IMAGES["customer_info"] | {field: value})
    assert (answer.status_code, fields(answer)) == (422, [f"customer_info.{field}"])
    assert hints(answer) == [code]


def test_customer_info_is_short(api: Api) -> None:
    answer = command(api, IMAGES, customer_info=IMAGES["customer_info"] | {"address": "x" * 2000})
    assert (answer.status_code, fields(answer)) == (422, ["customer_info"])


def test_two_thousand_characters_of_customer_info(api: Api) -> None:
    info = IMAGES["customer_info"] | {"address": ""}
    info["address"] = "中" * (2000 - len(json.dumps(info)))
    assert command(api, IMAGES, order_id=api.order(), customer_info=info).status_code == 200


@pytest.mark.parametrize("info", [{"email": "private", "name": "secret"}, "secret", ["secret"]])
def test_a_refusal_quotes_no_customer(api: Api, info: Any) -> None:
    answer = command(api, IMAGES, customer_info=info)
    assert answer.status_code == 422
    assert "secret" not in answer.text + str(answer.headers)
    assert "private" not in answer.text + str(answer.headers)


def test_no_answer_or_event_shows_the_customer(api: Api) -> None:
    order_id = api.order()
    told = [command(api, IMAGES, order_id=order_id).text, api.lab("orders").text, api.lab("events?after=0").text]
    assert "John" not in str([*told, api.print_status(order_id)])


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("equipment_id", "", Code.FIELD_EMPTY),
        ("priority", 0, Code.PRIORITY_RANGE),
        ("priority", 4, Code.PRIORITY_RANGE),
        ("priority", None, Code.FIELD_TYPE),
        ("print_settings", [], Code.FIELD_TYPE),
    ],
)
def test_a_command_of_2_1_0_refuses_a_field(api: Api, field: str, value: Any, code: Code) -> None:
    answer = command(api, ON_EQUIPMENT, **{field: value})
    assert (answer.status_code, fields(answer), hints(answer)) == (422, [field], [code])


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("design_url", "http://example.com/design.png", Code.IMAGE_URL_REFUSED),
        ("phone_model", "iphone_14_por", Code.MODEL_UNKNOWN),
        ("text", "x" * 501, Code.FIELD_TOO_LONG),
        ("color", 0, Code.FIELD_TYPE),
    ],
)
def test_a_trigger_refuses_a_field(api: Api, field: str, value: Any, code: Code) -> None:
    answer = trigger(api, print_data=TRIGGER["print_data"] | {field: value})
    assert (answer.status_code, fields(answer), hints(answer)) == (422, [f"print_data.{field}"], [code])
