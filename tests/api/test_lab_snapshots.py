"""Snapshots of the whole world: saved and brought back, with the programs that are connected, and without harm."""

import json
import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from backend.base.refusals import Conflict
from backend.http.context import environment_of
from backend.http.routing import row_of
from backend.lab.world import OUTSIDE
from backend.models.database import open_database
from backend.models.event import Event
from backend.models.schema import VERSION
from backend.models.unusable import DatabaseBusy
from backend.models.webhook import WebhookMessage
from backend.settings import Settings
from backend.snapshots.making import make_snapshot
from backend.snapshots.restoring import restore_snapshot
from backend.webhooks import deliveries
from backend.webhooks.courier import deliver_due
from backend.world.environment import Environment
from contract.messages.base import JsonObject
from contract.messages.snapshots import MakeSnapshot
from tests.api.api_driver import Api, ManualClock
from tests.api.books import differences

KIOSK, STATION = "kiosk-VM001", "station-CN_DEBUG_01"
AT_ONCE = 0.0
LONGEST = 30.0
"""Seconds in which a thread has to be done, on a loaded machine."""


def make(api: Api, name: str = "before-lunch", **more: Any) -> TestResponse:
    return api.lab("snapshots", method="POST", json={"name": name} | more)


def restore(api: Api, name: str = "before-lunch") -> TestResponse:
    return api.lab(f"snapshots/{name}/restore", method="POST")


def remove(api: Api, name: str = "before-lunch") -> TestResponse:
    return api.lab(f"snapshots/{name}", method="DELETE")


def names(api: Api) -> list[str]:
    return [snapshot["name"] for snapshot in (api.lab("snapshots").json or {})["snapshots"]]


def code(answer: TestResponse) -> tuple[int, str]:
    return answer.status_code, (answer.json or {})["code"]


@pytest.fixture
def shelf(settings: Settings) -> Path:
    return settings.database.with_name("backend-snapshots")


@pytest.fixture
def folder(api: Api, shelf: Path) -> Path:
    """Of a snapshot that was made."""
    make(api)
    return shelf / "before-lunch"


def change_manifest(folder: Path, **changed: Any) -> None:
    file = folder / "manifest.json"
    file.write_text(json.dumps(json.loads(file.read_bytes()) | changed))


@dataclass
class Program:
    """A kiosk or station as the lab sees it: it polls, gives its share, and takes it back."""

    api: Api
    part: str
    content: JsonObject | None
    """What it gives; None gives nothing, and says nothing when it should follow."""
    taken: list[JsonObject] = field(default_factory=list)
    news: JsonObject = field(default_factory=dict)

    def poll(self, wait: float = 0.5) -> None:
        after = f"&after={self.news['next']}" if self.news else ""
        news = self.api.lab(f"events?part={self.part}&wait={wait}{after}").json or {}
        known, self.news = self.news.get("generation"), news
        if self.content is None:
            return
        for event in news["events"]:
            if event["kind"] == "snapshot_wanted":
                self.tell("PUT", event["data"]["name"], "", {"content": self.content})
        if known not in {None, news["generation"]}:
            self.follow(news["restored"]["snapshot"], news["generation"])

    def follow(self, snapshot: str, generation: str) -> None:
        share = self.api.lab(f"snapshots/{snapshot}/parts/{self.part}")
        if share.status_code == 200:
            self.taken.append((share.json or {})["content"])
        outcome = "followed" if share.status_code == 200 else "not_in_snapshot"
        self.tell("POST", snapshot, "/follow", {"generation": generation, "outcome": outcome})

    def tell(self, method: str, snapshot: str, call: str, body: JsonObject) -> TestResponse:
        return self.api.lab(f"snapshots/{snapshot}/parts/{self.part}{call}", method=method, json=body)


@pytest.fixture
def connect(app: Flask) -> Callable[..., Program]:
    """A program that has polled once, and so counts as connected for three seconds."""

    def program(part: str, content: JsonObject | None = None) -> Program:
        connected = Program(Api(app.test_client()), part, content)
        connected.poll(wait=0)
        return connected

    return program


@contextmanager
def alive(*programs: Program) -> Iterator[None]:
    """They poll while the block runs."""
    ending = threading.Event()

    def live(program: Program) -> None:
        while not ending.is_set():
            program.poll()

    threads = [threading.Thread(target=live, args=(program,)) for program in programs]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ending.set()
        for thread in threads:
            thread.join(LONGEST)


# The backend alone


