"""Which address the code on the screen carries, on the awkward computers of a stand."""

import pytest

from backend.rules.local_network import Interface, Reach, candidates, followed

WIFI = Interface("wlan0", "192.168.1.20")
CABLE = Interface("eth0", "10.20.0.7")
VPN = Interface("tun0", "10.8.0.6", is_tunnel=True)
DOCKER = Interface("docker0", "172.17.0.1")
LOOPBACK = Interface("lo", "127.0.0.1")


def addresses(*interfaces: Interface, way_out: str | None = None) -> list[str]:
    return [one.address for one in candidates(interfaces, way_out)]


def test_a_vpn_that_is_the_way_out_comes_after_the_network_in_the_room() -> None:
    assert addresses(VPN, DOCKER, LOOPBACK, WIFI, way_out=VPN.address) == [WIFI.address, VPN.address, DOCKER.address]


def test_a_stand_without_internet_still_has_its_network() -> None:
    assert addresses(LOOPBACK, DOCKER, WIFI) == [WIFI.address, DOCKER.address]


def test_of_two_networks_the_one_with_the_way_out_comes_first() -> None:
    assert addresses(CABLE, WIFI, way_out=WIFI.address) == [WIFI.address, CABLE.address]
    assert addresses(WIFI, CABLE, way_out=CABLE.address) == [CABLE.address, WIFI.address]


def test_no_network_at_all() -> None:
    assert addresses(LOOPBACK) == []


@pytest.mark.parametrize(
    ("interface", "reach"),
    [
        (WIFI, Reach.LAN),
        (Interface("Ethernet 2", "172.20.1.9"), Reach.LAN),
        (Interface("br0", "192.168.0.4"), Reach.LAN),
        (Interface("en0", "fd12:3456::9"), Reach.LAN),
        (Interface("eth0", "8.8.4.4"), Reach.INTERNET),
        (Interface("utun4", "10.1.1.1"), Reach.VPN),
        (Interface("Ethernet 9", "10.1.1.1", is_tunnel=True), Reach.VPN),
        (Interface("eth7", "100.100.4.5"), Reach.VPN),
        (Interface("vEthernet (Default Switch)", "172.28.0.1"), Reach.BRIDGE),
        (Interface("br-3f1c9a2b7d11", "172.18.0.1"), Reach.BRIDGE),
        (Interface("bridge100", "192.168.64.1"), Reach.BRIDGE),
        (Interface("wlan0", "169.254.7.7"), Reach.LINK_LOCAL),
    ],
    ids=lambda value: value.name,
)
def test_reach(interface: Interface, reach: Reach) -> None:
    (found,) = candidates([interface])
    assert found.reach is reach


def test_what_no_url_can_hold_is_left_out() -> None:
    assert addresses(Interface("eth0", "fe80::1"), Interface("lo", "::1")) == []


STAND = Interface("wlan0", "10.20.30.40")
LEFT_ALONE = Interface("wlan0", "169.254.7.7")


@pytest.mark.parametrize(
    ("present", "now", "told"),
    [
        (WIFI, [STAND], STAND),
        (WIFI, [WIFI], WIFI),
        (WIFI, [CABLE, WIFI], WIFI),
        (WIFI, [], WIFI),
        (WIFI, [VPN, DOCKER, LEFT_ALONE], WIFI),
        (WIFI, [VPN, DOCKER, CABLE], CABLE),
        (VPN, [VPN, WIFI], WIFI),
        (VPN, [VPN, DOCKER], VPN),
        (DOCKER, [DOCKER, WIFI], WIFI),
        (LOOPBACK, [WIFI], WIFI),
        (WIFI, [Interface("eth0", "8.8.4.4")], Interface("eth0", "8.8.4.4")),
    ],
    ids=[
        "another network",
        "the same network",
        "a cable beside it",
        "no network for a while",
        "what is left when a network goes",
        "another network beside what is left",
        "a network for a tunnel",
        "nothing better than a tunnel",
        "a network for a bridge",
        "the first network",
        "a public address",
    ],
)
def test_what_is_told_after_a_look_at_the_network(present: Interface, now: list[Interface], told: Interface) -> None:
    assert followed(present.address, candidates(now)) == told.address
