"""The lab's calls of run_gate.py before a server that is not ours: faults changed and evidence read while it runs."""

import asyncio
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import httpx
import pytest

from contract import lab_endpoints
from contract.errors import Refused
from contract.messages.faults import SetFault
from contract.messages.journal_query import FindCalls
from contract.transport import Transport
from hostkit.lab_token import find_token, token_file
from tests.e2e.conftest import Start
from tests.e2e.upstream import Stage, answering, standing
from tests.e2e.wire import Wire

ORDER = b'HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{"id": "1"}'
BUSY = {"match": {"route": "/v2/orders/{order_id}/pay"}, "effect": 503, "when": {"times": 1}}


@pytest.fixture
def stage() -> Iterator[Stage]:
    with standing() as stage:
        stage.upstream.script = answering(ORDER)
        yield stage


class Gate(NamedTuple):
    """`address` is the gate's, `lab` the one of the lab's calls, `server` the one behind it."""

    address: str
    lab: str
    server: str

    def call(self, path: str) -> int:
        return httpx.post(f"{self.address}{path}", json={"machine_id": "VM001"}, trust_env=False).status_code

    def ask(self, method: str, path: str, token: str | None = None, **words: Any) -> httpx.Response:
        sent = {"Authorization": f"Bearer {token or find_token(self.lab)}", **words.pop("headers", {})}
        return httpx.request(method, f"{self.lab}{path}", headers=sent, trust_env=False, **words)


@pytest.fixture
def gate(start: Start, stage: Stage) -> Gate:
    return begin(start, stage)


def begin(start: Start, stage: Stage, *words: str) -> Gate:
    server = f"http://127.0.0.1:{stage.place.port}/prod-api"
    program = start("run_gate.py", "--server", server, "--port", "0", *words)
    found = re.match(r"Ready: (\S+) ", program.line_with("Ready: "))
    lab = re.match(r"Lab: (\S+)/lab/faults ", program.line_with("Lab: "))
    assert found is not None
    assert lab is not None
    return Gate(found[1], lab[1], server)


def test_faults_change_while_it_runs(gate: Gate) -> None:
    assert gate.call("/v2/orders/7/pay") == 201
    assert gate.ask("PUT", "/lab/faults/busy", json=BUSY).json()["hit"] == 0
    assert [gate.call("/v2/orders/7/pay") for _ in range(2)] == [503, 201]
    told = gate.ask("GET", "/lab/faults").json()
    assert [(one["id"], one["matched"], one["hit"], one["preset"]) for one in told["faults"]] == [("busy", 2, 1, None)]
    assert gate.ask("PUT", "/lab/faults-seed", json={"seed": 7}).json()["seed"] == 7
    assert [gate.call("/v2/orders/7/pay") for _ in range(2)] == [503, 201]
    assert gate.ask("DELETE", "/lab/faults/busy").status_code == 204
    assert gate.ask("GET", "/lab/faults").json()["faults"] == []


def test_presets_change_while_it_runs(gate: Gate) -> None:
    assert gate.ask("POST", "/lab/fault-presets/tomorrows-fields").status_code == 200
    active = [one["name"] for one in gate.ask("GET", "/lab/fault-presets").json()["presets"] if one["is_active"]]
    assert active == ["tomorrows-fields"]
    answer = httpx.post(f"{gate.address}/v2/orders", trust_env=False).json()
    assert answer["lab_extra_field"] == "A field of tomorrow"
    assert gate.ask("DELETE", "/lab/fault-presets/tomorrows-fields").status_code == 204
    one = gate.ask("POST", "/lab/fault-presets/reply-that-hurts", json={"machine": "VM001"}).json()["faults"]
    assert [(fault["id"], fault["match"]["machine"]) for fault in one] == [("hurting-reply-VM001", "VM001")]


def test_evidence_is_read_while_it_runs(gate: Gate) -> None:
    gate.ask("PUT", "/lab/faults/busy", json=BUSY)
    gate.call("/v2/orders/7/pay")
    gate.call("/v2/orders")
    calls = gate.ask("GET", "/lab/journal?fault=busy").json()["calls"]
    assert [(one["path"], one["status"], one["machine_id"], one["codes"]) for one in calls] == [
        ("/v2/orders/7/pay", 503, "VM001", ["FAULT_STATUS"])
    ]
    assert "The lab's fault busy answered 503" in calls[0]["explanation"]["en"]
    assert gate.ask("GET", f"/lab/journal/{calls[0]['request_id']}").json()["hit"] == {
        "fault": "busy",
        "effect": "status",
    }
    har = gate.ask("GET", "/lab/journal.har")
    assert "attachment" in har.headers["content-disposition"]
    entries = har.json()["log"]["entries"]
    assert [entry["request"]["url"] for entry in entries] == [
        f"{gate.server}/v2/orders/7/pay",
        f"{gate.server}/v2/orders",
    ]
    assert gate.ask("GET", "/lab/journal-count?status=503").json()["count"] == 1
    assert gate.ask("POST", "/lab/journal-tags?status=503", json={"tag": "run-7"}).json()["count"] == 1
    assert gate.ask("DELETE", "/lab/journal?tag=run-7").json()["count"] == 1
    assert gate.ask("GET", "/lab/journal-count").json()["count"] == 1


