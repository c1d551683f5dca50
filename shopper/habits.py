"""What shoppers in a British mall like, and what the n-th of them chooses. Pure: equal seeds choose alike."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from kernel.chance import Chance
from kernel.money import Money
from shopper.catalogue import Catalogue, Model, Template

BRANDS = {"iphone": 6, "samsung": 4}
"""How often each brand is chosen, of ten shoppers."""

TEMPLATES = {
    "classic": 3,
    "2-in-1": 2,
    "3-in-1": 1,
    "4-in-1": 1,
    "film-strip-3": 2,
    "funny-toon": 2,
    "retro-remix": 4,
    "cover-shoot": 2,
    "glitch-pro": 2,
    "footy-fan": 1,
}
"""How often each template is chosen, of twenty shoppers."""

TEXTS = (
    "Mind the Gap",
    "Good Vibes Only",
    "Best Mum Ever",
    "London Calling",
    "Team Olivia",
    "Class of 2026",
    "Stay Wild",
    "Tea First",
    "Amelia & Noah",
    "Hello Sunshine",
    "Rainy Days",
    "Born to Dance",
)

FONTS = ("Inter", "Montserrat", "Poppins", "Oswald", "Georgia", "Merriweather", "Nunito", "Raleway")

COLOURS = (
    ("White", "Indigo"),
    ("White", "Pink"),
    ("Light Gray", "Black"),
    ("Dark Gray", "White"),
    ("Black", "White"),
    ("Red", "White"),
    ("Orange", "Black"),
    ("Yellow", "Black"),
    ("Green", "Black"),
    ("Blue", "White"),
    ("Purple", "White"),
    ("Pink", "Black"),
    ("Indigo", "White"),
)
"""Background and text that can be read on each other."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A whole design. Colours are #RRGGBB."""

    model: Model
    template: Template
    text: str
    font: str
    background: str
    text_colour: str

    @property
    def price(self) -> Money:
        return self.template.price

    def order_data(self) -> dict[str, Any]:
        """The design in the form of order-summary (guide 2.2.0, section 9)."""
        return {
            "brand": self.model.brand,
            "model": self.model.name,
            "template": self.template.id,
            "images": [f"photo-{number}.jpg" for number in range(1, self.template.photos + 1)],
            "text": self.text,
            "font": self.font,
            "colors": {"background": self.background, "text": self.text_colour},
        }


def choose(catalogue: Catalogue, chance: Chance, machine_id: str, number: int) -> Choice:
    """What the `number`-th shopper at this machine wants, counted from 1."""
    random = chance.generator("design", machine_id, number)
    background, text_colour = random.choice(COLOURS)
    return Choice(
        model=_some_model(catalogue, random),
        template=_some_template(catalogue, random),
        text=random.choice(TEXTS),
        font=random.choice(FONTS),
        background=catalogue.backgrounds[background],
        text_colour=catalogue.text_colours[text_colour],
    )


def choose_another_model(catalogue: Catalogue, choice: Choice) -> Choice:
    """The same design for the next model of the brand: what a shopper takes when theirs is sold out."""
    models = [model for model in catalogue.models if model.brand == choice.model.brand]
    following = models[(models.index(choice.model) + 1) % len(models)]
    return replace(choice, model=following)


def _some_model(catalogue: Catalogue, random: Random) -> Model:
    brand = _weighted(random, BRANDS)
    return random.choice([model for model in catalogue.models if model.brand == brand])


def _some_template(catalogue: Catalogue, random: Random) -> Template:
    wanted = _weighted(random, TEMPLATES)
    return next(template for template in catalogue.templates if template.id == wanted)


def _weighted(random: Random, weights: Mapping[str, int]) -> str:
    return random.choices(list(weights), weights=list(weights.values()))[0]
