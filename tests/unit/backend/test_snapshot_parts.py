"""Who is connected, who was asked and who has answered, while snapshots are made and restored."""

import threading

import pytest

from backend.base.refusals import Conflict, Rejected
from backend.snapshots.outcomes import followed, saved
from backend.world.parts import CONNECTED, Parts
from backend.world.roll_call import RollCall
from contract.messages.snapshots import PartOutcome, PartState

KIOSK, STATION, OTHER = "kiosk-VM001", "station-CN_DEBUG_01", "kiosk-VM002"
AT_ONCE, FOR_EVER = 0.0, 600.0


class Seconds:
    """A stopwatch that a test moves."""

    def __init__(self) -> None:
        self.passed = 0.0

    def __call__(self) -> float:
        return self.passed


def test_who_polled_lately_is_connected() -> None:
    seconds = Seconds()
    parts = Parts(seconds)
    parts.greet(KIOSK)
    seconds.passed = CONNECTED
    parts.greet(STATION)
    assert parts.connected() == {KIOSK, STATION}
    seconds.passed = CONNECTED + 0.1
    assert parts.connected() == {STATION}


@pytest.mark.parametrize("part", ["", "VM001", "kiosk-", "phone-1", "kiosk-../x", "kiosk-VM001\n", "kiosk-" + "x" * 61])
def test_a_name_that_can_not_be_a_parts(part: str) -> None:
    with pytest.raises(Rejected):
        Parts().greet(part)


def test_one_snapshot_at_a_time() -> None:
    parts = Parts()
    with parts.work("a"), pytest.raises(Conflict), parts.work("b"):
        pass
    with parts.work("b"):
        pass


def test_only_who_was_asked_is_heard() -> None:
    call: RollCall[str] = RollCall("make a", [KIOSK])
    assert (call.say(KIOSK, "here"), call.say(OTHER, "here")) == (True, False)
    assert call.gather(FOR_EVER) == {KIOSK: "here"}


def test_the_last_word_counts() -> None:
    call: RollCall[str] = RollCall("make a", [KIOSK])
    for word in ("first", "second"):
        call.say(KIOSK, word)
    assert call.gather(FOR_EVER) == {KIOSK: "second"}


def test_after_the_time_nobody_is_heard() -> None:
    call: RollCall[str] = RollCall("make a", [KIOSK])
    assert call.gather(AT_ONCE) == {}
    assert not call.say(KIOSK, "here")


def test_the_wait_ends_with_the_last_answer() -> None:
    call: RollCall[str] = RollCall("make a", [KIOSK, STATION])
    call.say(KIOSK, "here")
    late = threading.Timer(0.05, call.say, (STATION, "here too"))
    late.start()
    assert call.gather(FOR_EVER) == {KIOSK: "here", STATION: "here too"}
    late.join()


def test_nobody_asked_is_no_wait() -> None:
    assert RollCall[str]("make a", []).gather(FOR_EVER) == {}


def test_a_word_about_something_else_is_not_heard() -> None:
    parts = Parts()
    assert not parts.say("make a", KIOSK, {})
    with parts.calling(RollCall("make a", [KIOSK])):
        assert not parts.say("make b", KIOSK, {})
        assert parts.say("make a", KIOSK, {})
    assert not parts.say("make a", KIOSK, {})


def test_what_became_of_the_shares_when_it_was_made() -> None:
    assert saved([STATION, KIOSK], [KIOSK]) == [
        PartState(part=KIOSK, outcome=PartOutcome.SAVED),
        PartState(part=STATION, outcome=PartOutcome.NOT_SAVED),
    ]


def test_what_became_of_the_shares_when_it_was_restored() -> None:
    said = {STATION: PartState(part=STATION, outcome=PartOutcome.NOT_IN_SNAPSHOT)}
    states = followed(asked=[STATION, OTHER], kept=[KIOSK, OTHER], said=said)
    assert [(state.part, state.outcome) for state in states] == [
        (KIOSK, PartOutcome.NOT_CONNECTED),
        (OTHER, PartOutcome.DID_NOT_FOLLOW),
        (STATION, PartOutcome.NOT_IN_SNAPSHOT),
    ]
