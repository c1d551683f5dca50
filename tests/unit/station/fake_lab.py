"""A backend in memory with the calls that a station makes, and with the failures that it must survive."""

import asyncio
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs

import httpx
from PIL import Image

from contract.transport import Transport

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
MOVES = {
    "pending": {"pending", "printing", "failed", "cancelled"},
    "printing": {"printing", "printed", "completed", "failed", "cancelled"},
    "printed": {"printed", "completed", "failed"},
    "completed": {"completed"},
    "cancelled": {"cancelled"},
    "failed": {"failed"},
}
Json = dict[str, Any]


def png(colour: str = "tomato") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (60, 120), colour).save(stream, "PNG")
    return stream.getvalue()


def order(number: int, **fields: Any) -> Json:
    """An order as /lab/orders shows it; they come a minute apart."""
    return {
        "order_id": f"ORDER_{number:08x}",
        "queue_number": f"Q{number:03d}",
        "session_id": f"VM001_20260302_09300{number % 10}_A1B2C3D4",
        "machine_id": "VM001",
        "status": "pending",
        "priority": 5,
        "brand": "iPhone",
        "model": "iPhone 15 Pro",
        "model_id": "iphone-iphone-15-pro",
        "template": "Classic",
        "text": "Hello",
        "equipment_id": None,
        "progress": 0,
        "created_at": (START + timedelta(minutes=number)).isoformat(),
        "started_at": None,
        "estimated_completion": None,
        "completed_at": None,
        "claim": None,
    } | fields


