"""run_backend.py as a person and as the system see it: its line, its refusals, its end."""

import os
import re
import signal
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from hostkit.lab_token import find_token
from tests.e2e.processes import PATIENCE, PROMISE, Running, wait_until_gone

Start = Callable[..., Running]
READY = re.compile(r"Ready: (http://127\.0\.0\.1:\d+)\b")


def address_of(backend: Running) -> str:
    """The address in its line, once it answers."""
    ready = READY.match(backend.line())
    assert ready is not None, backend.errors()
    return ready[1]


def refusal_of(backend: Running) -> str:
    """What it says on standard error while it ends with status 1, and nothing on standard output."""
    assert backend.ends(PATIENCE) == 1
    assert backend.line() == ""
    return backend.errors().strip()


def open_long_poll(address: str) -> socket.socket:
    """A call that the server answers only after a second."""
    port = urlsplit(address).port
    headers = {"Authorization": f"Bearer {find_token(address)}"}
    cursor = httpx.get(f"{address}/lab/events", headers=headers, trust_env=False).json()["next"]
    poll = socket.create_connection(("127.0.0.1", port or 0))
    poll.sendall(
        f"GET /lab/events?after={cursor}&wait=1 HTTP/1.1\r\nHost: localhost\r\n"
        f"Authorization: {headers['Authorization']}\r\n\r\n".encode()
    )
    return poll


def test_it_answers_where_it_says(start: Start) -> None:
    address = address_of(start("run_backend.py", "--port", "0"))
    assert httpx.get(f"{address}/health", trust_env=False).json()["status"] == "healthy"


def test_on_the_local_network_the_lab_stays_behind_its_token(start: Start) -> None:
    line = start("run_backend.py", "--lan", "--port", "0").line()
    addresses = re.findall(r"http://[\d.]+:\d+", line)
    assert addresses[1:] == [] or f", for phones and machines {addresses[1]} (" in line
    for address in addresses:
        assert httpx.get(f"{address}/health", trust_env=False).status_code == 200
        assert httpx.get(f"{address}/lab/events", trust_env=False).status_code == 401


def test_the_certificate_of_a_backend_without_one(start: Start) -> None:
    answer = httpx.get(f"{address_of(start('run_backend.py', '--port', '0'))}/certificate.pem", trust_env=False)
    assert (answer.status_code, answer.json()["validation_errors"]) == (404, [])