def test_a_snapshot(api: Api) -> None:
    api.order()
    answer = make(api, note="Two cases wait")
    size = (answer.json or {})["size"]
    assert (answer.status_code, answer.json) == (
        200,
        {
            "name": "before-lunch",
            "note": "Two cases wait",
            "at": "2025-08-04T14:30:22.000Z",
            "real_time": "2025-08-04T14:30:22.000Z",
            "version": VERSION,
            "size": size,
            "sessions": 1,
            "orders": 1,
            "parts": [],
        },
    )
    assert size > 100_000
    assert (api.lab("snapshots").json or {})["snapshots"] == [answer.json]


def test_the_world_comes_back(api: Api, environment: Environment) -> None:
    waiting, printing = api.order(), api.order()
    api.update_order(printing, "printing")
    before = world(api)
    make(api)
    api.update_order(waiting, "cancelled")
    api.update_order(printing, "printed")
    later = api.session()
    assert restore(api).status_code == 200
    assert world(api) == before
    assert api.get(later, "status").status_code == 404
    assert differences(environment) == []


def world(api: Api) -> list[Any]:
    """What a client sees of it."""
    orders = (api.lab("orders").json or {})["orders"]
    return [orders, api.stock(), api.lab("refunds").json]


def test_restored_twice_it_is_the_same(api: Api) -> None:
    order_id = api.order()
    before = world(api)
    make(api)
    for status in ("printing", "cancelled"):
        api.update_order(order_id, status)
        restore(api)
        assert world(api) == before


def test_a_restored_world(api: Api) -> None:
    make(api)
    before = api.lab("events").json or {}
    answer = restore(api).json or {}
    after = api.lab(f"events?after={before['next']}").json or {}
    assert answer == {
        "name": "before-lunch",
        "generation": after["generation"],
        "at": "2025-08-04T14:30:22.000Z",
        "parts": [],
    }
    assert after["generation"] != before["generation"]
    assert (before["restored"], after["restored"]) == (
        None,
        {"snapshot": "before-lunch", "at": "2025-08-04T14:30:22Z"},
    )
    assert after["events"] == []


def test_a_sale_goes_on_where_it_was(api: Api, clock: ManualClock) -> None:
    session_id = api.pending()
    make(api)
    clock.advance(hours=3)
    restore(api)
    assert api.confirm(session_id).status_code == 200


@pytest.mark.parametrize(
    ("setting", "later"),
    [
        ({"mode": "real"}, "2025-08-04T14:31:22.000Z"),
        ({"mode": "scaled", "rate": 60}, "2025-08-04T15:30:22.000Z"),
        ({"mode": "frozen"}, "2025-08-04T14:30:22.000Z"),
    ],
)
def test_time_comes_back_and_goes_on_as_it_went(api: Api, clock: ManualClock, setting: JsonObject, later: str) -> None:
    api.lab("clock", method="PUT", json=setting)
    make(api)
    api.lab("clock", method="PUT", json={"mode": "real"})
    clock.advance(days=1)
    restore(api)
    clock.advance(minutes=1)
    state = api.lab("clock").json or {}
    assert (state["mode"], state["now"]) == (setting["mode"], later)


def test_faults_come_back(api: Api) -> None:
    fault = {"match": {"route": "create_session"}, "effect": 503}
    api.lab("faults/shut", method="PUT", json=fault)
    make(api)
    api.lab("faults", method="DELETE")
    assert api.create().status_code == 200
    restore(api)
    assert api.create().status_code == 503


def test_a_poll_hears_of_it_at_once(folder: Path, environment: Environment, connect: Callable[..., Program]) -> None:
    program = connect(KIOSK)
    late = threading.Timer(0.1, restore_snapshot, (environment, folder.name, AT_ONCE))
    late.start()
    program.poll()
    late.join(LONGEST)
    assert program.news["restored"]["snapshot"] == "before-lunch"


def test_artwork_comes_back(api: Api, settings: Settings) -> None:
    order_id = api.order()
    artwork = settings.database.with_name("backend-files")
    api.lab(f"orders/{order_id}/artwork.png")
    [file] = [path for path in artwork.rglob("*.png") if path.is_file()]
    make(api)
    content = file.read_bytes()
    file.unlink()
    restore(api)
    assert file.read_bytes() == content


def configure_webhook(api: Api) -> None:
    body = {"webhook_url": "http://127.0.0.1:9/hook", "events": ["payment_completed"], "secret": "s"}
    api.client.post("/api/chinese/webhook/configure", json=body)


def test_webhooks_that_were_being_sent_are_sent_again(api: Api, environment: Environment) -> None:
    configure_webhook(api)
    api.order()
    with environment.store.writing():
        WebhookMessage.update(claimed_until=2**40).execute()
    make(api)
    restore(api)
    with environment.store.reading():
        assert {message.claimed_until for message in WebhookMessage.select()} == {0}


