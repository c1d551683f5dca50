"""The debug endpoint for session ids: always 200, and what is wrong, said so that it can be put right."""

from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

RIGHT = "VM001_20250729_143022_A1B2C3"


def _check(app: Flask, text: str) -> TestResponse:
    return app.test_client().get(f"/api/chinese/debug/session-validation/{text}")


def _result(app: Flask, text: str) -> dict[str, Any]:
    answer = _check(app, text)
    assert answer.status_code == 200
    return dict((answer.json or {})["validation_result"])


def test_the_printed_id(app: Flask) -> None:
    document = _check(app, RIGHT).json or {}
    document.pop("debug_info")
    assert document == {
        "session_id": "VM001_20250729_143022_A1B2C3",
        "validation_result": {
            "is_valid": True,
            "format_details": {
                "machine_id": "VM001",
                "date_part": "20250729",
                "time_part": "143022",
                "random_part": "A1B2C3",
            },
            "security_level": "relaxed",
            "client_ip": "127.0.0.1",
            "suggestions": [],
        },
    }


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("VM001_2025729_143022_A1B2C3", "fewer than 8 digits"),
        ("VM001_20250729_1430_A1B2C3", "fewer than 6 digits"),
        ("VM001-20250729-143022-A1B2C3", "join them by underscores"),
        ("20250729_143022_A1B2C3", "machine id is missing"),
        ("VM001_20250729_143022", "random part is missing"),
        ("VM001_20250230_143022_A1B2C3", "on no calendar"),
        ("nonsense", "{machine}_{YYYYMMDD}_{HHMMSS}"),
    ],
)
def test_each_mistake_has_its_own_suggestion(app: Flask, text: str, sentence: str) -> None:
    result = _result(app, text)
    assert (result["is_valid"], result["format_details"]) == (False, None)
    [suggestion] = result["suggestions"]
    assert sentence in suggestion


def test_the_id_that_was_meant(app: Flask) -> None:
    [suggestion] = _result(app, "VM001_2025729_143022_A1B2C3")["suggestions"]
    assert suggestion.endswith("You may mean VM001_20250729_143022_A1B2C3.")


def test_parameters_arrive_as_a_query(app: Flask) -> None:
    result = _result(app, f"{RIGHT}?machine=VM001")
    assert result["is_valid"]
    assert [f"You may mean {RIGHT}." in suggestion for suggestion in result["suggestions"]] == [True]


def test_a_whole_url(app: Flask) -> None:
    result = _result(app, f"https://pimpmycase.shop?session={RIGHT}&machine=VM001")
    assert not result["is_valid"]
    assert all(f"You may mean {RIGHT}." in suggestion for suggestion in result["suggestions"])


@pytest.mark.parametrize(
    "text",
    ["%20", "a/b", "%2F", "a%0A%0Db", "%00", "%FF%FE", "..%2F..", "x" * 1_000_000, "_" * 100_000, "中文", "?x=%FF"],
)
def test_oddities_do_no_harm(app: Flask, text: str) -> None:
    answer = _check(app, text if not text.startswith("?") else f"x{text}")
    assert (answer.status_code, len((answer.json or {})["session_id"]) <= 200) == (200, True)
    assert len((answer.json or {})["validation_result"]["suggestions"]) > 0


def test_no_id_is_not_found(app: Flask) -> None:
    assert _check(app, "").status_code == 404
