"""How each refusal comes about: a code, and the call that is refused with it."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.test import TestResponse

from backend.http.passage import NOTE, PASSAGE
from backend.models.fault import Fault
from backend.models.stock import StockLevel
from backend.world.environment import Environment
from backend.world.public_address import be_reached_at
from contract import examples
from contract.finding import Fact
from contract.hints import Code
from contract.messages.faults import MOST_FAULTS
from contract.wire import Passage
from gate.unreadable import Unreadable
from tests.api.api_driver import MODEL, ORDER_DATA, Api, ManualClock

SESSION = examples.SESSION_ID
CREATE = "/api/vending/create-session"
PAY_STATUS = "/api/chinese/order/payStatus"
PRINT = "/api/chinese/send-print-command"
STOCK = "/api/chinese/equipment/CN_DEBUG_01/stock"
WEBHOOK = "/api/chinese/webhook/configure"
BATCH = "/api/chinese/images/batch-download"


class World(Api):
    """A backend in which things go wrong."""

    def __init__(self, app: Flask, environment: Environment, clock: ManualClock) -> None:
        super().__init__(app.test_client())
        self.environment = environment
        self.clock = clock

    def ask(self, path: str, **options: Any) -> TestResponse:
        return self.client.get(path, **options)

    def as_sent(self, path: str, method: str = "GET", **options: Any) -> TestResponse:
        """A path that the client would take for another server's address, or that it would tidy up."""
        return self.client.open(method=method, environ_overrides={"PATH_INFO": path}, **options)

    def post(self, path: str, body: Any) -> TestResponse:
        return self.client.post(path, json=body)

    def unread(self, code: Code, facts: dict[str, Fact]) -> TestResponse:
        """What the gate couldn't read, as it tells us of it."""
        refused = Unreadable(code, **facts).refused()
        return self.client.get("/", environ_overrides={PASSAGE: Passage.UNREAD, NOTE: refused.format()})

    def send(self, data: bytes | str, content_type: str = "application/json") -> TestResponse:
        """A body as it is, to create-session."""
        return self.client.post(CREATE, data=data, content_type=content_type)

    def session_path(self, session_id: str) -> TestResponse:
        return self.ask(f"/api/vending/session/{session_id}/status")

    def after_a_move(self) -> TestResponse:
        """The status of a session whose code was made before the computer changed its network."""
        session_id = self.session()
        with self.environment.store.writing():
            be_reached_at("http://192.168.1.20:8000", self.clock.now())
            be_reached_at("http://10.20.30.40:8000", self.clock.now())
        return self.session_path(session_id)

    def expired(self) -> str:
        session_id = self.registered()
        self.clock.advance(minutes=31)
        return session_id

    def cancelled(self) -> str:
        session_id = self.pending()
        self.delete(session_id)
        return session_id

    def paid(self) -> str:
        session_id = self.pending()
        self.confirm(session_id)
        return session_id

    def without_blanks(self) -> None:
        with self.environment.store.writing():
            StockLevel.update(on_hand=0).where(StockLevel.model_id == MODEL).execute()

    def design(self, **changed: Any) -> TestResponse:
        return self.summary(self.registered(), order_data=ORDER_DATA | changed)

    def reported(self, *statuses: str) -> TestResponse:
        order_id = self.order()
        answers = [self.update_order(order_id, status) for status in statuses]
        return answers[-1]

    def fault(self, name: str, effect: int | str, **match: str) -> TestResponse:
        return self.lab(f"faults/{name}", method="PUT", json={"effect": effect, "match": match})

    def two_faults(self) -> TestResponse:
        return [self.fault(name, 503, route="health") for name in ("first", "second")][-1]

    def beside_many_faults(self) -> TestResponse:
        row = {"definition": {"effect": 503, "when": {"times": 1}}, "set_at": self.environment.now}
        with self.environment.store.writing():
            Fault.insert_many([row | {"fault_id": f"f{number}"} for number in range(MOST_FAULTS)]).execute()
        return self.fault("one-more", 503)

    def pay_status(self, *statuses: int) -> TestResponse:
        answers = [self.post(PAY_STATUS, {"third_id": "PAY_7", "status": status}) for status in statuses]
        return answers[-1]

    def print_images(self, **changed: Any) -> TestResponse:
        return self.post(PRINT, examples.PRINT_IMAGES | {"order_id": self.order()} | changed)

    def advance(self, **body: Any) -> TestResponse:
        return self.lab("clock/advance", method="POST", json=body)

    def refund(self, transaction_id: str, amount: float) -> TestResponse:
        body = {"transaction_id": transaction_id, "amount": amount, "reason": "not delivered"}
        return self.lab("refunds", method="POST", json=body)

    def refunded(self, *amounts: float) -> TestResponse:
        transaction_id = f"TXN_{self.paid()}"
        return [self.refund(transaction_id, amount) for amount in amounts][-1]

    def sold_out(self) -> TestResponse:
        session_id = self.registered()
        self.without_blanks()
        return self.summary(session_id)

    def blank_gone(self) -> TestResponse:
        session_id = self.pending()
        self.without_blanks()
        return self.confirm(session_id)

    def used_transaction(self) -> TestResponse:
        self.confirm(self.pending(), transaction_id="TXN_1")
        return self.confirm(self.pending(), transaction_id="TXN_1")

    def link(self, change: Callable[[str], str], days: int = 0) -> TestResponse:
        links = self.ask(f"/api/chinese/order/{self.order()}/download-links").json or {}
        self.clock.advance(days=days)
        return self.ask(change(links["download_links"]["design_file"]))

    def claimed_twice(self) -> TestResponse:
        order_id = self.order()
        return [self.claim(order_id, station) for station in ("s1", "s2")][-1]

    def beyond_command(self) -> TestResponse:
        order_id = self.order()
        self.update_order(order_id, "printing")
        return self.print_images(order_id=order_id)

    def print_without_blanks(self) -> TestResponse:
        order_id = self.order()
        self.without_blanks()
        return self.update_order(order_id, "printing")

    def archive_with(self, other: str) -> TestResponse:
        return self.ask(f"{BATCH}?order_ids={self.order()},{other}")

    def progress_of_print(self, percent: int) -> TestResponse:
        order_id = self.order()
        self.claim(order_id)
        body = {"station_id": "s1", "progress": percent, "phase": "white"}
        return self.lab(f"orders/{order_id}/progress", method="PUT", json=body)

    def too_many_webhooks(self) -> TestResponse:
        urls = [f"https://your-system.com/hook/{number}" for number in range(21)]
        return [self.post(WEBHOOK, examples.WEBHOOK | {"webhook_url": url}) for url in urls][-1]

    def snapshot(self, name: str = "a") -> TestResponse:
        return self.lab("snapshots", method="POST", json={"name": name})

    def restore(self) -> TestResponse:
        return self.lab("snapshots/a/restore", method="POST")

    @property
    def snapshots(self) -> Path:
        return self.environment.settings.database.with_name("backend-snapshots")

    def spoilt_snapshot(self, manifest: str) -> TestResponse:
        self.snapshot()
        (self.snapshots / "a" / "manifest.json").write_text(manifest)
        return self.restore()

    def too_many_snapshots(self) -> TestResponse:
        for number in range(50):
            folder = self.snapshots / f"copy-{number}"
            folder.mkdir(parents=True)
            (folder / "manifest.json").touch()
        return self.snapshot()

    def snapshot_in_a_file(self) -> TestResponse:
        self.snapshots.touch()
        return self.snapshot()

    def snapshot_beside_another(self) -> TestResponse:
        with self.environment.parts.work("b"):
            return self.snapshot()

    def part_of_snapshot(self) -> TestResponse:
        self.snapshot()
        return self.lab("snapshots/a/parts/kiosk-VM001")

    def uncalled_part(self) -> TestResponse:
        return self.lab("snapshots/a/parts/kiosk-VM001", method="PUT", json={"content": {}})

    def done_job(self) -> TestResponse:
        order_id = self.order()
        self.update_order(order_id, "printing")
        return self.claim(order_id)