def test_the_typed_client_speaks_to_it(gate: Gate) -> None:
    async def rehearse() -> tuple[str, list[str], str]:
        async with Transport(gate.lab, "rehearsal", lambda: find_token(gate.lab)) as lab:
            fault = await lab.call(lab_endpoints.SET_FAULT, SetFault.model_validate(BUSY), fault_id="busy")
            await asyncio.to_thread(gate.call, "/v2/orders/7/pay")
            found = await lab.call(lab_endpoints.JOURNAL, query=FindCalls(fault="busy"))
            with pytest.raises(Refused) as refused:
                await lab.call(lab_endpoints.USE_PRESET, preset_id="none")
        return fault.id, [one.hit.fault for one in found.calls if one.hit], refused.value.detail

    name, hits, refusal = asyncio.run(rehearse())
    assert (name, hits) == ("busy", ["busy"])
    assert refusal.startswith("There is no preset none; choose from mall-network")


ALWAYS = {"effect": 503}
REFUSALS: list[tuple[str, str, dict[str, Any], int, str]] = [
    ("GET", "/lab/faults", {"token": "wrong"}, 401, "TOKEN_WRONG"),
    ("GET", "/lab/faults", {"headers": {"Authorization": ""}}, 401, "TOKEN_MISSING"),
    ("GET", "/lab/faults", {"headers": {"Host": "lab.example"}}, 403, "HOST_FOREIGN"),
    ("GET", "/lab/faults", {"headers": {"Host": "[::1"}}, 403, "HOST_FOREIGN"),
    ("GET", "/lab/clock", {}, 404, "ROUTE_UNKNOWN"),
    ("POST", "/lab/faults", {}, 405, "METHOD_NOT_ALLOWED"),
    ("GET", "/lab/faults?fault=a", {}, 400, "QUERY_UNKNOWN"),
    ("GET", "/lab/journal?machin=VM001", {}, 400, "QUERY_UNKNOWN"),
    ("GET", "/lab/journal?limit=x", {}, 400, "QUERY_MALFORMED"),
    ("GET", "/lab/journal?route=confirm_payments", {}, 400, "QUERY_MALFORMED"),
    ("GET", "/lab/journal/none", {}, 404, "CALL_UNKNOWN"),
    ("DELETE", "/lab/journal", {}, 400, "CONDITION_MISSING"),
    ("POST", "/lab/fault-presets/none", {}, 404, "PRESET_UNKNOWN"),
    ("POST", "/lab/fault-presets/deploy", {"json": {"machine": "VM 1"}}, 422, "MACHINE_ID_MALFORMED"),
    ("DELETE", "/lab/faults/a%20b", {}, 400, "PATH_ID_MALFORMED"),
    ("PUT", "/lab/faults/a", {"content": b"{}"}, 415, "CONTENT_TYPE_MISSING"),
    ("PUT", "/lab/faults/a", {"data": {"effect": "503"}}, 415, "CONTENT_TYPE_OTHER"),
    ("PUT", "/lab/faults/a", {"content": b"{", "headers": {"Content-Type": "application/json"}}, 400, "BODY_NOT_JSON"),
    ("PUT", "/lab/faults/a", {"json": []}, 400, "BODY_NOT_OBJECT"),
    ("PUT", "/lab/faults/a", {"json": {}}, 422, "FIELD_MISSING"),
    ("PUT", "/lab/faults/a", {"json": {"effect": 503, "efect": 1}}, 422, "FIELD_UNKNOWN"),
    ("PUT", "/lab/faults/a", {"json": {"effect": "reply_lost"}}, 422, "FIELD_WORD"),
    ("PUT", "/lab/faults/a", {"json": ALWAYS | {"match": {"route": "/a/{b"}}}, 422, "FAULT_IMPOSSIBLE"),
    ("PUT", "/lab/faults/a", {"json": ALWAYS | {"match": {"state": "active"}}}, 422, "FAULT_IMPOSSIBLE"),
    ("PUT", "/lab/faults/b", {"json": BUSY}, 409, "FAULT_UNREACHABLE"),
    ("PUT", "/lab/faults/a", {"content": b"x" * 3_000_000}, 413, "BODY_TOO_LARGE"),
]


def test_a_refusal_has_its_reason_and_changes_nothing(gate: Gate) -> None:
    gate.ask("PUT", "/lab/faults/all", json=ALWAYS)
    told = []
    for method, path, words, _, _ in REFUSALS:
        answer = gate.ask(method, path, **words)
        assert answer.headers["content-type"] == "application/problem+json"
        told.append((method, path, words, answer.status_code, answer.json()["code"]))
    assert told == REFUSALS
    assert [one["id"] for one in gate.ask("GET", "/lab/faults").json()["faults"]] == ["all"]


def test_a_token_of_choice_and_no_journal(start: Start, stage: Stage) -> None:
    gate = begin(start, stage, "--token", "t0ken", "--no-journal")
    assert gate.ask("GET", "/lab/faults", token="t0ken").status_code == 200
    assert gate.ask("GET", "/lab/journal", token="t0ken").status_code == 404
    assert not token_file(httpx.URL(gate.lab).port or 0).exists()


def test_the_token_is_for_its_owner_alone(gate: Gate) -> None:
    assert token_file(httpx.URL(gate.lab).port or 0).stat().st_mode & 0o777 == 0o600


def test_head_has_no_body(gate: Gate) -> None:
    head = gate.ask("HEAD", "/lab/faults")
    assert (head.status_code, head.content) == (200, b"")


def test_what_is_no_request_leaves_the_others_alone(gate: Gate) -> None:
    with Wire(httpx.URL(gate.lab).port or 0) as wire:
        wire.send(b"GET /lab faults HTTP/1.1\r\n\r\n")
        while wire.socket.recv(65536):
            pass
    assert gate.ask("GET", "/lab/faults").status_code == 200


def test_the_lab_of_the_server_behind_it_is_the_servers(gate: Gate, stage: Stage) -> None:
    assert gate.call("/lab/faults") == 201
    assert stage.upstream.request().startswith(b"POST /prod-api/lab/faults ")
