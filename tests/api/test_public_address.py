"""Where this computer is reached is state: it moves while the backend runs, and all who have to know hear of it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.http.context import environment_of
from backend.server.announcing import announce_address
from backend.settings import Settings
from contract import examples
from contract.hints import HEADER as HINT
from contract.hints import Code
from kiosk_app.machine.screen import Screen
from tests.api.api_driver import BEARER, Api
from tests.api.app_transport import AppTransport
from tests.api.kiosk_driver import Rehearsal

HOME, STAND = "http://192.168.1.20:8000", "http://10.20.30.40:8000"
SOON = 5.0
"""Seconds in which a kiosk has a new code."""


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, public_url=HOME, own_url=HOME)


@pytest.fixture
def move(app: Flask) -> Callable[[str], None]:
    """What the main process does when it sees the network change."""
    store = environment_of(app).store
    announce_address(store, HOME)
    return lambda url: announce_address(store, url)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def created(client: FlaskClient) -> dict[str, str]:
    return dict(client.post("/api/vending/create-session", json={"machine_id": "VM001"}).json or {})


def asked(client: FlaskClient, path: str, **options: Any) -> Any:
    return client.get(path, **({"headers": BEARER} | options)).json


def status(client: FlaskClient, session_id: str) -> str:
    answer = client.get(f"/api/vending/session/{session_id}/status")
    assert answer.status_code == 200
    return answer.headers.get(HINT, "")


def test_new_codes_lead_to_the_new_address(client: FlaskClient, move: Callable[[str], None]) -> None:
    assert created(client)["qr_url"].startswith(f"{HOME}?")
    move(STAND)
    assert created(client)["qr_url"].startswith(f"{STAND}?")


def test_it_is_an_event_and_stands_in_every_answer(client: FlaskClient, move: Callable[[str], None]) -> None:
    before = asked(client, "/lab/events")
    assert before["public_url"] == HOME
    move(STAND)
    news = asked(client, "/lab/events", query_string={"after": before["next"]})
    assert [(one["kind"], one["data"]) for one in news["events"]] == [
        ("address_changed", {"public_url": STAND, "previous": HOME})
    ]
    assert news["public_url"] == asked(client, "/lab/events")["public_url"] == STAND
    move(STAND)
    assert asked(client, "/lab/events")["next"] == news["next"]


def test_a_restored_snapshot_does_not_bring_the_old_one_back(client: FlaskClient, move: Callable[[str], None]) -> None:
    assert client.post("/lab/snapshots", json={"name": "home"}, headers=BEARER).status_code == 200
    move(STAND)
    assert client.post("/lab/snapshots/home/restore", headers=BEARER).status_code == 200
    assert asked(client, "/lab/events")["public_url"] == STAND
    assert created(client)["qr_url"].startswith(STAND)


def test_a_foreign_machine_is_warned_at_its_next_status_call(client: FlaskClient, move: Callable[[str], None]) -> None:
    session_id = created(client)["session_id"]
    assert status(client, session_id) == ""
    move(STAND)
    hint = status(client, session_id)
    assert hint.startswith(Code.CODE_LEADS_ELSEWHERE)
    assert HOME in hint
    assert STAND in hint
    assert status(client, created(client)["session_id"]) == ""
    move(HOME)
    assert status(client, session_id) == ""


def test_nobody_is_warned_of_a_code_that_was_scanned(
    client: FlaskClient, api: Api, move: Callable[[str], None]
) -> None:
    session_id = created(client)["session_id"]
    api.register(session_id)
    move(STAND)
    assert status(client, session_id) == ""


@pytest.mark.parametrize(
    "url", [f"{HOME}/a.png", f"{STAND}/a.png", "http://127.0.0.1:8000/a.png", "http://localhost:8000/a.png"]
)
def test_pictures_by_an_address_of_our_own_are_ours(
    client: FlaskClient, api: Api, move: Callable[[str], None], url: str
) -> None:
    order_id = api.order()
    move(STAND)
    body = examples.PRINT_IMAGES | {"order_id": order_id, "image_urls": [url]}
    answer = client.post("/api/chinese/send-print-command", json=body)
    assert answer.status_code == 200
    assert Code.ARTWORK_FOREIGN not in answer.headers.get(HINT, "")


def test_who_names_no_host_gets_links_to_the_present_address(client: FlaskClient, move: Callable[[str], None]) -> None:
    move(STAND)
    document = asked(client, "/openapi.json", headers={"Host": "pimpmycase.onrender.com"})
    assert document["servers"][0]["url"] == STAND


def scene(app: Flask, api: Api, folder: Path, play: Callable[[Rehearsal], Awaitable[None]]) -> None:
    rehearsal = Rehearsal(AppTransport(app), api, folder / "kiosk.db")

    async def played() -> None:
        async with rehearsal.switched_on():
            await play(rehearsal)

    asyncio.run(played())


def test_our_kiosk_has_another_code_at_once(
    app: Flask, api: Api, client: FlaskClient, move: Callable[[str], None], tmp_path: Path
) -> None:
    async def play(rehearsal: Rehearsal) -> None:
        first = await rehearsal.screen(Screen.CODE)
        await asyncio.to_thread(move, STAND)
        async with asyncio.timeout(SOON):
            second = await rehearsal.until(lambda state: state.qr_url.startswith(STAND))
        assert second.screen is Screen.CODE
        assert second.session_id != first.session_id
        await rehearsal.until(lambda _: asked(client, path(first.session_id))["status"] == "cancelled")

    scene(app, api, tmp_path, play)


def test_a_sale_that_was_begun_goes_on(app: Flask, api: Api, move: Callable[[str], None], tmp_path: Path) -> None:
    async def play(rehearsal: Rehearsal) -> None:
        summary = await rehearsal.shop()
        await asyncio.to_thread(move, STAND)
        await rehearsal.pay()
        paid = await rehearsal.screen(Screen.CONFIRMED)
        assert paid.session_id == summary.session_id

    scene(app, api, tmp_path, play)


def test_a_code_that_was_scanned_just_before_stays(
    app: Flask, api: Api, move: Callable[[str], None], tmp_path: Path
) -> None:
    async def play(rehearsal: Rehearsal) -> None:
        session_id = (await rehearsal.screen(Screen.CODE)).session_id

        def scan_and_move() -> None:
            api.register(session_id)
            move(STAND)

        await asyncio.to_thread(scan_and_move)
        assert (await rehearsal.screen(Screen.DESIGNING)).session_id == session_id

    scene(app, api, tmp_path, play)


def test_a_kiosk_that_was_off_meanwhile_has_another_code_when_it_comes_back(
    app: Flask, api: Api, move: Callable[[str], None], tmp_path: Path
) -> None:
    async def before(rehearsal: Rehearsal) -> None:
        await rehearsal.screen(Screen.CODE)

    async def after(rehearsal: Rehearsal) -> None:
        async with asyncio.timeout(SOON):
            await rehearsal.until(lambda state: state.qr_url.startswith(STAND))

    scene(app, api, tmp_path, before)
    move(STAND)
    scene(app, api, tmp_path, after)


def path(session_id: str) -> str:
    return f"/api/vending/session/{session_id}/status"
