"""The shopper against the real backend, in the same process, a thousand times faster than a person."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from flask import Flask

from backend.http.context import environment_of
from backend.models.stock import StockLevel
from contract.errors import Refused
from contract.lab_feed import LabFeed
from contract.transport import Transport
from kernel.chance import Chance
from shopper.catalogue import load_catalogue
from shopper.follower import Follower
from shopper.habits import Choice, choose, choose_another_model
from tests.api.api_driver import BEARER, TOKEN, Api, ManualClock
from tests.api.app_transport import AppTransport

SEED = 7
FAST = 0.001


class Memory:
    """What a shopper remembers, without a disk."""

    def __init__(self, *session_ids: str) -> None:
        self.content: dict[str, Mapping[str, Any]] = {"scanned": {"sessions": list(session_ids)}}

    def read(self, name: str) -> dict[str, Any] | None:
        return dict(self.content[name]) if name in self.content else None

    def write(self, name: str, content: Mapping[str, Any]) -> None:
        self.content[name] = content


class Street:
    """A shopper who works until it has told so many lines."""

    def __init__(self, app: Flask, memory: Memory | None = None) -> None:
        self.line = AppTransport(app)
        self.memory = memory or Memory()
        self._on_line: Callable[[str], object]
        self._lines: asyncio.Queue[str] = asyncio.Queue()

    def play(
        self,
        lines: int,
        meanwhile: Callable[[], object] = lambda: None,
        on_line: Callable[[str], object] = lambda _: None,
    ) -> list[str]:
        """What it tells; `meanwhile` happens once it follows the sessions, `on_line` with each line."""
        self._on_line = on_line
        return asyncio.run(self._play(lines, meanwhile))

    def _tell(self, line: str) -> None:
        self._on_line(line)
        self._lines.put_nowait(line)

    async def _play(self, lines: int, meanwhile: Callable[[], object]) -> list[str]:
        ready = asyncio.Event()
        transport = Transport("http://localhost", "shopper", lambda: TOKEN, transport=self.line)
        async with transport, asyncio.TaskGroup() as group:
            follower = Follower(LabFeed(transport), self.memory, Chance(SEED), FAST, self._tell)
            playing = group.create_task(follower.run(ready.set))
            await ready.wait()
            await asyncio.to_thread(meanwhile)
            told = [await self._lines.get() for _ in range(lines)]
            playing.cancel()
        return told


def wanted(number: int, machine_id: str = "VM001") -> Choice:
    return choose(load_catalogue(), Chance(SEED), machine_id, number)


def sell_out(app: Flask, choice: Choice) -> None:
    """As if that many other shoppers had bought the model."""
    with environment_of(app).store.writing():
        model_id = next(model.id for model in environment_of(app).catalogue.models if model.name == choice.model.name)
        StockLevel.update(on_hand=0).where(StockLevel.model_id == model_id).execute()


def test_new_session_is_scanned_designed_and_ordered(app: Flask, api: Api) -> None:
    sessions: list[str] = []
    told = Street(app).play(lines=2, meanwhile=lambda: sessions.append(api.session()))
    choice = wanted(1)
    assert told == [
        f"{sessions[0]}: scanned; wants {choice.template.id} on {choice.model.name}",
        f"{sessions[0]}: ordered for {choice.price.pounds:.2f} GBP",
    ]
    status = api.status(sessions[0])
    assert (status["status"], status["user_progress"]) == ("payment_pending", "payment_reached")
    assert status["payment_amount"] == choice.price.pounds
    assert status["session_data"]["model"] == choice.model.name
    assert status["session_data"]["user_selections"]["text_added"] == choice.text


def test_each_machine_counts_its_own_shoppers(app: Flask, api: Api) -> None:
    def open_three() -> None:
        for machine_id in ("VM001", "VM001", "VM_FOREIGN"):
            api.create(machine_id=machine_id)

    told = Street(app).play(lines=6, meanwhile=open_three)
    scanned = {line.partition("wants ")[2] for line in told if "scanned" in line}
    choices = [wanted(1), wanted(2), wanted(1, "VM_FOREIGN")]
    assert scanned == {f"{choice.template.id} on {choice.model.name}" for choice in choices}


def test_code_that_is_on_the_screen_at_the_start_is_scanned(app: Flask, api: Api) -> None:
    api.session()
    session_id = api.session()
    told = Street(app).play(lines=2)
    assert [line.partition(":")[0] for line in told] == [session_id] * 2
    assert wanted(2).model.name in told[0]


def test_session_of_a_real_phone_is_left_alone(app: Flask, api: Api) -> None:
    session_id = api.registered()
    api.progress(session_id, user_progress="designing")
    assert Street(app).play(lines=1) == [f"{session_id}: left alone (designing, designing)"]
    assert api.status(session_id)["user_progress"] == "designing"


def test_a_client_that_registers_without_a_phone_gets_a_design(app: Flask, api: Api) -> None:
    session_id = api.registered()
    told = Street(app).play(lines=2)
    assert "nobody designs" in told[0]
    assert "ordered" in told[1]
    assert api.status(session_id)["status"] == "payment_pending"


def test_cancelled_session_is_left_alone(app: Flask, api: Api) -> None:
    session_id = api.session()
    api.delete(session_id)
    assert Street(app).play(lines=1) == [f"{session_id}: left alone (cancelled, started)"]


def test_expired_session_is_left_alone(app: Flask, api: Api, clock: ManualClock) -> None:
    session_id = api.session()
    clock.advance(minutes=31)
    assert "left alone" in Street(app, Memory(session_id)).play(lines=1)[0]


@pytest.mark.parametrize("progress", ["qr_scanned", "designing", "design_complete"])
def test_shopper_who_was_cut_off_goes_on(app: Flask, api: Api, progress: str) -> None:
    session_id = api.registered()
    if progress != "qr_scanned":
        api.progress(session_id, user_progress=progress, order_data=wanted(1).order_data())
    told = Street(app, Memory(session_id)).play(lines=1)
    assert told == [f"{session_id}: ordered for {wanted(1).price.pounds:.2f} GBP"]


def test_in_a_restored_world_it_goes_on_with_the_session_of_then(app: Flask, api: Api) -> None:
    session_id = api.registered()
    api.progress(session_id, user_progress="designing", order_data=wanted(1).order_data())
    assert api.client.post("/lab/snapshots", json={"name": "designing"}, headers=BEARER).status_code < 300

    def restore(_: str) -> None:
        if api.status(session_id)["status"] == "payment_pending":
            api.client.post("/lab/snapshots/designing/restore", headers=BEARER)

    told = Street(app, Memory(session_id)).play(lines=2, on_line=restore)
    assert told == [f"{session_id}: ordered for {wanted(1).price.pounds:.2f} GBP"] * 2


def test_sold_out_model_is_replaced_once(app: Flask, api: Api) -> None:
    sell_out(app, wanted(1))
    told = Street(app).play(lines=3, meanwhile=api.session)
    other = choose_another_model(load_catalogue(), wanted(1))
    assert f"takes {other.model.name} instead" in told[1]
    assert "ordered" in told[2]


def test_two_sold_out_models_are_enough(app: Flask, api: Api) -> None:
    sell_out(app, wanted(1))
    sell_out(app, choose_another_model(load_catalogue(), wanted(1)))
    assert "left alone" in Street(app).play(lines=3, meanwhile=api.session)[2]


def test_backend_that_is_away_is_waited_for(app: Flask, api: Api) -> None:
    street = Street(app)

    def go_away() -> None:
        street.line.down = True
        api.session()

    def come_back(_: str) -> None:
        street.line.down = False

    told = street.play(lines=4, meanwhile=go_away, on_line=come_back)
    assert "The backend doesn't answer" in told[0]
    assert "The backend answers again." in told
    assert sum("ordered" in line for line in told) == 1


def test_lost_replies_are_asked_for_again(app: Flask, api: Api) -> None:
    street = Street(app)
    street.line.lose_next_reply_of = "/order-summary"
    assert "ordered" in street.play(lines=2, meanwhile=api.session)[1]
    assert sum(call.endswith("/order-summary") for call in street.line.calls) == 2


def test_server_without_a_lab_for_us_is_refused(app: Flask) -> None:
    async def follow() -> None:
        async with Transport("http://localhost", "shopper", lambda: "wrong", transport=AppTransport(app)) as transport:
            await Follower(LabFeed(transport), Memory(), Chance(SEED), FAST, print).run(print)

    with pytest.raises(Refused, match="401"):
        asyncio.run(follow())