class FakeLab:
    """Holds orders and answers like the backend. `journal` lists (call, order id, status or "")."""

    def __init__(self) -> None:
        self.orders: dict[str, Json] = {}
        self.blanks = 25
        self.journal: list[tuple[str, str, str]] = []
        self.refused: list[tuple[str, str]] = []
        """Updates that a station should never have sent: (order id, status)."""
        self.down = False
        self.has_lab = True
        self.generation = "g1"
        self.clock: Json = {"mode": "real", "rate": 1.0, "now": START.isoformat(), "real_time": START.isoformat()}
        self.restored: str | None = None
        """The snapshot with which the generation began."""
        self.shares: dict[str, Json] = {}
        """By snapshot: what the station gave."""
        self.followed: list[Json] = []
        self.heard: asyncio.Queue[str] = asyncio.Queue()
        """The snapshot of each share that the station gave or took back."""
        self.artwork = png()
        self.lose: Callable[[str, str], str] = lambda _call, _status: ""
        """What happens to a call: "" for nothing, "request" or "reply" for what is lost on the way."""
        self._events: list[Json] = []
        self._news = asyncio.Event()

    def transport(self) -> Transport:
        return Transport(
            "http://lab.test", "station-test", lambda: "token", transport=httpx.MockTransport(self._answer)
        )

    def add(self, *orders: Json) -> None:
        for each in orders:
            self.orders[each["order_id"]] = each
            self.tell("order_created", each["order_id"])

    def change(self, order_id: str, **fields: Any) -> None:
        self.orders[order_id] |= fields
        self.tell("order_changed", order_id)

    def replace_world(self, *orders: Json) -> None:
        """As if another database had been put in the place of this one."""
        self.orders.clear()
        self.generation = "g2"
        self.add(*orders)

    def restore(self, snapshot: str, *orders: Json) -> None:
        self.restored = snapshot
        self.replace_world(*orders)

    def tell(self, kind: str, order_id: str | None = None, **data: str) -> None:
        event = {"id": f"{self.generation}:{len(self._events)}", "kind": kind, "at": START.isoformat()}
        self._events.append(event | {"order_id": order_id, "data": data})
        self._news.set()
        self._news = asyncio.Event()

    def statuses(self, order_id: str) -> list[str]:
        """The accepted status updates of one order, repetitions left out."""
        told = [status for call, known, status in self.journal if call == "status" and known == order_id]
        return [status for number, status in enumerate(told) if number == 0 or told[number - 1] != status]

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        parts = request.url.path.strip("/").split("/")
        body = json.loads(request.content) if request.content else {}
        call = _call_name(request.method, parts)
        fate = "request" if self.down else self.lose(call, body.get("status", ""))
        if fate == "request":
            raise httpx.ConnectError("connection refused")
        answer = await self._carry_out(call, parts, body, request)
        if fate == "reply":
            raise httpx.ReadError("connection reset")
        return answer

    async def _carry_out(self, call: str, parts: list[str], body: Json, request: httpx.Request) -> httpx.Response:
        if parts[0] == "lab" and not self.has_lab:
            return _refusal(404, "Not found")
        if call == "events":
            return await self._tell_news(parse_qs(request.url.query.decode()))
        if call == "status":
            return self._update(body)
        handler: Callable[[list[str], Json], httpx.Response] = getattr(self, f"_{call}")
        return handler(parts, body)

    async def _tell_news(self, query: dict[str, list[str]]) -> httpx.Response:
        after = query["after"][0].split(":") if "after" in query else [self.generation, str(len(self._events))]
        known = int(after[1])
        if known >= len(self._events) and "after" in query:
            await asyncio.wait({asyncio.ensure_future(self._news.wait())}, timeout=0.05)
        told = self._events[known:] if after[0] == self.generation else []
        answer = {"generation": self.generation, "next": f"{self.generation}:{len(self._events)}", "events": told}
        restored = self.restored and {"snapshot": self.restored, "at": START.isoformat()}
        return _json(answer | {"clock": self.clock, "public_url": "http://lab", "restored": restored})

    def _keep_part(self, parts: list[str], body: Json) -> httpx.Response:
        self.shares[parts[2]] = body["content"]
        self.heard.put_nowait(parts[2])
        return httpx.Response(204)

    def _read_part(self, parts: list[str], _body: Json) -> httpx.Response:
        if parts[2] not in self.shares:
            return _refusal(404, "No such part")
        return _json({"part": parts[4], "content": self.shares[parts[2]]})

    def _follow(self, parts: list[str], body: Json) -> httpx.Response:
        self.followed.append(body)
        self.heard.put_nowait(parts[2])
        return httpx.Response(204)

    def _update(self, body: Json) -> httpx.Response:
        order_id, status = body["order_id"], body["status"]
        if order_id not in self.orders:
            return _refusal(404, f"Order {order_id} not found")
        previous = self.orders[order_id]["status"]
        if status not in MOVES[previous]:
            self.refused.append((order_id, status))
            return _refusal(400, f"Cannot change status from {previous} to {status}")
        self.journal.append(("status", order_id, status))
        self.change(order_id, status=status)
        answer = {"success": True, "message": "ok", "order_id": order_id, "status": status}
        return _json(answer | {"previous_status": previous, "updated_at": START.isoformat()})

    def _claim(self, parts: list[str], body: Json) -> httpx.Response:
        known = self.orders.get(parts[2])
        if known is None:
            return _refusal(404, "Order not found")
        if known["claim"] and known["claim"]["station_id"] != body["station_id"]:
            return _refusal(409, f"{known['claim']['station_name']} holds this order")
        self.journal.append(("claim", parts[2], ""))
        claim = {"station_id": body["station_id"], "station_name": body["station_name"]}
        self.change(parts[2], claim=claim | {"claimed_at": START.isoformat()})
        return _json(known)

    def _progress(self, parts: list[str], body: Json) -> httpx.Response:
        self.journal.append(("progress", parts[2], str(body["progress"])))
        self.orders[parts[2]]["progress"] = body["progress"]
        return httpx.Response(204)

    def _orders(self, _parts: list[str], _body: Json) -> httpx.Response:
        return _json({"orders": list(self.orders.values())})

    def _stock(self, _parts: list[str], _body: Json) -> httpx.Response:
        names = {"model_id": "iphone-iphone-15-pro", "model": "iPhone 15 Pro", "brand": "iPhone"}
        pieces = {"on_hand": self.blanks, "reserved": 1, "available": max(0, self.blanks - 1)}
        return _json({"levels": [{"equipment_id": "CN_DEBUG_01"} | names | pieces]})

    def _artwork(self, _parts: list[str], _body: Json) -> httpx.Response:
        return httpx.Response(200, content=self.artwork)

    def _equipment(self, parts: list[str], _body: Json) -> httpx.Response:
        if parts[3] != "CN_DEBUG_01":
            return _refusal(404, "Equipment not found")
        able = {"max_print_size": "A4", "supported_materials": [], "color_printing": True, "estimated_print_time": "3"}
        about = {"equipment_id": parts[3], "status": "online", "location": "Guangzhou", "current_queue": 0, "note": ""}
        return _json(about | {"capabilities": able, "last_maintenance": None})


def _call_name(method: str, parts: list[str]) -> str:
    if parts[0] == "api":
        return "status" if method == "POST" else "equipment"
    if parts[-2:-1] == ["parts"]:
        return "keep_part" if method == "PUT" else "read_part"
    return parts[-1].removesuffix(".png")


def _json(content: Json) -> httpx.Response:
    return httpx.Response(200, json=content)


def _refusal(status: int, detail: str) -> httpx.Response:
    return httpx.Response(status, json={"detail": detail})
