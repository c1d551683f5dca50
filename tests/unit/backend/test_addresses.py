"""Whom a call comes from: X-Forwarded-For counts as far as those who wrote it are trusted."""

from ipaddress import ip_address, ip_network

import pytest

from backend.rules.addresses import client_address, is_within, parse_address

PROXIES = (ip_network("10.0.0.0/8"), ip_network("2001:db8::/32"))
CLIENT, PROXY, OTHER_PROXY = "203.0.113.7", "10.0.0.1", "10.0.0.2"


@pytest.mark.parametrize(
    ("caller", "header", "client"),
    [
        (CLIENT, "", CLIENT),
        (CLIENT, "198.51.100.1", CLIENT),
        (PROXY, "", PROXY),
        (PROXY, CLIENT, CLIENT),
        (PROXY, f"  {CLIENT}\t", CLIENT),
        (PROXY, f"198.51.100.1, {CLIENT}", CLIENT),
        (PROXY, f"invented, {CLIENT}", CLIENT),
        (PROXY, f"198.51.100.1,{CLIENT},{OTHER_PROXY}", CLIENT),
        (PROXY, f"{OTHER_PROXY}, 10.9.9.9", OTHER_PROXY),
        ("2001:db8::1", "2001:DB9:0::7", "2001:db9::7"),
        (f"::ffff:{PROXY}", f"::ffff:{CLIENT}", CLIENT),
        (PROXY, f"{CLIENT}:5678", CLIENT),
        (PROXY, "[2001:db9::5]:443", "2001:db9::5"),
        (PROXY, "[2001:db9::5]", "2001:db9::5"),
        (PROXY, f"198.51.100.1:80, {OTHER_PROXY}:443", "198.51.100.1"),
        (PROXY, f"{CLIENT}:99, [::ffff:{OTHER_PROXY}]:1", CLIENT),
    ],
    ids=lambda value: value or "none",
)
def test_client(caller: str, header: str, client: str) -> None:
    assert client_address(caller, header, PROXIES) == client


@pytest.mark.parametrize(
    "header",
    ["unknown", f"{CLIENT}, unknown", f"{CLIENT},", ",", "10.0.0", "1.2.3.4:", "1.2.3.4:https", "[1.2.3.4", "☕"],
)
def test_garbage_leaves_the_caller(header: str) -> None:
    assert client_address(PROXY, header, PROXIES) == PROXY


def test_nobody_is_trusted_by_default() -> None:
    assert client_address(PROXY, CLIENT, ()) == PROXY


@pytest.mark.parametrize("caller", ["", "unix:"])
def test_a_caller_without_an_address_stays_as_it_is(caller: str) -> None:
    assert client_address(caller, CLIENT, PROXIES) == caller


def test_parse() -> None:
    assert parse_address("::ffff:10.0.0.1") == ip_address("10.0.0.1")
    assert parse_address("10.0.0.0/8") is None


def test_within() -> None:
    assert is_within(ip_address("10.1.2.3"), PROXIES)
    assert not is_within(ip_address("11.1.2.3"), PROXIES)