def test_an_attempt_of_the_old_world_is_not_the_new_ones(api: Api, environment: Environment) -> None:
    """Their numbers are the same."""
    configure_webhook(api)
    make(api)
    api.order()
    [parcel] = deliveries.claim(environment, [1])
    restore(api)
    api.order()
    deliveries.record(environment, {parcel: deliveries.Outcome(5, 200)})
    with environment.store.reading():
        assert [message.state for message in WebhookMessage.select()] == ["pending"]


def test_the_newest_comes_first(api: Api, clock: ManualClock) -> None:
    for name in ("a", "c", "b"):
        make(api, name)
        clock.advance(seconds=1)
    assert names(api) == ["b", "c", "a"]


def test_removing(api: Api, shelf: Path) -> None:
    make(api)
    assert [remove(api).status_code, remove(api).status_code] == [204, 204]
    assert (names(api), list(shelf.iterdir())) == ([], [])


def test_what_a_crash_left_is_no_snapshot(api: Api, shelf: Path) -> None:
    half = shelf / ".under-way"
    half.mkdir(parents=True)
    (half / "backend.sqlite").touch()
    assert names(api) == []
    make(api)
    assert [path.name for path in shelf.iterdir()] == ["before-lunch"]


# With programs


def test_programs_give_and_take_their_shares(api: Api, connect: Callable[..., Program]) -> None:
    kiosk, station = connect(KIOSK, {"books": [1]}), connect(STATION, {"presses": "两"})
    with alive(kiosk, station):
        made = make(api).json or {}
        restored = restore(api).json or {}
    assert made["parts"] == [
        {"part": KIOSK, "outcome": "saved", "detail": None},
        {"part": STATION, "outcome": "saved", "detail": None},
    ]
    assert restored["parts"] == [
        {"part": KIOSK, "outcome": "followed", "detail": None},
        {"part": STATION, "outcome": "followed", "detail": None},
    ]
    assert (kiosk.taken, station.taken) == ([{"books": [1]}], [{"presses": "两"}])


def test_a_program_that_came_later_is_not_in_it(api: Api, connect: Callable[..., Program]) -> None:
    make(api)
    with alive(connect(KIOSK, {})):
        restored = restore(api).json or {}
    assert restored["parts"] == [{"part": KIOSK, "outcome": "not_in_snapshot", "detail": None}]


def test_who_gives_nothing_is_named(environment: Environment, connect: Callable[..., Program]) -> None:
    connect(KIOSK)
    made = make_snapshot(environment, MakeSnapshot(name="a"), AT_ONCE)
    assert [state.model_dump() for state in made.parts] == [{"part": KIOSK, "outcome": "not_saved", "detail": None}]


def test_who_does_not_follow_is_named(folder: Path, environment: Environment, connect: Callable[..., Program]) -> None:
    connect(STATION)
    change_manifest(folder, parts=[{"part": KIOSK, "outcome": "saved"}])
    restored = restore_snapshot(environment, "before-lunch", AT_ONCE)
    assert [state.model_dump() for state in restored.parts] == [
        {"part": KIOSK, "outcome": "not_connected", "detail": None},
        {"part": STATION, "outcome": "did_not_follow", "detail": "It is connected, but said nothing"},
    ]


# Refused


def test_names_that_can_not_be(api: Api, shelf: Path) -> None:
    wrong = ["", "../x", "-x", "a.b", "x" * 51, "a\n", "早餐"]
    assert {code(make(api, name)) for name in wrong} == {(422, "SNAPSHOT_NAME")}
    assert not shelf.exists()


def test_paths_that_lead_elsewhere(api: Api) -> None:
    wrong = ["..%2Fx", "a.b", "x%00"]
    answers = [answer for name in wrong for answer in (restore(api, name), remove(api, name))]
    assert {answer.status_code for answer in answers} <= {400, 404}


def test_a_name_that_is_taken(api: Api, folder: Path) -> None:
    before = (folder / "manifest.json").read_bytes()
    answer = make(api)
    assert code(answer) == (409, "SNAPSHOT_TAKEN")
    assert "DELETE /lab/snapshots/before-lunch" in (answer.json or {})["detail"]
    assert (folder / "manifest.json").read_bytes() == before


def test_fifty_are_kept(api: Api, folder: Path, shelf: Path) -> None:
    for number in range(49):
        (shelf / f"copy-{number}").mkdir()
        os.link(folder / "manifest.json", shelf / f"copy-{number}" / "manifest.json")
    assert code(make(api, "one-more")) == (409, "SNAPSHOTS_TOO_MANY")


