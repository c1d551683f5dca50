"""The lab's page in a real browser, before a real backend: what a person does there, in both languages."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from contract.messages.journal import Sent
from gate.evidence import own_rows
from gate.origin import Peer
from gate.recording import Seen
from journal.file import JournalFile
from journal.keys import new_key, request_id_of
from journal.limits import LIMITS
from tests.api.receiver import SECRET, Receiver, receiving
from tests.e2e.browser import Window
from tests.e2e.linked_lab import Lab, lab_of
from tests.e2e.processes import Running

Open = Callable[[str], Window]
Start = Callable[..., Running]
MARKUP = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    folder = tmp_path_factory.mktemp("lab")
    words = ("run_backend.py", "--port", "0", "--rate-limit", "off", "--database", str(folder / "lab.sqlite"))
    with Running(*words, environment={"PIMPMYCASE_LAB_STATE": str(folder)}) as backend:
        yield lab_of(backend, folder / "lab.sqlite")


@pytest.fixture
def expected_complaints() -> list[str]:
    """Append a part of each message on the browser's console that the test provokes; each has to come."""
    return []


@pytest.fixture
def possible_complaints() -> list[str]:
    """Likewise, of each message that may come or not, by the moment at which something happens."""
    return []


@pytest.fixture
def open_page(window: Window, expected_complaints: list[str], possible_complaints: list[str]) -> Iterator[Open]:
    """Open an address as somebody who has never been there. Nothing but what is expected may be on the console."""
    yield window.open
    complaints, allowed = window.leave(), [*expected_complaints, *possible_complaints]
    assert [one for one in complaints if not any(part in one for part in allowed)] == []
    assert [part for part in expected_complaints if not any(part in one for one in complaints)] == []


@pytest.fixture
def page(open_page: Open, lab: Lab) -> Window:
    """Signed in by the link of the terminal."""
    page = open_page(lab.link)
    page.see("#calls-title")
    return page


def choose(page: Window, tab: str) -> None:
    page.press(f'[role=tab][data-tab="{tab}"]')
    page.see(f"#panel-{tab}")


def request_id(answer: httpx.Response) -> str:
    return str(answer.json()["debug_info"]["request_id"])


def row(answer: httpx.Response) -> str:
    return f'#calls [data-request="{request_id(answer)}"]'


def test_the_link_signs_in_and_the_token_leaves_the_address(page: Window, lab: Lab) -> None:
    assert page.address() == f"{lab.origin}/lab/ui/"
    assert page.run("return sessionStorage.getItem('lab-token')") == lab.token


def test_a_wrong_token_is_told_and_the_right_one_opens(
    open_page: Open, lab: Lab, expected_complaints: list[str]
) -> None:
    expected_complaints.append("401 (Unauthorized)")
    page = open_page(f"{lab.origin}/lab/ui/")
    page.write("#token", "an older token")
    page.press("#signin button")
    page.see("#signin-error", "Copy it again")
    page.write("#token", f" {lab.token} ")
    page.press("#signin button")
    page.see("#calls-title")


def test_a_new_link_in_the_same_window(open_page: Open, lab: Lab, expected_complaints: list[str]) -> None:
    expected_complaints.append("401 (Unauthorized)")
    page = open_page(f"{lab.origin}/lab/ui/#token=older")
    page.see("#signin-error", "Copy it again")
    page.run("location.href = arguments[0]", lab.link)
    page.see("#calls-title")
    assert page.address() == f"{lab.origin}/lab/ui/"


def test_a_refused_call_explains_itself_in_both_languages(page: Window, lab: Lab) -> None:
    refused = lab.call("GET", "/api/vending/session/VM001_20250804_143022_A1B2C3/status")
    page.see(f"{row(refused)} .status", str(refused.status_code))
    why = lab.read(f"/lab/journal/{request_id(refused)}")["explanation"]
    page.press(row(refused))
    page.see("#call .explanation", why["en"])
    page.see("#call .curl", "curl")
    page.press("#close-call")
    page.press("#language")
    page.press(row(refused))
    page.see("#call .explanation", why["zh"])


def test_the_other_language_stays(page: Window) -> None:
    page.press("#language")
    page.see("#calls-title", "调用")
    page.run("location.reload()")
    page.see("#calls-title", "调用")
    assert page.run("return document.documentElement.lang").startswith("zh")


def test_the_filter_finds_calls_and_the_export_holds_them(page: Window, lab: Lab) -> None:
    wanted, other = lab.create("VM002"), lab.create("VM001")
    page.see(row(other))
    page.write("#filter", wanted.json()["session_id"])
    page.miss(row(other))
    page.see(row(wanted))
    page.press("#export-har")
    [entry] = json.loads(page.downloaded("pimpmycase-lab.har").read_text())["log"]["entries"]
    assert entry["request"]["url"].endswith("/api/vending/create-session")


