"""Which address a backend tells phones, on the networks of a stand. Root alone may make those (conftest.py); the rule
itself is tested with interfaces that are told (tests/unit/backend/test_local_network.py)."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.e2e.namespaces import Namespace
from tests.e2e.processes import PATIENCE, Running

WIFI, VPN, DOCKER = "192.168.77.20", "10.8.0.6", "172.17.0.1"


@pytest.fixture
def computer() -> Iterator[Namespace]:
    with Namespace() as namespace:
        yield namespace


@pytest.fixture
def running() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def start(computer: Namespace, running: ExitStack, *words: str) -> Running:
    program = Running("run_backend.py", "--port", "0", "--lan", *words, prefix=computer.prefix)
    return running.enter_context(program)


def test_a_stand_without_a_way_to_the_internet(computer: Namespace, running: ExitStack) -> None:
    computer.connect("wlan0", f"{WIFI}/24")
    assert f"for phones and machines http://{WIFI}:" in start(computer, running).line_with("Ready")


def test_a_vpn_as_the_way_out_and_containers(computer: Namespace, running: ExitStack) -> None:
    computer.connect("docker0", f"{DOCKER}/16")
    computer.connect("tun0", f"{VPN}/24")
    computer.connect("wlan0", f"{WIFI}/24")
    computer.go_out_by("tun0")
    backend = start(computer, running)
    assert f"http://{WIFI}:" in backend.line_with("Ready")
    told = backend.line_with("--lan-address chooses")
    assert f"told {WIFI} (wlan0); there is also {VPN} (tun0, a tunnel), {DOCKER} (docker0, of containers" in told


def test_one_is_chosen(computer: Namespace, running: ExitStack) -> None:
    computer.connect("wlan0", f"{WIFI}/24")
    computer.connect("tun0", f"{VPN}/24")
    backend = start(computer, running, "--lan-address", VPN)
    assert f"for phones and machines http://{VPN}:" in backend.line_with("Ready")
    assert f"Warning: {VPN} (tun0, a tunnel); a phone in the room may not get there" in backend.line_with("Warning")


def test_one_that_this_computer_does_not_have(computer: Namespace, running: ExitStack) -> None:
    computer.connect("wlan0", f"{WIFI}/24")
    backend = start(computer, running, "--lan-address", "192.168.1.99")
    assert backend.ends(PATIENCE) == 1
    assert f"no address of this computer. Choose one of: {WIFI} (wlan0)" in backend.errors()


def test_no_network_is_told(computer: Namespace, running: ExitStack) -> None:
    assert "can't reach it" in start(computer, running).line_with("Warning")
