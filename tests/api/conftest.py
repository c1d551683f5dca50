"""A real backend on a real SQLite file, with a clock that the test moves."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask, g, request_finished

from backend.app import close_app, create_app
from backend.http.context import environment_of
from backend.settings import Settings
from backend.world.environment import Environment
from contract.finding import Finding
from tests.api.api_driver import TOKEN, Api, ManualClock
from tests.api.findings import unfit


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        database=tmp_path / "backend.db",
        public_url="https://pimpmycase.shop",
        lab_token=TOKEN,
        rate_limit=None,
    )


@pytest.fixture
def start(clock: ManualClock) -> Iterator[Callable[[Settings], Flask]]:
    """Start a backend; those that a test has started end with it."""
    apps: list[Flask] = []

    def start_app(settings: Settings) -> Flask:
        apps.append(create_app(settings, clock))
        return apps[-1]

    yield start_app
    for app in apps:
        close_app(app)


@pytest.fixture
def app(start: Callable[[Settings], Flask], settings: Settings) -> Flask:
    return start(settings)


@pytest.fixture
def environment(app: Flask) -> Environment:
    return environment_of(app)


@pytest.fixture
def api(app: Flask) -> Api:
    return Api(app.test_client())


@pytest.fixture(autouse=True)
def findings() -> Iterator[list[Finding]]:
    """What is said about the calls of a test, in turn. Each line that refuses gives the facts that its row lists."""
    said: list[Finding] = []

    def listen(_: Flask, **__: object) -> None:
        said.extend(g.get("findings", ()))

    with request_finished.connected_to(listen):
        yield said
    assert {problem for finding in said if (problem := unfit(finding))} == set(), "see assets/hints.toml"
