"""run_gate.py before a server that is not ours, as a person and as clients see it."""

import json
import re
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import trustme

from tests.e2e.conftest import Start
from tests.e2e.processes import PATIENCE, ROOT, Running
from tests.e2e.upstream import Stage, answering, standing
from tests.e2e.wire import Wire, request

READY = re.compile(r"Ready: http://127\.0\.0\.1:(\d+) stands before (\S+) \(Ctrl-C ends it\)\n")
CALL = request("POST", "/api/vending/create-session", body=b'{"machine_id": "VM001"}', Lab_Gate="mine")
JSON = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\nLab-Wire: lose\r\n\r\n{"id": "1"}'
EFFECTS: dict[str, Any] = {
    "busy": 503,
    "lost": "reply_lost_after_commit",
    "cut": {"kind": "truncated_body", "bytes": 3},
    "slow": {"kind": "delay", "seconds": 0.1},
    "twice": "delivered_twice",
    "page": "wrong_content_type",
    "new": {"kind": "extra_fields", "fields": {"new": 1}},
}


@pytest.fixture
def stage() -> Iterator[Stage]:
    with standing() as stage:
        stage.upstream.script = answering(JSON)
        yield stage


def ready(gate: Running) -> int:
    """Its port, once it is there."""
    found = READY.fullmatch(gate.line())
    assert found is not None, gate.errors()
    return int(found[1])


def faults_file(folder: Path) -> Path:
    """One effect for one call each, in their order."""
    file = folder / "faults.json"
    whens = [{"after": number, "times": 1} for number in range(len(EFFECTS))]
    file.write_text(
        json.dumps(
            [{"id": name, "effect": EFFECTS[name], "when": when} for name, when in zip(EFFECTS, whens, strict=True)]
        )
    )
    return file


def answer(port: int) -> bytes:
    """All that comes on a connection of its own, as far as its length says."""
    with Wire(port) as wire:
        wire.send(CALL).socket.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: wire.socket.recv(65536), b""))


def delivered(stage: Stage) -> int:
    """How many requests have come since this was last asked."""
    count = 0
    while not stage.upstream.requests.empty():
        stage.upstream.requests.get()
        count += 1
    return count


