"""How long an endpoint that hangs is left alone."""

from backend.webhooks.rests import LONGEST_REST, Rests

USUAL = 6


class Watch:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def test_an_endpoint_that_answers_has_its_usual_share() -> None:
    rests = Rests(Watch())
    rests.note("wh_1", has_hung=False)
    assert rests.most("wh_1", USUAL) == USUAL
    assert not rests.known


def test_each_rest_is_twice_as_long_up_to_a_minute() -> None:
    watch = Watch()
    rests = Rests(watch)
    waited = []
    for _ in range(9):
        rests.note("wh_1", has_hung=True)
        began = watch.seconds
        while rests.most("wh_1", USUAL) == 0:
            watch.seconds += 0.5
        waited.append(watch.seconds - began)
    assert waited == [1, 2, 4, 8, 16, 32, 60, 60, LONGEST_REST]


def test_after_its_rest_it_is_tried_once() -> None:
    watch = Watch()
    rests = Rests(watch)
    rests.note("wh_1", has_hung=True)
    watch.seconds += 1
    assert rests.most("wh_1", USUAL) == 1
    assert rests.most("wh_2", USUAL) == USUAL


def test_any_answer_ends_it() -> None:
    rests = Rests(Watch())
    rests.note("wh_1", has_hung=True)
    rests.note("wh_1", has_hung=False)
    assert rests.most("wh_1", USUAL) == USUAL