def test_an_unknown_one(api: Api) -> None:
    assert code(restore(api)) == (404, "SNAPSHOT_UNKNOWN")


def test_one_at_a_time(api: Api, environment: Environment) -> None:
    with environment.parts.work("another"):
        answers = [code(make(api)), code(restore(api)), code(remove(api))]
    assert answers == [(409, "SNAPSHOT_BUSY")] * 3


@pytest.mark.usefixtures("folder")
def test_while_the_clock_is_being_advanced(api: Api, environment: Environment) -> None:
    with environment.clock.held():
        assert code(restore(api)) == (409, "ADVANCE_UNDER_WAY")


def _cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100])


def _alter(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)


def _of_another_version(manifest: Path) -> None:
    document = json.loads(manifest.read_bytes()) | {"layout": 1}
    del document["sessions"]
    manifest.write_text(json.dumps(document))


@dataclass(frozen=True)
class Harm:
    """What somebody did to a snapshot's file, and what is said about it."""

    file: str
    done: Callable[[Path], None]
    code: str
    said: str


HARM = [
    Harm("manifest.json", _of_another_version, "SNAPSHOT_VERSION", "layout 1.1"),
    Harm("manifest.json", _cut_off, "SNAPSHOT_DAMAGED", "manifest.json is cut off"),
    Harm("manifest.json", Path.unlink, "SNAPSHOT_DAMAGED", "manifest.json can't be read"),
    Harm("backend.sqlite", _cut_off, "SNAPSHOT_DAMAGED", "backend.sqlite has "),
    Harm("backend.sqlite", _alter, "SNAPSHOT_DAMAGED", "backend.sqlite was altered"),
    Harm("backend.sqlite", Path.unlink, "SNAPSHOT_DAMAGED", "backend.sqlite is missing"),
]


@pytest.mark.parametrize("harm", HARM, ids=lambda harm: harm.said)
def test_a_snapshot_that_can_not_be_trusted(api: Api, folder: Path, harm: Harm) -> None:
    before = api.lab("events").json
    harm.done(folder / harm.file)
    answer = restore(api)
    assert code(answer) == (409, harm.code)
    assert re.search(rf"{harm.said}.*Nothing was changed", (answer.json or {})["detail"])
    assert api.lab("events").json == before
    assert remove(api).status_code == 204


def test_a_database_that_is_none(api: Api, folder: Path) -> None:
    """The manifest says otherwise, as after a hand has mixed two snapshots."""
    (folder / "backend.sqlite").write_bytes(b"x" * 5000)
    change_manifest(folder, files={"backend.sqlite": {"size": 5000, "sha256": sha256(b"x" * 5000).hexdigest()}})
    assert code(restore(api)) == (409, "SNAPSHOT_DAMAGED")


def test_a_place_that_can_not_be_written(api: Api, shelf: Path) -> None:
    shelf.touch()
    assert code(make(api)) == (409, "SNAPSHOT_UNWRITABLE")
    assert names(api) == []


def test_a_call_that_takes_too_long(api: Api, folder: Path, environment: Environment) -> None:
    before = api.lab("events").json
    with environment.world.inside(), pytest.raises(Conflict, match="under way"):
        restore_snapshot(environment, folder.name, longest_call=AT_ONCE)
    assert api.lab("events").json == before


def test_another_program_holds_the_database(folder: Path, settings: Settings) -> None:
    ours = open_database(settings.database, lambda: None, patience=0.01)
    other = open_database(settings.database, lambda: None)
    with other.writing(), pytest.raises(DatabaseBusy):
        ours.replace_from(folder / "backend.sqlite")
    ours.close()
    other.close()


def test_one_poll_speaks_for_all_programs_of_a_process(app: Flask, api: Api) -> None:
    assert api.lab(f"events?part={KIOSK}&part={STATION}").status_code == 200
    assert environment_of(app).parts.connected() == {KIOSK, STATION}


def test_names_that_can_not_be_a_programs(api: Api) -> None:
    answers = [api.lab(f"events?part={part}") for part in ("", "VM001", "kiosk-..%2Fx")]
    assert {code(answer) for answer in answers} == {(400, "QUERY_MALFORMED")}


@pytest.mark.usefixtures("folder")
def test_a_share_that_nobody_asked_for(api: Api) -> None:
    program = Program(api, KIOSK, {})
    answers = [
        program.tell("PUT", "before-lunch", "", {"content": {}}),
        program.tell("POST", "before-lunch", "/follow", {"generation": "1a2b3c4d", "outcome": "followed"}),
    ]
    assert [code(answer) for answer in answers] == [(409, "PART_NOT_ASKED")] * 2