def test_each_effect_before_a_foreign_server(start: Start, stage: Stage, tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{stage.place.port}"
    port = ready(start("run_gate.py", "--server", url, "--port", "0", "--faults", faults_file(tmp_path)))
    answers = {name: (answer(port), delivered(stage)) for name in EFFECTS}
    head, body = JSON[:-11], JSON[-11:]
    busy, times = answers.pop("busy")
    assert busy.startswith(b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\n")
    assert times == 0
    longer = b"".join([head.replace(b"Content-Length: 11\r\n", b"")[:-2], b"Content-Length: 21\r\n\r\n"])
    assert answers == {
        "lost": (b"", 1),
        "cut": (head + body[:3], 1),
        "slow": (JSON, 1),
        "twice": (JSON, 2),
        "page": (
            head.replace(b"Content-Type: application/json\r\n", b"")[:-2]
            + b"Content-Type: text/html; charset=utf-8\r\n\r\n"
            + body,
            1,
        ),
        "new": (longer + b'{"new": 1, "id": "1"}', 1),
    }


def test_without_faults_all_but_the_host_is_as_it_was(start: Start, stage: Stage) -> None:
    """What speaks to a gate of ours means nothing there, in either direction."""
    url = f"http://127.0.0.1:{stage.place.port}"
    assert answer(ready(start("run_gate.py", "--server", url, "--port", "0"))) == JSON
    assert stage.upstream.request() == CALL.replace(b"Host: lab", b"Host: 127.0.0.1:%d" % stage.place.port)


@pytest.mark.parametrize("slash", ["", "/"])
@pytest.mark.parametrize(
    ("asked", "came"),
    [
        (b"/orders?a=b", b"/prod-api/orders?a=b"),
        (b"/", b"/prod-api/"),
        (b"http://lab:8001/orders", b"/prod-api/orders"),
        (b"http://lab?a=b", b"/prod-api/?a=b"),
        (b"*", b"*"),
    ],
)
def test_the_path_of_the_server_comes_before_each_call(
    start: Start, stage: Stage, slash: str, asked: bytes, came: bytes
) -> None:
    url = f"http://127.0.0.1:{stage.place.port}/prod-api{slash}"
    with Wire(ready(start("run_gate.py", "--server", url, "--port", "0"))) as wire:
        wire.send(b"OPTIONS %b HTTP/1.1\r\nHost: lab\r\n\r\n" % asked)
        assert stage.upstream.request().startswith(b"OPTIONS %b HTTP/1.1\r\nHost: 127.0.0.1:" % came)


def test_presets_and_a_file_of_faults_by_any_path(start: Start, stage: Stage, tmp_path: Path) -> None:
    """Paths are as the client wrote them, so without the server's own."""
    match = {"route": "/v2/orders/{order_id}/**", "method": "PATCH"}
    (tmp_path / "faults.json").write_text(json.dumps([{"id": "busy", "match": match, "effect": 503}]))
    words = ("--port", "0", "--faults", tmp_path / "faults.json", "--preset", "reply-that-hurts")
    gate = start("run_gate.py", "--server", f"http://127.0.0.1:{stage.place.port}/prod-api", *words)
    port = ready(gate)
    assert gate.line_with("Faults: ") == "Faults: busy, hurting-reply\n"
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
        assert client.patch("/v2/orders/7/items/2").status_code == 503
        assert client.post("/v2/orders/7/items/2").status_code == 200
        assert client.patch("/prod-api/v2/orders/7/items/2").status_code == 200
        confirm = "/api/vending/session/VM001_20250804_120000_ABC123/confirm-payment"
        with pytest.raises(httpx.RemoteProtocolError):
            client.post(confirm)
        assert client.post(confirm).status_code == 200


def test_a_server_with_https(start: Start, tmp_path: Path) -> None:
    authority, context = trustme.CA(), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    with standing(tls=context) as stage:
        words = ("run_gate.py", "--server", f"https://localhost:{stage.place.port}", "--port", "0")
        trusting = ready(start(*words, "--ca", tmp_path / "authority.pem"))
        wary = ready(start(*words))
        assert httpx.get(f"http://127.0.0.1:{trusting}/", trust_env=False).text == "Wiki"
        refused = httpx.get(f"http://127.0.0.1:{wary}/", trust_env=False)
    assert refused.status_code == 502
    assert "certificate verify failed" in refused.text.lower()


def test_a_server_that_is_not_there_is_named(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    port = ready(start("run_gate.py", "--server", url, "--port", "0"))
    refused = httpx.get(f"http://127.0.0.1:{port}/", trust_env=False)
    assert refused.status_code == 502
    assert f"can't reach {url.removeprefix('http://')}" in refused.text


def test_wrong_words_and_files_end_with_a_sentence(start: Start, tmp_path: Path) -> None:
    (tmp_path / "faults.json").write_text('[{"id": "lost", "effect": "reply_lost"}]')
    words = ("run_gate.py", "--server", "http://127.0.0.1:1", "--port", "0")
    gates = [
        start(*words, "--faults", tmp_path / "faults.json"),
        start(*words, "--host", "203.0.113.7"),
        start("run_gate.py", "--server", "http://127.0.0.1:1/api?a=b"),
        start(*words, "--preset", "mall"),
        start(*words, "--preset", "tomorrows-fields", "--preset", "captive-portal"),
        start(*words, "--token", "two words"),
    ]
    assert [gate.ends(PATIENCE) for gate in gates] == [1, 1, 2, 2, 1, 2]
    told = [gate.errors() for gate in gates]
    assert "Fault lost, effect.kind: " in told[0]
    assert "--host 127.0.0.1" in told[1]
    assert "is no address" in told[2]
    assert "choose from 'mall-network'" in told[3]
    assert "unknown-fields always hits every call that portal-page matches" in told[4]
    assert "a token has printable ASCII characters" in told[5]


def test_a_port_for_the_labs_calls_that_is_taken(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        gate = start("run_gate.py", "--server", "http://127.0.0.1:1", "--port", "0", "--lab-port", port)
        assert gate.ends(PATIENCE) == 1
    assert "choose another port as --lab-port" in gate.errors()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_a_signal(start: Start, number: signal.Signals) -> None:
    gate = start("run_gate.py", "--server", "http://127.0.0.1:1", "--port", "0")
    ready(gate)
    gate.process.send_signal(number)
    assert (gate.ends(), gate.errors()) == (0, "")


def test_calls_of_a_foreign_server_are_kept(start: Start, stage: Stage, tmp_path: Path) -> None:
    url, file = f"http://127.0.0.1:{stage.place.port}", tmp_path / "calls.sqlite"
    words = ("run_gate.py", "--server", url, "--port", "0", "--journal", file, "--faults", faults_file(tmp_path))
    gate = start(*words)
    port = ready(gate)
    for _ in EFFECTS:
        answer(port)
    gate.ctrl_c()
    gate.ends()
    read = subprocess.run([sys.executable, "-m", "journal", file], cwd=ROOT, capture_output=True, check=True)
    entries = json.loads(read.stdout)["log"]["entries"]
    told = [(entry["response"]["status"], entry["_lab"]["hit"], entry["_lab"]["machine_id"]) for entry in entries]
    hits = [(name, effect["kind"] if isinstance(effect, dict) else effect) for name, effect in EFFECTS.items()]
    expected = [(200, {"fault": name, "effect": kind}, "VM001") for name, kind in hits]
    expected[0] = (503, {"fault": "busy", "effect": "status"}, "VM001")
    assert [one for one in told if one[1] != {"fault": "twice", "effect": "delivered_twice"}] == [
        one for one in expected if one[1]["fault"] != "twice"
    ]
    assert {entry["_lab"]["route"] for entry in entries} == {"/api/vending/create-session"}
    assert [entry["_lab"]["repeat"] is not None for entry in entries if entry["_lab"]["hit"]["fault"] == "twice"] == [
        False,
        True,
    ]
    assert entries[-1]["response"]["content"]["text"] == '{"new": 1, "id": "1"}'


def test_calls_are_kept_unless_somebody_forbids_it(start: Start, stage: Stage) -> None:
    words = ("run_gate.py", "--server", f"http://127.0.0.1:{stage.place.port}", "--port", "0")
    gate = start(*words)
    answer(ready(gate))
    told = re.fullmatch(
        r"Journal: (\S+) \(python -m journal \1 --server \S+ gives it as HAR\)\n", gate.line_with("Journal: ")
    )
    gate.ctrl_c()
    gate.ends()
    assert told is not None
    read = subprocess.run([sys.executable, "-m", "journal", told[1]], cwd=ROOT, capture_output=True, check=True)
    assert [entry["_lab"]["machine_id"] for entry in json.loads(read.stdout)["log"]["entries"]] == ["VM001"]
    silent = start(*words, "--no-journal")
    ready(silent)
    assert silent.line_with("Journal: ") == "Journal: none\n"


def test_a_journal_that_can_not_be_written(start: Start, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    file = tmp_path / "file" / "calls.sqlite"
    gate = start("run_gate.py", "--server", "http://127.0.0.1:1", "--port", "0", "--journal", file)
    assert gate.ends(PATIENCE) == 1
    assert "give another file as --journal" in gate.errors()