Refused = Callable[[World], TestResponse]

_TOO_DEEP = '{"machine_id": "VM009", "metadata": ' + '{"a": ' * 60 + "1" + "}" * 61
_GBK = json.dumps({"machine_id": "VM009", "location": "深圳市南山区"}, ensure_ascii=False).encode("gbk")

UNREAD: dict[Code, dict[str, Fact]] = {
    Code.WIRE_TLS_ON_HTTP: {},
    Code.WIRE_HTTP_ON_TLS: {},
    Code.WIRE_START: {"line": 'e": "VM001"}'},
    Code.WIRE_TARGET: {"target": "/\\xc4\\xe3"},
    Code.WIRE_PROXY: {},
    Code.WIRE_VERSION: {"version": "2.0"},
    Code.WIRE_HEADER_SPACE: {"name": "Host"},
    Code.WIRE_HEADER_FOLDED: {"line": " b"},
    Code.WIRE_HEADER: {"line": "Host"},
    Code.WIRE_HEADERS: {"count": 100, "limit": 99},
    Code.WIRE_HEAD_LARGE: {"limit": 131072},
    Code.WIRE_HEAD_LATE: {"seconds": 60},
    Code.WIRE_HEAD_SHORT: {"came": 23},
    Code.WIRE_HOSTS: {},
    Code.WIRE_LENGTH: {"received": "-1"},
    Code.WIRE_LENGTHS: {"received": "23, 25"},
    Code.WIRE_CODING: {"received": "gzip"},
    Code.WIRE_CHUNK: {"came": 23},
    Code.WIRE_BODY_LATE: {"announced": 25, "came": 23},
    Code.WIRE_BODY_SHORT: {"announced": 25, "came": 23},
    Code.WIRE_CHUNKS_LATE: {"came": 23},
    Code.WIRE_CHUNKS_SHORT: {"came": 23},
    Code.WIRE_TLS_ENDED: {},
    Code.WIRE_TLS_FAILED: {"reason": "UNSUPPORTED_PROTOCOL"},
    Code.WIRE_TLS_LATE: {"seconds": 10},
    Code.STRICT_LINE_ENDS: {},
    Code.STRICT_HOST: {},
    Code.STRICT_LENGTH_BESIDE_CHUNKS: {},
    Code.STRICT_LENGTH_TWICE: {"received": "23, 23"},
    Code.STRICT_METHOD_CASE: {"method": "get", "expected": "GET"},
}
"""What the gate has to say of each (gate.unreadable), with facts as tests/unit/gate sees them come about."""

