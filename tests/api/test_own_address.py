"""By which address we give links to ourselves: to each client the one that leads it back, never somebody else's."""

import socket
from collections.abc import Callable
from dataclasses import replace
from ipaddress import ip_network
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.http.context import environment_of
from backend.settings import Settings
from tests.api.api_driver import BEARER
from tests.api.test_api_downloads import bare_order

OWN = "http://192.168.1.20:8000"
PUBLIC = "https://lab.example.net"
REAL_SERVICE = "pimpmycase.onrender.com"
HERE = socket.gethostname()

Start = Callable[[Settings], Flask]


@pytest.fixture
def lab(start: Start, settings: Settings) -> FlaskClient:
    return started(start, settings)


def started(start: Start, settings: Settings, **changed: Any) -> FlaskClient:
    app = start(replace(settings, public_url=PUBLIC, own_url=OWN, **changed))
    bare_order(environment_of(app))
    return app.test_client()


def links_for(client: FlaskClient, **environ: str) -> str:
    """Where the links lead that a caller gets."""
    answer = client.get("/api/chinese/order/ORDER_a819e123/download-links", environ_overrides=environ).json or {}
    (address,) = {"{0.scheme}://{0.netloc}".format(urlsplit(url)) for url in answer["download_links"].values()}
    return address


@pytest.mark.parametrize("host", ["10.8.0.6:8000", "[fe80::1]:8000", "localhost", HERE, f"{HERE}.local:8000"])
def test_an_address_and_a_name_of_this_computer_are_kept(lab: FlaskClient, host: str) -> None:
    assert links_for(lab, HTTP_HOST=host) == f"http://{host}"


@pytest.mark.parametrize("host", [REAL_SERVICE, f"{REAL_SERVICE}:8000", "", "not a host", "10.8.0.6:port", "/files"])
def test_another_name_and_none_are_given_our_own_address(lab: FlaskClient, host: str) -> None:
    assert links_for(lab, HTTP_HOST=host) == OWN


def test_the_public_url_is_kept_with_its_scheme(lab: FlaskClient) -> None:
    assert links_for(lab, HTTP_HOST="Lab.example.net") == PUBLIC


def test_without_an_address_of_our_own_there_is_the_public_url(start: Start, settings: Settings) -> None:
    client = start(replace(settings, public_url=PUBLIC)).test_client()
    document = client.get("/openapi.json", environ_overrides={"HTTP_HOST": REAL_SERVICE}).json or {}
    assert document["servers"] == [{"url": PUBLIC}]


def test_a_trusted_proxy_tells_what_it_was_called_by(start: Start, settings: Settings) -> None:
    client = started(start, settings, trusted_proxies=(ip_network("10.0.0.0/8"),))
    told = {"HTTP_X_FORWARDED_HOST": "elsewhere, machines.example.net", "HTTP_X_FORWARDED_PROTO": "https"}
    assert links_for(client, REMOTE_ADDR="10.0.0.1", **told) == "https://machines.example.net"
    assert links_for(client, REMOTE_ADDR="10.0.0.1", HTTP_HOST="machines.example.net") == "http://machines.example.net"
    assert links_for(client, REMOTE_ADDR="10.0.0.1", HTTP_HOST="") == OWN
    assert links_for(client, REMOTE_ADDR="203.0.113.9", HTTP_HOST=REAL_SERVICE, **told) == OWN


def test_documents_and_commands_name_it_too(lab: FlaskClient) -> None:
    foreign = {"HTTP_HOST": REAL_SERVICE}
    assert (lab.get("/openapi.json", environ_overrides=foreign).json or {})["servers"] == [{"url": OWN}]
    lab.get("/api/chinese/test-connections", environ_overrides=foreign)
    calls = lab.get("/lab/journal?refused=true", headers=BEARER).json or {}
    assert f" {OWN}/api/" in calls["calls"][0]["explanation"]["curl"]
