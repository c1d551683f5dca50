"""What is done when a look at the interfaces finds another network, and when it can't be done at once."""

import asyncio
import logging
import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from backend.app import open_store
from backend.catalogue import load_catalogue
from backend.rules.local_network import Interface, candidates
from backend.server.address import Address
from backend.server.announcing import announce_address
from backend.server.network_watch import NetworkWatch
from backend.server.own_certificate import make_certificate
from backend.server.preparation import Prepared
from backend.server.tls import Tls
from backend.settings import Settings
from backend.world.public_address import kept_addresses
from gate.bell import bell_socket
from kernel.clock import SystemClock

HOME, STAND = Interface("wlan0", "192.168.1.20"), Interface("wlan0", "10.20.30.40")
PORT = 48123
HERE, THERE = f"https://{HOME.address}:{PORT}", f"https://{STAND.address}:{PORT}"


@pytest.fixture
def bell() -> Iterator[socket.socket]:
    with bell_socket() as bell:
        yield bell


class Network:
    """The computer's interfaces, and what is done when they change."""

    def __init__(self, settings: Settings, bell: socket.socket, tls: Tls | None) -> None:
        self.now = [HOME]
        self.told: list[str] = []
        self.shown: list[Path] = []
        self.failures = 0
        self._settings = replace(settings, bell_port=bell.getsockname()[1], gate_secret="secret")
        with closing(open_store(self._settings, load_catalogue(), SystemClock())) as store:
            announce_address(store, HERE)
        address = Address("0.0.0.0", PORT, "https", tuple(candidates(self.now)))  # noqa: S104 (nothing is bound)
        prepared = Prepared(address, tls, self._settings, bell, is_strict=False)
        self._watch = NetworkWatch(prepared, self._show, self.told.append, lambda _: candidates(self.now))

    def look(self) -> None:
        asyncio.run(self._watch.look())

    @property
    def announced(self) -> str | None:
        with closing(open_store(self._settings, load_catalogue(), SystemClock())) as store, store.reading():
            kept = kept_addresses()
        return None if kept is None else kept.present

    def _show(self, certificate: Path, _key: Path) -> None:
        assert self.announced == HERE  # whoever hears of the address can connect
        if self.failures:
            self.failures -= 1
            raise OSError("the disk is gone")
        self.shown.append(certificate)


def own(port: int) -> Tls:
    return make_certificate(port, "127.0.0.1", SystemClock().now())


def test_certificate_state_and_a_line(settings: Settings, bell: socket.socket) -> None:
    network = Network(settings, bell, own(PORT))
    network.look()
    assert (network.announced, network.told) == (HERE, [])
    network.now = [STAND]
    network.look()
    network.look()
    assert network.announced == THERE
    assert len(network.shown) == len(network.told) == 1
    assert bell.recv(100) == b"secret"  # whoever waits for an event is rung


def test_what_fails_is_tried_again_and_said_once(
    settings: Settings, bell: socket.socket, caplog: pytest.LogCaptureFixture
) -> None:
    network = Network(settings, bell, own(PORT))
    network.now, network.failures = [STAND], 2
    with caplog.at_level(logging.WARNING):
        network.look()
        network.look()
    assert [record.getMessage() for record in caplog.records] == [
        f"The network has changed, but {THERE} can't be announced yet: the disk is gone"
    ]
    caplog.clear()
    assert (network.announced, network.told) == (HERE, [])
    network.look()
    assert network.announced == THERE


def test_a_given_certificate_is_left_alone(settings: Settings, bell: socket.socket) -> None:
    network = Network(settings, bell, replace(own(PORT), authority=None))
    network.now = [STAND]
    network.look()
    assert network.shown == []
    assert network.announced == THERE
