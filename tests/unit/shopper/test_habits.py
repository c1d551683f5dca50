"""What shoppers choose: only what is on sale, the same for the same seed."""

import pytest

from kernel.chance import Chance
from kernel.money import Money
from shopper.catalogue import load_catalogue
from shopper.habits import BRANDS, COLOURS, FONTS, TEMPLATES, Choice, choose, choose_another_model

CATALOGUE = load_catalogue()


def some_choices(count: int = 300) -> list[Choice]:
    return [choose(CATALOGUE, Chance(1), machine_id="VM001", number=number) for number in range(1, count + 1)]


def test_equal_seeds_choose_alike() -> None:
    assert choose(CATALOGUE, Chance(7), "VM001", 3) == choose(CATALOGUE, Chance(7), "VM001", 3)


@pytest.mark.parametrize("other", [(8, "VM001", 3), (7, "VM002", 3), (7, "VM001", 4)])
def test_seed_machine_and_number_each_make_another_shopper(other: tuple[int, str, int]) -> None:
    seed, machine_id, number = other
    assert choose(CATALOGUE, Chance(seed), machine_id, number) != choose(CATALOGUE, Chance(7), "VM001", 3)


def test_hidden_brands_are_not_for_sale() -> None:
    assert {model.brand for model in CATALOGUE.models} == {"iphone", "samsung"}


def test_habits_name_only_what_the_catalogue_has() -> None:
    assert set(BRANDS) == {model.brand for model in CATALOGUE.models}
    assert set(TEMPLATES) == {template.id for template in CATALOGUE.templates}
    assert set(FONTS) <= set(CATALOGUE.fonts)
    assert {background for background, _ in COLOURS} == set(CATALOGUE.backgrounds)
    assert {text for _, text in COLOURS} <= set(CATALOGUE.text_colours)


def test_every_habit_is_had_by_somebody() -> None:
    choices = some_choices()
    assert {choice.template.id for choice in choices} == set(TEMPLATES)
    assert {choice.font for choice in choices} == set(FONTS)


def test_liked_templates_are_chosen_more_often() -> None:
    names = [choice.template.id for choice in some_choices()]
    assert names.count("retro-remix") > 2 * names.count("footy-fan")


@pytest.mark.parametrize(
    ("template", "pence"), [("classic", 1999), ("film-strip-3", 1999), ("retro-remix", 2199), ("footy-fan", 2399)]
)
def test_price_is_the_templates(template: str, pence: int) -> None:
    choice = next(choice for choice in some_choices() if choice.template.id == template)
    assert choice.price == Money(pence)


def test_order_data_has_the_documented_form() -> None:
    choice = next(choice for choice in some_choices() if choice.template.id == "2-in-1")
    assert choice.order_data() == {
        "brand": choice.model.brand,
        "model": choice.model.name,
        "template": "2-in-1",
        "images": ["photo-1.jpg", "photo-2.jpg"],
        "text": choice.text,
        "font": choice.font,
        "colors": {"background": choice.background, "text": choice.text_colour},
    }


def test_background_and_text_differ() -> None:
    assert all(choice.background != choice.text_colour for choice in some_choices())


def test_another_model_keeps_brand_and_design() -> None:
    for choice in some_choices():
        other = choose_another_model(CATALOGUE, choice)
        assert other.model != choice.model
        assert other.model.brand == choice.model.brand
        assert other.order_data() == {**choice.order_data(), "model": other.model.name}
