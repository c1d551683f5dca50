"""What a shopper can choose from: models, templates, fonts and colours on sale."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kernel.money import Money

FILE = Path(__file__).resolve().parents[1] / "assets" / "catalogue" / "catalogue.json"


@dataclass(frozen=True, slots=True)
class Model:
    """A phone model of a brand on sale, by the names that order-summary carries."""

    brand: str
    name: str


@dataclass(frozen=True, slots=True)
class Template:
    """A template; its price is the case's price."""

    id: str
    price: Money
    photos: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All there is to choose. Colours are #RRGGBB by their English names."""

    models: tuple[Model, ...]
    templates: tuple[Template, ...]
    fonts: tuple[str, ...]
    backgrounds: dict[str, str]
    text_colours: dict[str, str]


@cache
def load_catalogue() -> Catalogue:
    content = json.loads(FILE.read_text(encoding="utf-8"))
    on_sale = {brand["id"] for brand in content["brands"] if brand["is_available"]}
    return Catalogue(
        models=tuple(
            Model(each["brand_id"], each["name"]) for each in content["models"] if each["brand_id"] in on_sale
        ),
        templates=tuple(
            Template(each["id"], Money(each["price_pence"]), each["image_count"]) for each in content["templates"]
        ),
        fonts=tuple(content["fonts"]),
        backgrounds={each["name"]: each["hex"] for each in content["colors"]["background"]},
        text_colours={each["name"]: each["hex"] for each in content["colors"]["text"]},
    )