def test_markup_of_a_client_is_only_text(page: Window, lab: Lab) -> None:
    call = lab.create(MARKUP)
    page.see(row(call), "create-session")
    page.press(row(call))
    page.see("#call .request", MARKUP)
    assert not page.has("table img, dialog img")


def test_the_session_is_a_line_of_time(page: Window, lab: Lab) -> None:
    session_id = lab.session()
    choose(page, "session")
    page.see("#timeline", "create-session")
    page.see("#session-status", lab.read(f"/api/vending/session/{session_id}/status")["status"])


def test_time_stands_still_and_passes(page: Window, lab: Lab) -> None:
    session_id = lab.session()
    choose(page, "clock")
    page.press("#clock-freeze")
    page.see("#clock-mode", "frozen")
    page.press('[data-advance="86400"]')
    page.see("#happened", session_id)
    page.see("#happened", "Session expired")
    page.press("#clock-real")
    page.see("#clock-mode", "real")
    assert lab.read("/lab/clock")["mode"] == "real"


def test_a_bad_day_is_switched_on_and_off(page: Window, lab: Lab) -> None:
    choose(page, "faults")
    page.press('input[data-preset="tomorrows-fields"]')
    page.see('#faults [data-fault="unknown-fields"]')
    hit = lab.create()
    page.see(f"{row(hit)} .mark", "unknown-fields")
    page.see('#faults [data-fault="unknown-fields"] .counts', "hit 1")
    page.write("#seed", "4711")
    page.press("#seed-set")
    page.see('#faults [data-fault="unknown-fields"] .counts', "hit 0")
    page.press('input[data-preset="tomorrows-fields"]')
    page.miss('#faults [data-fault="unknown-fields"]')
    assert lab.read("/lab/faults") == {"seed": 4711, "faults": []}


def test_a_reply_that_got_lost_was_never_seen(page: Window, lab: Lab) -> None:
    session = lab.session()
    lab.call("PUT", "/lab/faults/lost", match={"route": "session_status"}, effect="reply_lost_after_commit")
    with pytest.raises(httpx.RemoteProtocolError):
        lab.call("GET", f"/api/vending/session/{session}/status")
    lab.call("DELETE", "/lab/faults/lost")
    [call] = lab.read(f"/lab/journal?session={session}&sent=nothing")["calls"]
    lost = f'#calls [data-request="{call["request_id"]}"]'
    page.see(f"{lost} .status.lost", "200")
    page.see(f"{lost} .mark.unseen", "the client never saw it")
    page.run("location.reload()")
    page.see("#timeline .mark.unseen", "the client never saw it")


def test_a_cut_answer_is_no_green_one_in_either_language(page: Window, lab: Lab) -> None:
    effect = {"kind": "truncated_body", "bytes": 20}
    lab.call("PUT", "/lab/faults/cut", effect=effect, match={"machine": "VM_CUT"}, when={"times": 1})
    with pytest.raises(httpx.RemoteProtocolError):
        lab.create("VM_CUT")
    [call] = lab.read("/lab/journal?machine=VM_CUT")["calls"]
    cut = f'#calls [data-request="{call["request_id"]}"]'
    page.see(f"{cut} .status.lost", "200")
    page.press("#language")
    page.see(f"{cut} .mark.unseen", "客户端只收到一部分")
    page.press(cut)
    page.see("#call-title .mark.unseen", "客户端只收到一部分")
    page.see("#call-title .status.lost", "200")
    lab.call("DELETE", "/lab/faults")


def test_what_is_no_request_is_shown_quoted(page: Window, lab: Lab) -> None:
    raw = Seen(
        key=new_key(),
        peer=Peer("192.168.1.7", 50123, "http"),
        request=f"\x16{MARKUP}".encode(),
        ended=datetime.now(UTC),
        duration=0.01,
        answer=b"",
        answer_size=0,
        sent=Sent.NOTHING,
        hit=None,
    )
    with closing(JournalFile(lab.journal, LIMITS)) as file:
        file.write([own_rows(raw).wire or ()], [], raw.ended)
    shown = f'#calls [data-request="{request_id_of(raw.key)}"]'
    page.see(f"{shown} .route", rf"\x16{MARKUP}")
    page.press(shown)
    page.see("#call-title", "This is no request")
    page.see("#call .request", rf"\x16{MARKUP}")
    assert not page.has("table img, dialog img")


def test_a_spent_fault_is_crossed_out_and_no_longer_counts_as_set(page: Window, lab: Lab) -> None:
    for name, times in (("once", 1), ("often", 9)):
        lab.call("PUT", f"/lab/faults/{name}", effect=503, match={"route": "create_session"}, when={"times": times})
    page.see("#faults-pill", "faults set: 2")
    assert lab.create().status_code == 503
    page.see("#faults-pill", "faults set: 1")
    choose(page, "faults")
    page.see('#faults .spent[data-fault="once"] .mark', "spent")
    page.press("#language")
    page.see('#faults .spent[data-fault="once"] .mark', "已用完")
    page.see("#faults-pill", "已设故障：1")
    assert not page.has('#faults .spent[data-fault="often"]')
    lab.call("DELETE", "/lab/faults")
    page.miss("#faults-pill")


