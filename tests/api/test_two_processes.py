"""Two backends on one file: of every race there is one outcome, and money and stock are right."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from tests.api.api_driver import MODEL
from tests.api.two_processes import Answer, TwoProcesses, confirm, delete, summary, update

ROUNDS = 5
THREADS = 3
"""That make the same call at the same moment, in each process."""


@pytest.fixture(scope="module")
def processes() -> Iterator[TwoProcesses]:
    with TwoProcesses() as running:
        yield running


@pytest.fixture
def two(processes: TwoProcesses, tmp_path: Path) -> TwoProcesses:
    processes.open(tmp_path / "shared.db")
    return processes


def statuses(answers: list[list[Answer]]) -> Counter[int]:
    return Counter(status for status, _ in chain(*answers))


def reserved(two: TwoProcesses) -> int:
    levels = two.call("GET", "/lab/stock?equipment_id=CN_DEBUG_01")[1]["levels"]
    return next(int(level["reserved"]) for level in levels if level["model_id"] == MODEL)


def leave_blanks(two: TwoProcesses, count: int) -> None:
    """Of the model that the tests sell, on all equipment together."""
    two.rows("UPDATE stock_level SET on_hand = ? * (equipment_id = 'CN_DEBUG_01') WHERE model_id = ?", count, MODEL)


def test_a_new_file_is_filled_once(two: TwoProcesses) -> None:
    assert two.rows("SELECT count(*) FROM meta WHERE name = 'generation'") == [(1,)]
    assert two.rows("SELECT count(*) - count(DISTINCT machine_id) FROM machine") == [(0,)]


def test_what_one_writes_the_other_reads_and_notices(two: TwoProcesses) -> None:
    cursor = two.call("GET", "/lab/events")[1]["next"]
    poll = ("GET", f"/lab/events?after={cursor}&wait=0.5", None)
    create = ("POST", "/api/vending/create-session", {"machine_id": "VM001"})
    [[polled], [created]] = two.at_once([poll], [create])
    assert [event["session_id"] for event in polled[1]["events"]] == [created[1]["session_id"]]


def test_one_payment_confirmed_again_and_again_is_one_order(two: TwoProcesses) -> None:
    for _ in range(ROUNDS):
        call = confirm(two.pending())
        answers = two.at_once([call] * THREADS, [call] * THREADS)
        assert statuses(answers) == {200: 2 * THREADS}
        assert len({(answer["order_id"], answer["queue_number"]) for _, answer in chain(*answers)}) == 1
    assert two.rows("SELECT count(*), sum(amount_pence) FROM payment") == [(ROUNDS, ROUNDS * 2199)]
    assert reserved(two) == ROUNDS


def test_two_payments_for_one_session_are_one(two: TwoProcesses) -> None:
    for _ in range(ROUNDS):
        session_id = two.pending()
        assert statuses(two.at_once([confirm(session_id, "A")], [confirm(session_id, "B")])) == {200: 1, 400: 1}
    assert two.rows("SELECT count(*), sum(amount_pence) FROM payment") == [(ROUNDS, ROUNDS * 2199)]


def test_payments_of_many_sessions_at_once_get_a_number_each(two: TwoProcesses) -> None:
    sessions = [two.pending() for _ in range(2 * THREADS)]
    calls = [confirm(session_id) for session_id in sessions]
    answers = two.at_once(calls[:THREADS], calls[THREADS:])
    numbers = sorted(answer["queue_number"] for _, answer in chain(*answers))
    assert numbers == [f"Q{number:03}" for number in range(1, 2 * THREADS + 1)]


def test_the_last_blank_is_sold_once(two: TwoProcesses) -> None:
    sessions = [two.registered() for _ in range(2 * THREADS)]
    leave_blanks(two, 1)
    calls = [summary(session_id) for session_id in sessions]
    assert statuses(two.at_once(calls[:THREADS], calls[THREADS:])) == {200: 1, 400: 2 * THREADS - 1}
    assert reserved(two) == 1


def test_of_two_last_words_on_an_order_one_counts(two: TwoProcesses) -> None:
    for _ in range(ROUNDS):
        order_id = two.order()
        failed, cancelled = two.at_once([update(order_id, "failed")], [update(order_id, "cancelled")])
        assert {failed[0][0], cancelled[0][0]} == {200, 400}
        final = "failed" if failed[0][0] == 200 else "cancelled"
        assert two.rows("SELECT status FROM order_record WHERE order_id = ?", order_id) == [(final,)]


def test_a_session_is_either_paid_or_cancelled(two: TwoProcesses) -> None:
    paid = 0
    for _ in range(2 * ROUNDS):
        session_id = two.pending()
        [[confirmed], [deleted]] = two.at_once([confirm(session_id)], [delete(session_id)])
        assert (confirmed[0], deleted[0]) in {(200, 200), (400, 200)}
        paid += confirmed[0] == 200
        ended = "payment_completed" if confirmed[0] == 200 else "cancelled"
        assert two.rows("SELECT status FROM session WHERE session_id = ?", session_id) == [(ended,)]
    assert two.rows("SELECT count(*) FROM order_record") == [(paid,)]
    assert reserved(two) == paid