REFUSALS: list[tuple[Code, Refused]] = [
    # Before there is a call
    *((code, partial(World.unread, code=code, facts=facts)) for code, facts in UNREAD.items()),
    # Before a body is read
    (Code.ROUTE_UNKNOWN, lambda world: world.ask("/api/vending/sessions/" + world.session() + "/status")),
    (Code.ROUTE_UNKNOWN, lambda world: world.post("/api/vending/create_session", {"machine_id": "VM009"})),
    (Code.ROUTE_UNKNOWN, lambda world: world.ask("/lab/event")),
    (Code.PATH_SLASHES, lambda world: world.as_sent("/" + CREATE, "POST", json={"machine_id": "VM009"})),
    (Code.PATH_SLASHES, lambda world: world.as_sent("//api/chinese/equipment/CN_DEBUG_01/info")),
    (Code.PATH_SLASHES, lambda world: world.ask("/api//vending/session/" + world.session() + "/status")),
    (Code.PATH_SLASHES, lambda world: world.as_sent("//lab/orders")),
    (Code.PATH_SLASHES, lambda world: world.as_sent("//")),
    (Code.PATH_SLASH_AT_END, lambda world: world.ask("/api/chinese/models/stock-status/")),
    (Code.PATH_SLASH_AT_END, lambda world: world.ask("/docs/")),
    (Code.PATH_PREFIX, lambda world: world.post("/prod-api" + CREATE, {"machine_id": "VM009"})),
    (Code.PATH_PREFIX, lambda world: world.ask("/api/api/vending/session/" + world.session() + "/status")),
    (Code.PATH_PREFIX, lambda world: world.link(lambda url: "/prod-api" + urlsplit(url).path)),
    (Code.PATH_WITHOUT_API, lambda world: world.ask("/vending/session/" + world.session() + "/status")),
    (Code.PATH_CASE, lambda world: world.ask("/API/Chinese/Test-Connection")),
    (Code.PATH_CASE, lambda world: world.ask("/api/Vending/Session/" + world.session() + "/status")),
    (Code.PATH_ID_EMPTY, lambda world: world.ask("/api/vending/session//status")),
    (Code.PATH_ID_EMPTY, lambda world: world.ask("/api/vending/session/status")),
    (Code.PATH_ID_EMPTY, lambda world: world.client.delete("/api/vending/session/")),
    (Code.PATH_ID_EMPTY, lambda world: world.ask("/api/chinese/print//status")),
    (Code.PATH_ID_EMPTY, lambda world: world.ask("/api/chinese/payment//status")),
    (Code.PATH_ID_EMPTY, lambda world: world.post("/api/chinese/equipment//stock", {"phone_models": {}})),
    (Code.PATH_ID_EMPTY, lambda world: world.client.delete("/lab/faults/")),
    (Code.METHOD_CASE, lambda world: world.client.open("/api/chinese/test-connection", method="Get")),
    (Code.METHOD_CASE, lambda world: world.client.open(CREATE, method="Post", json={"machine_id": "VM009"})),
    (Code.METHOD_NOT_ALLOWED, lambda world: world.ask(CREATE)),
    (Code.METHOD_NOT_ALLOWED, lambda world: world.ask("/api/vending/session/" + world.session())),
    (Code.METHOD_NOT_ALLOWED, lambda world: world.post(f"/api/vending/session/{world.session()}/status", {})),
    (Code.TOKEN_MISSING, lambda world: world.ask("/lab/stock")),
    (Code.TOKEN_WRONG, lambda world: world.ask("/lab/orders/O_1/artwork.png", headers={"Authorization": "Bearer x"})),
    (Code.PATH_ID_MALFORMED, lambda world: world.ask(f"/api/chinese/print/{world.order()} x/status")),
    (Code.PATH_ID_MALFORMED, lambda world: world.ask("/api/chinese/equipment/CN DEBUG 01/info")),
    (Code.PATH_ID_MALFORMED, lambda world: world.ask("/api/chinese/payment/%20PAY%20/status")),
    (Code.SESSION_ID_MALFORMED, lambda world: world.session_path("nonsense")),
    (Code.SESSION_ID_PARAMETERS, lambda world: world.session_path(world.session() + "&machine=VM001")),
    (Code.SESSION_ID_HYPHENS, lambda world: world.session_path(world.session().replace("_", "-"))),
    (Code.SESSION_ID_SHORT_DATE, lambda world: world.session_path("VM001_2025729_143022_A1B2C3")),
    (Code.SESSION_ID_SHORT_TIME, lambda world: world.session_path("VM001_20250729_1430_A1B2C3")),
    (Code.SESSION_ID_IMPOSSIBLE_DATE, lambda world: world.session_path("VM001_20250230_143022_A1B2C3")),
    (Code.SESSION_ID_NO_MACHINE, lambda world: world.session_path("20250729_143022_A1B2C3")),
    (Code.SESSION_ID_NO_RANDOM, lambda world: world.session_path("VM001_20250729_143022")),
    # The body as a whole
    (Code.BODY_TOO_LARGE, lambda world: world.create(location="x" * 1024 * 1024)),
    (Code.BODY_EMPTY, lambda world: world.send(b"")),
    (Code.BODY_NOT_UTF8, lambda world: world.send(_GBK)),
    (Code.BODY_NOT_JSON, lambda world: world.send("{'machine_id': 'VM009', 'location': None,}")),
    (Code.BODY_NOT_JSON, lambda world: world.send('{"machine_id": "VM')),
    (Code.BODY_NOT_A_NUMBER, lambda world: world.send('{"machine_id": "VM009", "metadata": {"a": NaN}}')),
    (Code.BODY_NOT_A_NUMBER, lambda world: world.send('{"machine_id": "VM009", "a": ' + "9" * 5000 + "}")),
    (Code.BODY_NOT_OBJECT, lambda world: world.send('[{"machine_id": "VM009"}]')),
    (Code.BODY_TOO_DEEP, lambda world: world.send(_TOO_DEEP)),
    (Code.CONTENT_TYPE_MISSING, lambda world: world.send('{"machine_id": "VM009"}', "")),
    (
        Code.CONTENT_TYPE_FORM,
        lambda world: world.send("machine_id=VM009&session_timeout_minutes=15", "application/x-www-form-urlencoded"),
    ),
    (Code.CONTENT_TYPE_OTHER, lambda world: world.send('{"machine_id": "VM009"}', "text/plain")),
    # Its fields
    (Code.FIELD_MISSING, lambda world: world.post(CREATE, {"machineId": "VM009"})),
    (Code.FIELD_MISSING, lambda world: world.post(f"/api/vending/session/{world.registered()}/order-summary", {})),
    (Code.FIELD_MISSING, lambda world: world.post(PRINT, {"order_id": world.order()})),
    (Code.FIELD_UNKNOWN, lambda world: world.lab("clock", method="PUT", json={"mode": "frozen", "now": "2025-08-05"})),
    (Code.FIELD_TYPE, lambda world: world.create(session_timeout_minutes="15")),
    (Code.FIELD_TYPE, lambda world: world.design(images="image1.jpg", text=5)),
    (Code.FIELD_WORD, lambda world: world.reported("PRINTING")),
    (Code.FIELD_WORD, lambda world: world.confirm(world.pending(), payment_method="credit_card")),
    (Code.FIELD_EMPTY, lambda world: world.create(machine_id="")),
    (Code.FIELD_TOO_LONG, lambda world: world.create(location="x" * 201)),
    (Code.FIELD_RANGE, lambda world: world.progress_of_print(100)),
    (Code.FIELD_PATTERN, lambda world: world.lab("journal-tags?q=VM009", method="POST", json={"tag": "run 7"})),
    (Code.FIELD_TEXT, lambda world: world.create(location="Oxford\x00Street")),
    (Code.FIELD_TEXT, lambda world: world.design(text="half a \ud83d smile")),
    (Code.FIELD_ADDRESS, lambda world: world.register(world.session(), ip_address="192.168.1.100:8080")),
    (Code.FIELD_TOO_LARGE, lambda world: world.create(metadata={"a": "x" * 11_000})),
    (Code.FIELD_TOO_LARGE, lambda world: world.confirm(world.pending(), payment_data={"a": "x" * 11_000})),
    (Code.AMOUNT_TYPE, lambda world: world.summary(world.registered(), payment_amount="21.99")),
    (Code.AMOUNT_DECIMALS, lambda world: world.summary(world.registered(), payment_amount=21.989999)),
    (Code.AMOUNT_RANGE, lambda world: world.summary(world.registered(), payment_amount=2199)),
    (Code.CURRENCY_UNKNOWN, lambda world: world.summary(world.registered(), currency="CNY")),
    (Code.MACHINE_ID_MALFORMED, lambda world: world.create(machine_id="VM 009")),
    (Code.BRAND_UNKNOWN, lambda world: world.design(brand="nokia")),
    (Code.MODEL_UNKNOWN, lambda world: world.design(model="iPhone 15 Prro")),
    (Code.MODEL_UNKNOWN, lambda world: world.post(STOCK, {"phone_models": {"iphone_155": 5}})),
    (Code.MODEL_OF_OTHER_BRAND, lambda world: world.design(model="Galaxy S24")),
    (Code.TEMPLATE_UNKNOWN, lambda world: world.design(template={"id": "retro-remixx", "name": "Retro"})),
    (Code.TIME_MALFORMED, lambda world: world.update_order(world.order(), "printing", estimated_completion="soon")),
    (Code.PROGRESS_NOT_REPORTABLE, lambda world: world.progress(world.registered(), user_progress="qr_scanned")),
    (Code.PAYMENT_ID_MISSING, lambda world: world.post(PAY_STATUS, {"status": 2})),
    (Code.PAYMENT_IDS_DIFFER, lambda world: world.post(PAY_STATUS, {"third_id": "A", "payment_id": "B", "status": 2})),
    (Code.FIELD_WORD, lambda world: world.pay_status(9)),
    (Code.WEBHOOK_EVENTS, lambda world: world.post(WEBHOOK, examples.WEBHOOK | {"events": []})),
    (Code.STOCK_COUNT, lambda world: world.post(STOCK, {"phone_models": {"iphone_15": -1}})),
    (Code.IMAGE_URL_REFUSED, lambda world: world.print_images(image_urls=["ftp://example.com/a.png"])),
    (Code.IMAGE_COUNT, lambda world: world.print_images(image_urls=[])),
    (
        Code.EMAIL_MALFORMED,
        lambda world: world.print_images(customer_info={"name": "Wang Wei", "email": "wang.wei", "phone": "+86139"}),
    ),
    (Code.PRIORITY_RANGE, lambda world: world.print_images(priority=11)),
    (
        Code.WEBHOOK_URL_REFUSED,
        lambda world: world.post(WEBHOOK, examples.WEBHOOK | {"webhook_url": "http://192.168.1.1/hook"}),
    ),
    (Code.FIELD_WORD, lambda world: world.post(WEBHOOK, examples.WEBHOOK | {"events": ["order_status_changed"]})),
    (Code.ARCHIVE_NO_ORDERS, lambda world: world.ask(BATCH)),
    (
        Code.ARCHIVE_TOO_MANY,
        lambda world: world.ask(f"{BATCH}?order_ids={world.order()}," + ",".join(f"O_{n}" for n in range(60))),
    ),
    (Code.ARCHIVE_FORMAT, lambda world: world.ask(f"{BATCH}?order_ids={world.order()}&format=rar")),
    # States and look-ups
    (Code.SESSION_UNKNOWN, lambda world: world.session_path(SESSION)),
    (Code.SESSION_EXPIRED, lambda world: world.summary(world.expired())),
    (Code.SESSION_MISMATCH, lambda world: world.summary(world.registered(), session_id=SESSION)),
    (Code.SESSION_WITHOUT_ORDER, lambda world: world.get(world.registered(), "order-info")),
    (Code.SESSION_WITHOUT_ORDER, lambda world: world.confirm(world.registered())),
    (Code.SESSION_AWAITS_PAYMENT, lambda world: world.register(world.pending())),
    (Code.SESSION_CANCELLED, lambda world: world.confirm(world.cancelled())),
    (Code.SESSION_PAID, lambda world: world.confirm(world.paid(), transaction_id="TXN_2")),
    (Code.SESSION_PAID, lambda world: world.summary(world.paid())),
    (Code.MACHINE_MISMATCH, lambda world: world.register(world.session(), machine_id="VM002")),
    (Code.USER_NOT_REGISTERED, lambda world: world.summary(world.session())),
    (Code.SOLD_OUT, World.sold_out),
    (Code.BLANK_GONE, World.blank_gone),
    (Code.AMOUNT_MISMATCH, lambda world: world.confirm(world.pending(), payment_amount=19.99)),
    (Code.TRANSACTION_USED, World.used_transaction),
    (Code.PAYMENT_UNKNOWN, lambda world: world.ask("/api/chinese/payment/PAY_123/status")),
    (Code.PAYMENT_FINAL, lambda world: world.pay_status(3, 4)),
    (Code.PAYMENT_STATE, lambda world: world.pay_status(2, 1)),
    (Code.ORDER_UNKNOWN, lambda world: world.update_order("ORDER_456", "printing")),
    (Code.ORDER_UNKNOWN, lambda world: world.update_order(world.order().swapcase(), "printing")),
    (Code.ORDER_FINAL, lambda world: world.reported("cancelled", "printing")),
    (Code.ORDER_STATE, lambda world: world.reported("completed")),
    (Code.EQUIPMENT_UNKNOWN, lambda world: world.ask("/api/chinese/equipment/CN_DEBUG_1/info")),
    (Code.LINK_UNSIGNED, lambda world: world.link(lambda url: url.partition("?")[0])),
    (Code.LINK_FORGED, lambda world: world.link(lambda url: url + "0")),
    (Code.LINK_EXPIRED, lambda world: world.link(str, days=8)),
    # The lab's own calls
    (Code.DESIGN_MISSING, lambda world: world.lab(f"sessions/{world.registered()}/artwork.png")),
    (Code.JOB_STATE, World.done_job),
    (Code.JOB_CLAIMED, World.claimed_twice),
    (Code.CURSOR_MALFORMED, lambda world: world.lab("events?after=17")),
    (Code.CURSOR_MALFORMED, lambda world: world.lab("journal?before=now")),
    (Code.QUERY_MALFORMED, lambda world: world.lab("events?wait=long")),
    (Code.QUERY_MALFORMED, lambda world: world.ask(f"{BATCH}?order_ids={world.order()},O 1")),
    (Code.QUERY_MALFORMED, lambda world: world.lab("journal?route=confirm-payment")),
    (Code.QUERY_MALFORMED, lambda world: world.lab("journal?since=yesterday", method="DELETE")),
    (Code.QUERY_UNKNOWN, lambda world: world.lab("orders?equipment=CN_DEBUG_01")),
    (Code.QUERY_UNKNOWN, lambda world: world.lab("journal?sesion=x&limt=many")),
    (Code.QUERY_UNKNOWN, lambda world: world.lab("journal?sesion=x", method="DELETE")),
    (Code.QUERY_UNKNOWN, lambda world: world.lab("clock?now=1")),
    (Code.QUERY_UNKNOWN, lambda world: world.lab(f"sessions/{world.registered()}/timeline?limit=1")),
    (Code.CALL_UNKNOWN, lambda world: world.lab("journal/req_0")),
    (Code.REFUND_WITHOUT_PAYMENT, lambda world: world.refund("TXN_9", 5)),
    (Code.REFUND_TOO_HIGH, lambda world: world.refunded(22)),
    (Code.REFUND_REPEATED, lambda world: world.refunded(5, 6)),
    (Code.DELIVERY_UNKNOWN, lambda world: world.lab("webhooks/deliveries/msg_9")),
    (
        Code.WEBHOOK_UNKNOWN,
        lambda world: world.lab("webhooks/wh_9/test", method="POST", json={"event": "print_finished"}),
    ),
    (Code.WEBHOOKS_TOO_MANY, World.too_many_webhooks),
    (Code.CONDITION_MISSING, lambda world: world.lab("webhooks/replay", method="POST", json={})),
    (Code.CONDITION_MISSING, lambda world: world.lab("journal", method="DELETE")),
    (Code.CONDITION_MISSING, lambda world: world.lab("journal-tags", method="POST", json={"tag": "run-7"})),
    (Code.SNAPSHOT_NAME, lambda world: world.snapshot("before lunch")),
    (Code.SNAPSHOT_TAKEN, lambda world: [world.snapshot(), world.snapshot()][-1]),
    (Code.SNAPSHOTS_TOO_MANY, World.too_many_snapshots),
    (Code.SNAPSHOT_BUSY, World.snapshot_beside_another),
    (Code.SNAPSHOT_UNKNOWN, World.restore),
    (Code.SNAPSHOT_VERSION, lambda world: world.spoilt_snapshot('{"format": 1, "layout": 1}')),
    (Code.SNAPSHOT_DAMAGED, lambda world: world.spoilt_snapshot('{"format": 1, "la')),
    (Code.SNAPSHOT_UNWRITABLE, World.snapshot_in_a_file),
    (Code.PART_UNKNOWN, World.part_of_snapshot),
    (Code.PART_NOT_ASKED, World.uncalled_part),
    (Code.FAULT_IMPOSSIBLE, lambda world: world.fault("f", 503, route="confirm-payment")),
    (Code.FAULT_IMPOSSIBLE, lambda world: world.fault("f", 503, route="confirm_payment", method="GET")),
    (Code.FAULT_IMPOSSIBLE, lambda world: world.fault("f", 503, route="print_status", state="designing")),
    (Code.FAULT_UNREACHABLE, World.two_faults),
    (Code.FAULT_NEEDS_GATE, lambda world: world.fault("f", "delay")),
    (Code.FAULTS_TOO_MANY, World.beside_many_faults),
    (Code.PRESET_UNKNOWN, lambda world: world.lab("fault-presets/rush", method="POST", json={})),
    (Code.CLOCK_RATE, lambda world: world.lab("clock", method="PUT", json={"mode": "scaled"})),
    (Code.CLOCK_RATE, lambda world: world.lab("clock", method="PUT", json={"mode": "real", "rate": 2})),
    (Code.TIME_BACKWARDS, lambda world: world.advance(seconds=-60)),
    (Code.ADVANCE_WHERETO, lambda world: world.advance()),
    (Code.NOTHING_AHEAD, lambda world: world.advance(until="webhook")),
    (Code.CURSOR_MALFORMED, lambda world: world.lab("wait", method="POST", json={"after": "17"})),
    (Code.WORLD_REPLACED, lambda world: world.lab("wait", method="POST", json={"after": "ffffffff:1"})),
    (Code.WAIT_TIMED_OUT, lambda world: world.lab("wait", method="POST", json={"kind": "refunded", "timeout": 0})),
    (Code.CERTIFICATE_MISSING, lambda world: world.ask("/certificate.pem")),
]
"""Those that need other settings, or a failure, have tests of their own."""
