"""Which pictures a print command may name."""

import pytest

from backend.rules.image_url import is_acceptable, is_foreign

OURS = ["http://10.0.0.7:8000", "http://192.168.1.20:8000"]


@pytest.mark.parametrize(
    "url",
    [
        "https://cdn.pimpmycase.com/designs/ORDER_a819e123_design1.png",
        "https://example.com/design.png",
        "https://EXAMPLE.com/图.png?size=1#top",
        "https://[2001:db8::1]:8443/a.png",
        "http://192.168.1.20:8000/files/a.png",
    ],
)
def test_acceptable(url: str) -> None:
    assert is_acceptable(url, OURS)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "design.png",
        "//example.com/design.png",
        "http://example.com/design.png",
        "http://192.168.1.20:8001/files/a.png",
        "http://192.168.1.20/files/a.png",
        "http://192.168.1.20:8000@evil.example/a.png",
        "ftp://example.com/a.png",
        "file:///etc/passwd",
        "data:image/png;base64,AAAA",
        "https://",
        "https:///a.png",
        "https://exa mple.com/a.png",
        "https://example.com/a.png\n",
        "https://[::1/a.png",
        "https://example.com:99999/a.png",
        "javascript:alert(1)",
    ],
)
def test_refused(url: str) -> None:
    assert not is_acceptable(url, OURS)


@pytest.mark.parametrize(
    ("url", "foreign"),
    [
        ("https://cdn.pimpmycase.com/a.png", False),
        ("https://example.com/a.png", False),
        ("http://192.168.1.20:8000/a.png", False),
        ("https://192.168.1.20:8000/a.png", True),
        ("https://www.example.com/a.png", True),
        ("https://example.com.evil.net/a.png", True),
        ("https://example.com@evil.net/a.png", True),
    ],
)
def test_foreign(url: str, foreign: bool) -> None:
    assert is_foreign(url, OURS) is foreign
