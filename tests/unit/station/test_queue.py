"""The order of the queue, and why each job waits."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from station_app.press.queue import Conditions, Job, Wait, Waiting, in_order, next_job, plan

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
FREE = Conditions(reachable=True, seconds_per_case=10)
BUSY = Conditions(reachable=True, printing="Q009", seconds_left=4, seconds_per_case=10)


def job(number: int, priority: int = 5, **fields: str | bool) -> Job:
    created_at = START + timedelta(minutes=number)
    return Job(f"ORDER_{number}", f"Q{number:03d}", priority, created_at, "m1", "iPhone 15 Pro", **fields)  # type: ignore[arg-type]  # one of the two last fields


def reasons(jobs: list[Job], conditions: Conditions) -> list[Waiting]:
    return list(plan(jobs, conditions).values())


def test_priority_1_goes_first_then_first_come() -> None:
    assert in_order([job(1), job(2, 1), job(3, 10), job(4, 1)]) == [job(2, 1), job(4, 1), job(1), job(3, 10)]


@pytest.mark.parametrize("seed", range(30))
def test_order_is_the_same_however_the_jobs_arrive(seed: int) -> None:
    chance = random.Random(seed)
    jobs = [job(number, chance.randint(1, 10)) for number in range(20)]
    shuffled = chance.sample(jobs, len(jobs))
    assert in_order(shuffled) == in_order(jobs)
    assert [each.priority for each in in_order(jobs)] == sorted(each.priority for each in jobs)


def test_jobs_of_one_moment_stay_as_the_backend_lists_them() -> None:
    first, second = job(1), replace(job(2), created_at=job(1).created_at)
    assert in_order([second, first]) == [second, first]


@pytest.mark.parametrize("seed", range(30))
def test_what_starts_is_what_stands_first(seed: int) -> None:
    chance = random.Random(seed)
    jobs = [job(number, chance.randint(1, 3)) for number in range(8)]
    assert next_job(jobs, FREE) == in_order(jobs)[0].order_id


@pytest.mark.parametrize("seed", range(30))
def test_start_times_follow_the_order(seed: int) -> None:
    chance = random.Random(seed)
    jobs = [job(number, chance.randint(1, 3)) for number in range(8)]
    assert [each.starts_in for each in reasons(jobs, BUSY)] == [4 + 10 * place for place in range(8)]


def test_free_press_starts_the_first_and_the_others_stand_behind() -> None:
    assert reasons([job(1), job(2)], FREE) == [
        Waiting(Wait.STARTING, starts_in=0.0),
        Waiting(Wait.AHEAD, ahead=1, starts_in=10),
    ]


def test_busy_press_prints_another_first() -> None:
    assert reasons([job(1), job(2)], BUSY) == [
        Waiting(Wait.PRINTING_ANOTHER, detail="Q009", ahead=1, starts_in=4),
        Waiting(Wait.AHEAD, detail="Q009", ahead=2, starts_in=14),
    ]


def test_busy_press_starts_nothing() -> None:
    assert next_job([job(1)], BUSY) is None


def test_claimed_job_names_its_holder_and_lets_the_next_one_pass() -> None:
    held = job(1, claimed_by="PRINTER_001-9b2e")
    assert reasons([held], FREE) == [Waiting(Wait.CLAIMED, detail="PRINTER_001-9b2e")]
    assert next_job([held, job(2)], FREE) == "ORDER_2"


def test_stopped_job_is_left_alone() -> None:
    assert reasons([job(1, stopped=True)], FREE) == [Waiting(Wait.STOPPED)]


def test_paused_station_starts_nothing() -> None:
    assert reasons([job(1)], Conditions(reachable=True, paused=True)) == [Waiting(Wait.PAUSED)]


def test_missing_lab_starts_nothing() -> None:
    assert reasons([job(1)], Conditions(reachable=False)) == [Waiting(Wait.LAB_UNREACHABLE)]


def test_missing_blank_names_the_model() -> None:
    conditions = Conditions(reachable=True, blanks={"m1": 0})
    assert reasons([job(1)], conditions) == [Waiting(Wait.NO_BLANK, detail="iPhone 15 Pro")]


def test_last_blank_goes_to_the_first_job() -> None:
    conditions = Conditions(reachable=True, blanks={"m1": 1})
    assert [each.why for each in reasons([job(1), job(2)], conditions)] == [Wait.STARTING, Wait.NO_BLANK]


def test_model_that_nobody_counts_is_taken_to_be_there() -> None:
    assert next_job([job(1)], Conditions(reachable=True, blanks={"m2": 0})) == "ORDER_1"


def test_job_that_waits_for_a_person_has_no_start_time() -> None:
    held = [job(1, claimed_by="other"), job(2, stopped=True)]
    assert {each.starts_in for each in reasons(held, FREE)} == {None}


def test_empty_queue_has_no_next_job() -> None:
    assert next_job([], FREE) is None
