"""Which address a backend tells phones, on the networks of a stand. Root alone may make those (conftest.py); the rule
itself is tested with interfaces that are told (tests/unit/backend/test_local_network.py)."""

import json
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlsplit

import pytest

from hostkit.folders import state_folder
from hostkit.lab_token import token_file
from tests.e2e.namespaces import Namespace
from tests.e2e.processes import PATIENCE, Running

WIFI, VPN, DOCKER = "192.168.77.20", "10.8.0.6", "172.17.0.1"

ELSEWHERE = "10.20.30.40"
SOON = 5.0
"""Seconds until a kiosk has a code that leads to where the computer is now."""


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


class Machine:
    """A machine in the computer's network, which checks certificates: it trusts the lab's authority and nobody else."""

    def __init__(self, computer: Namespace, port: int) -> None:
        self._computer = computer
        self._port = port
        self._token = token_file(port).read_text(encoding="ascii").strip()

    def call(self, ip: str, path: str, *words: str) -> Any:
        trust = ("--cacert", str(state_folder() / "lab-authority.pem"), "--noproxy", "*", "--fail", "--silent")
        told = ("-H", f"Authorization: Bearer {self._token}") if path.startswith("/lab") else ()
        url = f"https://{ip}:{self._port}{path}"
        command = [*self._computer.prefix, "curl", *trust, *told, *words, url]
        return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)

    def hear_of_a_session(self, ip: str, after: str) -> str:
        """The id of the next one that is made after the cursor."""
        while True:
            news = self.call(ip, f"/lab/events?after={after}&wait={SOON:g}")
            for event in news["events"]:
                if event["kind"] == "session_created":
                    return str(event["session_id"])
            assert news["events"], "nothing happened"
            after = news["next"]


def test_the_computer_changes_its_network(computer: Namespace, running: ExitStack) -> None:
    computer.connect("wlan0", f"{WIFI}/24")
    backend = start(computer, running, "--tls")
    ready = re.search(r"Ready: (https://127\.0\.0\.1:(\d+))", backend.line_with("Ready"))
    assert ready is not None
    machine = Machine(computer, int(ready[2]))
    kiosk = Running("run_kiosk.py", "--backend", ready[1], "--control", prefix=computer.prefix)
    running.enter_context(kiosk)
    first = json.loads(kiosk.line_with('"code"'))["session_id"]
    foreign = machine.call(WIFI, "/api/vending/create-session", "--json", '{"machine_id": "VM002"}')
    assert urlsplit(foreign["qr_url"]).hostname == WIFI
    before = machine.call(WIFI, "/lab/events")["next"]

    computer.change_network("wlan0", f"{ELSEWHERE}/24")
    changed = time.monotonic()
    assert f"https://{ELSEWHERE}:{ready[2]}" in backend.line_with("The network has changed")
    second = machine.hear_of_a_session(ELSEWHERE, before)
    assert time.monotonic() - changed < SOON
    assert second != first
    assert machine.call(ELSEWHERE, "/lab/events")["public_url"] == f"https://{ELSEWHERE}:{ready[2]}"