def test_a_fault_of_ones_own(page: Window, lab: Lab, expected_complaints: list[str]) -> None:
    expected_complaints.append("422 (Unprocessable Entity)")
    choose(page, "faults")
    page.press("#panel-faults summary")
    page.write("#fault-id", "mine")
    page.write("#fault-json", "{")
    page.press("#fault-set")
    page.see("#fault-error", "JSON")
    page.write("#fault-json", '{"effect": "explode"}')
    page.press("#fault-set")
    page.see("#fault-error", "reply_lost_after_commit")
    page.write("#fault-json", '{"effect": 503}')
    page.press("#fault-set")
    assert lab_is_busy_after(page, lab)
    page.press('#faults [data-fault="mine"] button.remove')
    page.miss('#faults [data-fault="mine"]')


def lab_is_busy_after(page: Window, lab: Lab) -> bool:
    """Whether the fault hits, once the page says that it is set."""
    page.see('#faults [data-fault="mine"]')
    return lab.create().status_code == 503


def test_the_ledger_names_the_call_that_broke_it(page: Window, lab: Lab) -> None:
    page.see("#ledger-pill", "right")
    lab.call("POST", "/lab/refunds", transaction_id="TXN_OF_NOBODY", amount=21.99, reason="The case broke")
    page.see("#ledger-pill", "broken")
    choose(page, "ledger")
    page.see("#ledger-verdict", "parted")
    page.see("#breaks [data-break]", "Refund without a payment")
    page.press("#breaks [data-break] button[data-request]")
    page.see("#call .request", "TXN_OF_NOBODY")


def test_a_world_is_saved_brought_back_and_thrown_away(page: Window, lab: Lab) -> None:
    choose(page, "snapshots")
    page.write("#snapshot-name", "before")
    page.press("#snapshot-make")
    page.see('#snapshots [data-snapshot="before"]')
    later = lab.session()
    page.press('#snapshots [data-snapshot="before"] button.restore')
    page.press("#confirm-no")
    assert lab.call("GET", f"/api/vending/session/{later}/status").status_code == 200
    page.press('#snapshots [data-snapshot="before"] button.restore')
    page.press("#confirm-yes")
    page.see("#snapshot-outcome", "Restored: before")
    assert lab.call("GET", f"/api/vending/session/{later}/status").status_code == 404
    page.press('#snapshots [data-snapshot="before"] button.remove')
    page.press("#confirm-yes")
    page.miss('#snapshots [data-snapshot="before"]')


def test_a_name_that_no_snapshot_can_have(page: Window, lab: Lab) -> None:
    choose(page, "snapshots")
    page.write("#snapshot-name", "../before")
    page.press("#snapshot-make")
    assert page.run("return document.querySelector('#snapshot-name').validity.patternMismatch")
    assert lab.read("/lab/snapshots")["snapshots"] == []


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


def test_a_test_event_is_delivered_and_sent_again(page: Window, lab: Lab, receiver: Receiver) -> None:
    events = ["order_status_change"]
    lab.call("POST", "/api/chinese/webhook/configure", webhook_url=receiver.url, events=events, secret=SECRET)
    choose(page, "webhooks")
    page.see("#webhooks [data-webhook]", receiver.url)
    page.press("#webhooks [data-webhook] button.test")
    first = receiver.next()
    page.see("#deliveries [data-delivery]", "delivered")
    page.press("#deliveries [data-delivery] button.replay")
    assert receiver.next().body == first.body
    page.press("#webhooks [data-webhook] button.remove")
    page.miss("#webhooks [data-webhook]")


def test_its_policy_keeps_everything_in_the_house(page: Window, lab: Lab, expected_complaints: list[str]) -> None:
    expected_complaints.append("Content Security Policy")
    elsewhere = lab.origin.replace("127.0.0.1", "localhost")
    assert page.run("return fetch(arguments[0]).then(() => 'told', () => 'kept')", f"{elsewhere}/health") == "kept"


def test_a_backend_that_stops_and_comes_back(
    open_page: Open, start: Start, tmp_path: Path, expected_complaints: list[str], possible_complaints: list[str]
) -> None:
    expected_complaints.append("net::ERR_CONNECTION_REFUSED")
    possible_complaints.append("503 (Service Unavailable)")  # what a call that waits for news is told at the end
    words = ("run_backend.py", "--database", tmp_path / "lab.sqlite", "--port")
    backend = start(*words, 0)
    lab = lab_of(backend, tmp_path / "lab.sqlite")
    page = open_page(lab.link)
    page.see("#calls-title")
    backend.process.terminate()
    page.see("#offline", "doesn't answer")
    lab_of(start(*words, urlsplit(lab.origin).port), tmp_path / "lab.sqlite")
    page.miss("#offline")
