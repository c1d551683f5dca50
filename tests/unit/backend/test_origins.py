"""Origins as browsers tell them and as an operator types them."""

import pytest

from backend.rules.origins import as_typed, is_open_to, is_same_host, read_origin


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("http://192.168.1.20:3000", "http://192.168.1.20:3000"),
        ("https://kiosk.example", "https://kiosk.example"),
        ("HTTP://Kiosk.Local:80", "http://kiosk.local"),
        ("https://kiosk.example:443", "https://kiosk.example"),
        ("https://kiosk.example:80", "https://kiosk.example:80"),
        ("http://[::1]:3000", "http://[::1]:3000"),
        ("capacitor://localhost", "capacitor://localhost"),
        ("any", "any"),
    ],
)
def test_an_origin_is_read_as_a_browser_tells_it(typed: str, origin: str) -> None:
    assert read_origin(typed) == origin


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("http://192.168.1.20:3000/", "an origin doesn't: give http://192.168.1.20:3000$"),
        ("https://kiosk.example/screen/index.html", "give https://kiosk.example$"),
        ("https://kiosk.example?machine=VM001", "give https://kiosk.example$"),
        ("localhost:3000", "has no scheme: write http:// or https:// before it"),
        ("kiosk.example", "has no scheme"),
        ("null", 'give "any", which includes them'),
        ("file:///home/kiosk/screen.html", 'give "any", which includes them'),
        ("*", 'give "any" for every page'),
        ("", "has no scheme"),
        ("http://", "is no origin: give one such as http://192.168.1.20:3000"),
        ("http://kiosk.example:0", "is no origin"),
        ("http://kiosk.example:65536", "is no origin"),
        ("http://user@kiosk.example", "is no origin"),
        ("http://售货机.example", "is no origin"),
    ],
)
def test_what_is_no_origin_is_refused_with_what_to_give(typed: str, advice: str) -> None:
    with pytest.raises(ValueError, match=advice):
        read_origin(typed)


@pytest.mark.parametrize(
    ("origin", "typed"), [("http://kiosk.local:3000", "http://kiosk.local:3000"), ("null", "any"), ("odd", "any")]
)
def test_what_opens_to_an_origin_can_be_typed(origin: str, typed: str) -> None:
    assert as_typed(origin) == typed
    assert is_open_to(origin, [read_origin(typed)])


@pytest.mark.parametrize("other", ["http://kiosk.local", "https://kiosk.local:3000", "http://kiosk.local:3001", "null"])
def test_another_scheme_or_port_is_another_origin(other: str) -> None:
    assert not is_open_to(other, ["http://kiosk.local:3000"])


def test_a_page_of_the_called_host_is_ours() -> None:
    assert is_same_host("http://Kiosk.local:8000", "kiosk.local:8000")
    assert not is_same_host("http://kiosk.local:3000", "kiosk.local:8000")
    assert not is_same_host("null", "")