def test_a_port_of_choice(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert address_of(start("run_backend.py", "--port", port)) == f"http://127.0.0.1:{port}"


def test_a_path_with_chinese_and_spaces_into_a_gbk_pipe(start: Start, tmp_path: Path) -> None:
    database = tmp_path / "数据 £ ü" / "backend.db"
    backend = start("run_backend.py", "--port", "0", "--database", database, PYTHONIOENCODING="gbk")
    assert "数据 \\xa3" in backend.line()
    assert database.exists()


def test_another_backend_on_the_port_is_named(start: Start) -> None:
    address = address_of(start("run_backend.py", "--port", "0"))
    refusal = refusal_of(start("run_backend.py", "--port", urlsplit(address).port))
    assert f"Another backend already runs on port {urlsplit(address).port}: use it at {address}" in refusal
    assert "--port 0" in refusal


def test_of_two_that_start_on_one_port_at_once_one_runs(start: Start, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    both = [start("run_backend.py", "--port", port, "--database", tmp_path / f"{number}.db") for number in range(2)]
    lines = [backend.line() for backend in both]
    assert sorted(line.partition(":")[0] for line in lines) == ["", "Ready"]
    assert "port" in both[lines.index("")].errors()


def test_a_foreign_listener_on_the_port_is_told_apart(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        refusal = refusal_of(start("run_backend.py", "--port", port))
    assert refusal == (f"Port {port} is used by another program: choose another port, or --port 0 for any free one.")


def test_a_second_backend_on_the_same_database_is_refused(start: Start, tmp_path: Path) -> None:
    database = tmp_path / "shared.db"
    address_of(start("run_backend.py", "--port", "0", "--database", database))
    refusal = refusal_of(start("run_backend.py", "--port", "0", "--database", database))
    assert f"The database {database} is in use by another backend." in refusal


def foreign_text(folder: Path) -> Path:
    file = folder / "notes.txt"
    file.write_text("These are my notes. " * 100)
    return file


def foreign_database(folder: Path) -> Path:
    file = folder / "accounts.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE account (number)")
    connection.close()
    return file


@pytest.mark.parametrize("make", [foreign_text, foreign_database, Path])
def test_a_foreign_file_as_database_is_left_alone(start: Start, tmp_path: Path, make: Callable[[Path], Path]) -> None:
    file = make(tmp_path)
    before = file.read_bytes() if file.is_file() else None
    refusal = refusal_of(start("run_backend.py", "--port", "0", "--database", file))
    assert f"{file} is not a database of this backend" in refusal
    assert (file.read_bytes() if file.is_file() else None) == before


def test_a_database_that_cannot_be_written(start: Start) -> None:
    refusal = refusal_of(start("run_backend.py", "--port", "0", "--database", "/proc/lab/backend.db"))
    assert "/proc/lab/backend.db" in refusal
    assert "--database" in refusal


def test_a_state_folder_that_cannot_be_written(start: Start) -> None:
    refusal = refusal_of(start("run_backend.py", "--port", "0", PIMPMYCASE_LAB_STATE="/proc/lab"))
    assert "let PIMPMYCASE_LAB_STATE name a folder that you can write to" in refusal


@pytest.mark.parametrize("host", ["203.0.113.7", "nowhere.invalid"])
def test_a_host_that_is_not_ours(start: Start, host: str) -> None:
    assert "use --host 127.0.0.1" in refusal_of(start("run_backend.py", "--port", "0", "--host", host))


@pytest.mark.parametrize(
    "words",
    [
        ["--port", "99999"],
        ["--rate-limit", "-1"],
        ["--partner-network", "home"],
        ["--public-url", "pimpmycase.shop"],
        ["--shopper-pace", "0"],
        ["--environment", "test"],
        ["--seed", "1"],
        ["--tls-cert", "certificate.pem"],
    ],
)
def test_wrong_words_end_with_status_2_and_advice(start: Start, words: list[str]) -> None:
    backend = start("run_backend.py", *words)
    assert backend.ends(PATIENCE) == 2
    assert "give " in backend.errors()


def end_by_sigterm(backend: Running) -> None:
    backend.process.terminate()


def end_by_closing_the_terminal(backend: Running) -> None:
    backend.process.send_signal(signal.SIGHUP)


@pytest.mark.parametrize(
    "end",
    [end_by_sigterm, Running.ctrl_c, end_by_closing_the_terminal],
    ids=["SIGTERM", "Ctrl-C", "terminal closed"],
)
def test_everything_ends_with_it_also_while_a_poll_is_open(start: Start, end: Callable[[Running], None]) -> None:
    backend = start("run_backend.py", "--port", "0", "--shopper")
    with open_long_poll(address_of(backend)):
        family = backend.family()
        end(backend)
        assert backend.ends() == 0
        wait_until_gone(family)
    assert len(family) == 3, "server, worker and shopper"
    assert backend.errors() == ""


def test_the_end_of_the_drivers_input_ends_it(start: Start) -> None:
    backend = start("run_backend.py", "--port", "0", "--control", "--shopper")
    assert '"report": "ready", "address": "http://127.0.0.1:' in backend.line()
    family = backend.family()
    backend.close_input()
    assert backend.process.wait(PROMISE) == 0
    wait_until_gone(family)
    assert backend.errors() == ""


def test_killing_it_leaves_nobody(start: Start) -> None:
    backend = start("run_backend.py", "--port", "0", "--shopper")
    address_of(backend)
    family = backend.family()
    os.kill(backend.process.pid, signal.SIGKILL)
    wait_until_gone(family)
    assert len(family) == 3, "server, worker and shopper"


def test_a_crashed_worker_ends_it_with_status_1(start: Start) -> None:
    backend = start("run_backend.py", "--port", "0")
    address_of(backend)
    (worker,) = backend.family() - {backend.process.pid}
    os.kill(worker, signal.SIGKILL)
    assert backend.ends() == 1


def test_what_was_answered_outlives_a_kill(start: Start, tmp_path: Path) -> None:
    backend = start("run_backend.py", "--port", "0", "--database", tmp_path / "lab.db")
    address = address_of(backend)
    created = httpx.post(f"{address}/api/vending/create-session", json={"machine_id": "VM001"}, trust_env=False)
    family = backend.family()
    backend.process.kill()
    wait_until_gone(family)
    again = address_of(start("run_backend.py", "--port", "0", "--database", tmp_path / "lab.db"))
    path = f"/api/vending/session/{created.json()['session_id']}/status"
    assert httpx.get(again + path, trust_env=False).json()["status"] == "active"


def test_a_shopper_goes_on_with_its_design_after_a_kill(start: Start, tmp_path: Path) -> None:
    words = ("--database", tmp_path / "lab.db", "--shopper", "--shopper-pace", "0.2")
    backend = start("run_backend.py", "--port", "0", *words)
    address = address_of(backend)
    httpx.post(f"{address}/api/vending/create-session", json={"machine_id": "VM001"}, trust_env=False)
    assert "scanned" in backend.error_line()
    family = backend.family()
    backend.process.kill()
    wait_until_gone(family)
    assert "ordered" in start("run_backend.py", "--port", urlsplit(address).port, *words).error_line()
