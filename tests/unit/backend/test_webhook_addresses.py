"""Which addresses the backend calls by itself."""

from contextlib import suppress
from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.outbound.address_guard import AddressRefused, check_address, check_url
from backend.rules.addresses import Network

OFFICE: tuple[Network, ...] = (ip_network("10.1.0.0/16"), ip_network("fd00:1::/32"))


def refusal(url: str, allowed: tuple[Network, ...] = ()) -> str:
    with pytest.raises(AddressRefused) as refused:
        check_address(url, allowed)
    return str(refused.value)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://8.8.8.8/", "8.8.8.8"),
        ("https://[2606:4700::1111]/", "2606:4700::1111"),
        ("http://127.0.0.1:9000/hook?a=1#b", "127.0.0.1"),
        ("http://127.9.9.9/", "127.9.9.9"),
        ("http://[::1]/", "::1"),
        ("https://127.1/", "127.0.0.1"),
    ],
)
def test_public_addresses_and_this_computer(url: str, address: str) -> None:
    assert check_address(url, ()) == [address]


@pytest.mark.parametrize("url", ["http://localhost:9000/", "http://LOCALHOST/"])
def test_this_computer_by_name(url: str) -> None:
    assert set(check_address(url, ())) <= {"127.0.0.1", "::1"}


@pytest.mark.parametrize("host", ["10.1.2.3", "[fd00:1::5]", "[::ffff:10.1.2.3]"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_allowed_networks(scheme: str, host: str) -> None:
    assert len(check_address(f"{scheme}://{host}/", OFFICE)) == 1


@pytest.mark.parametrize(
    "host",
    [
        "10.0.0.1",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "198.18.0.1",
        "0.0.0.0",  # noqa: S104 (refused, not bound)
        "224.0.0.1",
        "255.255.255.255",
        "[::]",
        "[::10.0.0.1]",
        "[::ffff:0:10.0.0.1]",
        "[64:ff9b:1::10.0.0.1]",
        "[fec0::1]",
        "[5f00::1]",
        "[fe80::1]",
        "[fd00::1]",
        "[ff02::1]",
        "[::ffff:192.168.0.1]",
        "[2002:c0a8:1::]",
        "[64:ff9b::c0a8:1]",
    ],
)
def test_private_and_reserved_addresses(host: str) -> None:
    assert "--webhook-network" in refusal(f"https://{host}/", OFFICE)


def test_http_is_not_for_the_internet() -> None:
    assert "8.8.8.8 is called by https only" in refusal("http://8.8.8.8/", OFFICE)


@pytest.mark.parametrize(
    ("url", "advice"),
    [
        ("", "Only https and http"),
        ("file:///etc/passwd", "Only https and http"),
        ("gopher://127.0.0.1/", "Only https and http"),
        ("//127.0.0.1/", "Only https and http"),
        ("http://", "names no host"),
        ("http://:80/", "names no host"),
        ("https://./", "its host is malformed"),
        ("https://a b/", "its host is malformed"),
        ("https://a%00/", "its host is malformed"),
        ("https://[fe80::1%25eth0]/", "its host is malformed"),
        ("https://127.0.0.1:0/", "1 to 65535"),
        ("https://127.0.0.1:65536/", "1 to 65535"),
        ("https://127.0.0.1:p/", "is no url"),
        ("https://127.0.0.1\n.example.com/", "is no url"),
        ("https://me@127.0.0.1/", "user name or password"),
        ("https://me:hush@127.0.0.1/", "user name or password"),
    ],
)
def test_malformed_urls(url: str, advice: str) -> None:
    assert advice in refusal(url)


def test_a_name_without_address() -> None:
    assert "check the name" in refusal("https://nowhere.invalid/")


def test_a_name_is_taken_on_trust_until_it_is_called() -> None:
    assert check_url("https://nowhere.invalid/hook", ()).path == "/hook"


def test_an_http_name_may_lie_in_an_allowed_network() -> None:
    assert check_url("http://receiver:9000/hook", OFFICE).port == 9000
    with pytest.raises(AddressRefused):
        check_url("http://receiver:9000/hook", ())


@given(st.text(max_size=40))
def test_any_text_is_a_url_or_refused(rest: str) -> None:
    with suppress(AddressRefused):
        assert check_url(f"https://{rest}", ()).scheme == "https"
