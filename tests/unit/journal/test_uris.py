"""Whatever a client wrote is a valid address, and leads to the same place."""

import pytest

from journal.uris import target_of, uri_of

BASE = "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("target", "query", "expected"),
    [
        ("/health", "", "/health"),
        ("/api/%E4%BC%A6/a%2Fb", "", "/api/%E4%BC%A6/a%2Fb"),
        ("/a b", "c=d e", "/a%20b?c=d%20e"),
        ("/\xd6\xd0", "a=\xd6\xd0", "/%D6%D0?a=%D6%D0"),
        ("/%", "a=%zz", "/%25?a=%25zz"),
        ("/\x00\x7f", "\n", "/%00%7F?%0A"),
        ('/a[b]{c}|^`\\"<>#d', "e=#[f]", "/a%5Bb%5D%7Bc%7D%7C%5E%60%5C%22%3C%3E%23d?e=%23%5Bf%5D"),
        ("//health", "a=b?c", "//health?a=b?c"),
        ("*", "", "/*"),
        ("http://other:80/health", "a=1", "/health?a=1"),
        ("http://other", "", "/"),
        ("other:443", "", "/other:443"),
        ("", "", "/"),
    ],
)
def test_a_target(target: str, query: str, expected: str) -> None:
    assert uri_of(BASE, target, query) == BASE + expected


def test_the_target_of_a_path() -> None:
    assert uri_of(BASE, target_of("/伦 敦/100%"), "") == f"{BASE}/%E4%BC%A6%20%E6%95%A6/100%25"
