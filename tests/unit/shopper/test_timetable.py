"""When a shopper does what."""

from itertools import pairwise

from contract.vocabulary import UserProgress
from kernel.chance import Chance
from shopper.catalogue import load_catalogue
from shopper.habits import choose
from shopper.timetable import ORDER, SCAN, designing

CHOICE = choose(load_catalogue(), Chance(1), machine_id="VM001", number=1)
STEPS = designing(CHOICE)


def test_scan_and_order_come_when_the_lab_promises_them() -> None:
    assert (SCAN, ORDER) == (2.0, 6.0)


def test_designing_lies_between_scan_and_order_in_order() -> None:
    times = [SCAN, *(step.at for step in STEPS), ORDER]
    assert times == sorted(set(times))


def test_design_only_grows() -> None:
    assert all(earlier.order_data.items() <= later.order_data.items() for earlier, later in pairwise(STEPS))


def test_model_comes_first_then_template_then_text_then_colours() -> None:
    first_seen = [set(step.order_data) for step in STEPS[:4]]
    assert first_seen[0] == {"brand", "model"}
    assert first_seen[1] - first_seen[0] == {"template", "images"}
    assert first_seen[2] - first_seen[1] == {"text", "font"}
    assert first_seen[3] - first_seen[2] == {"colors"}


def test_last_step_is_the_whole_design() -> None:
    assert STEPS[-1].reached == UserProgress.DESIGN_COMPLETE
    assert STEPS[-1].order_data == CHOICE.order_data()
    assert {step.reached for step in STEPS[:-1]} == {UserProgress.DESIGNING}
