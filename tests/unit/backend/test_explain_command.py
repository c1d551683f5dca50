"""Commands survive a shell, whatever stands in them."""

import json
import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.explain.command import Command
from contract import endpoints, lab_endpoints

BASE = "http://192.168.1.20:8000"


def words(command: Command) -> list[str]:
    return shlex.split(command.curl(BASE))


def test_a_get_is_short() -> None:
    assert Command(endpoints.HEALTH).curl(BASE) == "curl -sS http://192.168.1.20:8000/health"


def test_a_post_without_a_body() -> None:
    command = Command(endpoints.VALIDATE_SESSION, {"session_id": "VM001_1"})
    assert command.curl(BASE) == f"curl -sS -X POST {BASE}/api/vending/session/VM001_1/validate"


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.none()))
def test_a_body_arrives_as_it_is(body: dict[str, str | int | None]) -> None:
    *_, content_type, option, data = words(Command(endpoints.CREATE_SESSION, body=body))
    assert (content_type, option) == ("Content-Type: application/json", "--data-raw")
    assert json.loads(data) == body


def test_chinese_stays_readable() -> None:
    assert "牛津街" in Command(endpoints.CREATE_SESSION, body={"location": "牛津街"}).curl(BASE)


@pytest.mark.parametrize("payment_id", ["a/b", "a b", "a'b", "$(id)", "a?b#c"])
def test_ids_are_one_part_of_the_path(payment_id: str) -> None:
    url = words(Command(endpoints.PAYMENT_STATUS, {"payment_id": payment_id}))[-1]
    assert (url.count("/"), "?" in url, "#" in url) == (7, False, False)


def test_a_query() -> None:
    command = Command(endpoints.BATCH_DOWNLOAD, query=(("order_ids", "O_1"), ("order_ids", "O_2")))
    assert words(command)[-1].endswith("batch-download?order_ids=O_1&order_ids=O_2")


def test_the_token_is_left_to_the_shell() -> None:
    assert Command(lab_endpoints.ORDERS).curl(BASE).endswith('-H "Authorization: Bearer $LAB_TOKEN"')


def test_patience() -> None:
    assert Command(endpoints.HEALTH, patient=True).curl(BASE).startswith("curl -sS --retry 3 http")
