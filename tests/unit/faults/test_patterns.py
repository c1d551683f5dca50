"""Paths as a person writes them."""

import pytest

from faults.patterns import compiled, is_pattern, is_within


@pytest.mark.parametrize(
    ("pattern", "paths", "others"),
    [
        ("/orders/{order_id}/pay", ["/orders/7/pay"], ["/orders//pay", "/orders/7/8/pay", "/orders/7/pay/"]),
        ("/v2/**", ["/v2", "/v2/", "/v2/a/b\nc"], ["/v20", "/a/v2"]),
        ("/**", ["/", "/a/b"], ["*"]),
        ("/**/pay", ["/pay", "/a/b/pay"], ["/a/pays", "/repay"]),
        ("/files/*.pdf", ["/files/a.pdf", "/files/.pdf"], ["/files/a/b.pdf", "/files/axpdf"]),
        ("/a/*", ["/a/b"], ["/a/", "/a"]),
        ("/", ["/"], ["/a"]),
    ],
)
def test_what_a_pattern_matches(pattern: str, paths: list[str], others: list[str]) -> None:
    assert is_pattern(pattern)
    assert [path for path in (*paths, *others) if compiled(pattern).fullmatch(path)] == paths


@pytest.mark.parametrize(
    "word", ["orders", "/a/{b", "/a/{b}c", "/a/{b}/{b}", "/a/***", "/a**", "/a?b", "/a b", "/{1}", ""]
)
def test_what_is_no_pattern(word: str) -> None:
    assert not is_pattern(word)


@pytest.mark.parametrize(
    ("narrow", "wide", "expected"),
    [
        ("/a/{id}", "/a/{other}", True),
        ("/a/b/c", "/a/**", True),
        ("/a/**", "/a/**", True),
        ("/a/**", "/a/*", False),
        ("/a/*", "/a/b", False),
        ("/a/*.pdf", "/a/*", True),
        ("/a/*", "/a/*.pdf", False),
    ],
)
def test_a_pattern_within_another(narrow: str, wide: str, expected: bool) -> None:
    assert is_within(narrow, wide) is expected
