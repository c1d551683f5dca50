"""The rows of assets/hints.toml: what each names exists, and its sentences are filled in."""

import re
from typing import Any

import pytest

from backend.base.reasons import Reason, reasons
from backend.base.texts import hint
from backend.explain.remedies import ENDPOINTS, REMEDIES
from contract.finding import Fact, Finding
from contract.hints import Code
from wording.sentences import names_in
from wording.shown import shown

ROW: dict[str, Any] = {"en": "{status} is {paid}.", "zh": "{status}{paid}。", "clause": "", "facts": ("status", "paid")}


def test_every_remedy_exists() -> None:
    known = {*REMEDIES, *ENDPOINTS}
    unknown = {code: row.remedy for code, row in reasons().items() if row.remedy not in known}
    assert unknown == {}, "backend/explain/remedies.py has no such remedy, and contract/ no such GET"


def test_every_remedy_is_somebodys() -> None:
    assert {*REMEDIES} - {row.remedy for row in reasons().values()} == set()


def test_a_remedys_ids_are_facts() -> None:
    lacking = {
        code: lack
        for code, row in reasons().items()
        if row.remedy in ENDPOINTS and (lack := names_in(ENDPOINTS[row.remedy].path) - {*row.facts})
    }
    assert lacking == {}


def test_every_clause_names_its_document() -> None:
    documents = re.compile(r"Guide 2\.[12]\.0, |docs/fidelity\.md \(|RFC \d{4}, section \d")
    assert [code for code, row in reasons().items() if not documents.match(row.clause)] == []


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"facts": ("status",)}, "uses paid, which isn't among its facts"),
        ({"about": {"expected": "due"}}, "uses due, which isn't among its facts"),
        ({"facts": ("status", "paid", "model_id")}, "lists the fact model_id, which nothing uses"),
        ({"when": {"session": ["pending"]}}, "when.session.0"),
        ({"when": {"job": ["done"]}}, "uses order_id, which isn't among its facts"),
        ({"remdy": "later"}, "Extra inputs are not permitted"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(changed: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValueError, match=re.escape(problem)):
        Reason.model_validate(ROW | changed)


def test_a_row_is_about_a_field_unless_it_says_otherwise() -> None:
    row = Reason(en="{field} is {received}: {expected}.", zh="{field}{received}{expected}。", clause="")
    assert (row.facts, row.remedy) == (("field", "received", "expected"), "corrected")


def test_a_finding_as_a_hint() -> None:
    found = hint(Finding(Code.ORDER_UNKNOWN, {"order_id": "ORDER_1"}), "req_1")
    assert found.en.startswith("No order ORDER_1 exists")
    assert found.zh.startswith("本演练室中没有订单 ORDER_1")
    assert (found.code, found.call) == ("ORDER_UNKNOWN", "req_1")


def test_a_missing_fact_is_a_gap() -> None:
    assert "[order_id]" in hint(Finding(Code.ORDER_UNKNOWN), "req_1").en


def test_a_fact_is_never_read_as_a_template() -> None:
    assert "{order_id}" in hint(Finding(Code.ORDER_UNKNOWN, {"order_id": "{order_id}"}), "").en


def test_secrets_are_masked() -> None:
    found = hint(Finding(Code.FIELD_TYPE, {"field": "secret", "received": '"s3cret"', "expected": "string"}), "")
    assert "s3cret" not in found.en + found.zh


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (21.5, "21.50"),
        (0.999999, "0.999999"),
        (7, "7"),
        ("机器", "机器"),
        ("a\r\nb", "a\\r\\nb"),
        ("\ud800", "\\ud800"),
        ("\x00", "\\x00"),
        ("x" * 81, "x" * 80 + "…"),
    ],
)
def test_facts_are_quoted_readably(fact: Fact, text: str) -> None:
    assert shown(fact) == text