@pytest.mark.usefixtures("folder")
def test_a_share_that_it_does_not_have(api: Api) -> None:
    assert code(api.lab(f"snapshots/before-lunch/parts/{KIOSK}")) == (404, "PART_UNKNOWN")


def test_a_damaged_share(api: Api, connect: Callable[..., Program], shelf: Path) -> None:
    with alive(connect(KIOSK, {"books": []})):
        make(api)
    _cut_off(shelf / "before-lunch" / "manifest.json")
    assert code(api.lab(f"snapshots/before-lunch/parts/{KIOSK}")) == (409, "SNAPSHOT_DAMAGED")


def test_shares_that_can_not_be_kept(api: Api) -> None:
    bodies: list[JsonObject] = [{"content": []}, {"content": {"a": "\x00"}}, {}]
    answers = [Program(api, KIOSK, {}).tell("PUT", "before-lunch", "", body) for body in bodies]
    assert {answer.status_code for answer in answers} == {422}


def test_an_outcome_that_is_not_a_programs_to_say(api: Api) -> None:
    body = {"generation": "1a2b3c4d", "outcome": "saved"}
    assert code(Program(api, KIOSK, {}).tell("POST", "a", "/follow", body)) == (422, "FIELD_WORD")


# While others are at work


def sale(api: Api, session_id: str) -> list[TestResponse]:
    """Refused, from the moment on at which its session is of another world."""
    design = [api.register(session_id), api.progress(session_id, user_progress="designing"), api.summary(session_id)]
    return [*design, api.confirm(session_id), api.delete(session_id)]


def test_nobody_gets_an_error(app: Flask, api: Api, environment: Environment) -> None:
    """Readers and writers go on all the while, some of them in the midst of a sale."""
    session_id = api.pending()
    make(api)
    ending = threading.Event()
    wrong: list[str] = []

    def sell() -> None:
        mine = Api(app.test_client())
        while not ending.is_set():
            created = mine.create()
            kept = [mine.get(session_id, "status"), mine.lab("orders"), created]
            wrong.extend(answer.text for answer in kept if answer.status_code != 200)
            sold = sale(mine, (created.json or {})["session_id"])
            wrong.extend(answer.text for answer in sold if answer.status_code not in {200, 404})

    threads = [threading.Thread(target=sell) for _ in range(4)]
    for thread in threads:
        thread.start()
    outcomes = [restore(api).status_code for _ in range(8)]
    ending.set()
    for thread in threads:
        thread.join(LONGEST)
    assert (outcomes, wrong) == ([200] * 8, [])
    assert differences(environment) == []


def test_calls_wait_while_the_world_is_replaced(app: Flask, api: Api, environment: Environment) -> None:
    """A poll too, since it tells of the clock beside the database."""
    client = Api(app.test_client())
    callers = [threading.Thread(target=call) for call in (client.session, partial(api.lab, "events"))]
    with environment.world.replacing(LONGEST):
        for caller in callers:
            caller.start()
            caller.join(0.2)
        assert all(caller.is_alive() for caller in callers)
        with environment.store.reading():
            assert Event.select().count() == 0
    for caller in callers:
        caller.join(LONGEST)
    assert (api.lab("events").json or {})["next"].endswith(":1")


def test_polls_that_wait_hold_nobody_up(app: Flask, environment: Environment, api: Api) -> None:
    after = (api.lab("events").json or {})["next"]
    poll = threading.Thread(target=partial(Api(app.test_client()).lab, f"events?wait=0.5&after={after}"))
    poll.start()
    poll.join(0.2)
    with environment.world.replacing(AT_ONCE):
        assert poll.is_alive()
    poll.join(LONGEST)


def test_attempts_are_written_down_when_the_world_is_replaced(api: Api, environment: Environment) -> None:
    """When to try again goes by the time of the world in which it is written."""
    configure_webhook(api)
    api.order()
    courier = threading.Thread(target=deliver_due, args=(environment,))
    with environment.world.replacing(LONGEST):
        courier.start()
        courier.join(0.5)
        assert courier.is_alive()
    courier.join(LONGEST)
    assert [len(one["attempts"]) for one in (api.lab("webhooks/deliveries").json or {})["deliveries"]] == [1]


def test_those_outside_are_calls_of_ours(app: Flask) -> None:
    assert {row_of(rule.endpoint) for rule in app.url_map.iter_rules()} >= OUTSIDE
