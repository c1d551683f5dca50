"""Chance by number: what a value follows from, and what it doesn't."""

import pytest

from kernel.chance import UNGUESSABLE, Chance

VALUE = (8, "order", "VM001", 3)


def test_a_value_is_the_same_on_every_computer() -> None:
    assert Chance(7).octets(*VALUE).hex() == "035a2b38745589d1"
    assert Chance(7).fraction("lost", "VM001", 3) == pytest.approx(0.8739997857, abs=1e-9)


@pytest.mark.parametrize(
    "other", [(8, "session", "VM001", 3), (8, "order", "VM002", 3), (8, "order", "VM001", 4), (9, "order", "VM001", 3)]
)
def test_kind_subject_and_number_each_make_another_value(other: tuple[int, str, str, int]) -> None:
    assert Chance(7).octets(*other)[:8] != Chance(7).octets(*VALUE)


def test_another_seed_is_another_day() -> None:
    assert Chance(8).octets(*VALUE) != Chance(7).octets(*VALUE)


def test_nothing_moves_a_value_on() -> None:
    chance = Chance(7)
    first = chance.octets(*VALUE)
    chance.octets(8, "order", "VM002", 1)
    assert chance.octets(*VALUE) == first


def test_fractions_spread_from_0_to_below_1() -> None:
    fractions = [Chance(1).fraction("lost", "VM001", number) for number in range(1, 1001)]
    assert 0 <= min(fractions) < 0.01
    assert 0.99 < max(fractions) < 1
    assert sum(fractions) / 1000 == pytest.approx(0.5, abs=0.05)


def test_choices_that_belong_together_come_from_one_number() -> None:
    one, same, other = (Chance(7).generator("design", "VM001", number) for number in (1, 1, 2))
    drawn = [one.random(), one.random()]
    assert [same.random(), same.random()] == drawn
    assert [other.random(), other.random()] != drawn


def test_without_a_seed_nobody_can_guess() -> None:
    assert UNGUESSABLE.octets(*VALUE) != UNGUESSABLE.octets(*VALUE)
    assert (UNGUESSABLE.is_seeded, Chance(7).is_seeded) == (False, True)
