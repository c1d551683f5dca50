"""What can be bought: brands, models and templates, with the spellings that are understood."""

import difflib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kernel.money import Money

CATALOGUE = Path(__file__).resolve().parent.parent / "assets" / "catalogue" / "catalogue.json"
USUAL_FACE_MM = (69.0, 145.0)
"""Width and height of a printable face where the catalogue doesn't know the phone's own."""
LONGEST_SPELLING = 100
"""Characters of a text that are compared: a name of 500 KB would keep everybody else waiting."""


@dataclass(frozen=True, slots=True)
class Brand:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Model:
    id: str
    brand_id: str
    name: str
    chinese_model_id: str
    price: Money
    initial_stock: int
    face_mm: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Template:
    id: str
    name: str
    price: Money
    category: str

    @property
    def uses_ai(self) -> bool:
        return self.category == "ai"


@dataclass(frozen=True)
class Catalogue:
    """Only brands that are sold, and their models: the others are hidden from customers."""

    brands: tuple[Brand, ...]
    models: tuple[Model, ...]
    templates: tuple[Template, ...]
    model_aliases: dict[str, str]
    machines: tuple[dict[str, str], ...]
    supported_materials: tuple[str, ...]
    max_print_size: str

    def brand(self, text: str) -> Brand | None:
        return self._brands.get(_plain(text))

    def model(self, text: str) -> Model | None:
        """By id, name, the manufacturer's id or an alias; case and separators don't matter."""
        return self._models.get(_plain(text))

    def template(self, text: str) -> Template | None:
        return self._templates.get(_plain(text))

    def nearest_model(self, text: str) -> str:
        return self._models[_nearest(text, self._models)].name

    def nearest_template(self, text: str) -> str:
        return self._templates[_nearest(text, self._templates)].id

    @cached_property
    def _brands(self) -> dict[str, Brand]:
        return {_plain(spelling): brand for brand in self.brands for spelling in (brand.id, brand.name)}

    @cached_property
    def _models(self) -> dict[str, Model]:
        spelled = {
            _plain(spelling): model
            for model in self.models
            for spelling in (model.id, model.name, model.chinese_model_id)
        }
        aliases = {_plain(alias): spelled[target] for alias, target in self.model_aliases.items()}
        return aliases | spelled

    @cached_property
    def _templates(self) -> dict[str, Template]:
        return {_plain(spelling): one for one in self.templates for spelling in (one.id, one.name)}


def load_catalogue(path: Path = CATALOGUE) -> Catalogue:
    """Read the catalogue's file."""
    document = json.loads(path.read_text(encoding="utf-8"))
    brands = tuple(Brand(one["id"], one["name"]) for one in document["brands"] if one["is_available"])
    sold = {brand.id for brand in brands}
    models = tuple(_model(one) for one in document["models"] if one["brand_id"] in sold)
    return Catalogue(
        brands=brands,
        models=models,
        templates=tuple(_template(one) for one in document["templates"]),
        model_aliases=document["model_aliases"],
        machines=tuple(document["machines"]),
        supported_materials=tuple(document["materials"]["supported_materials"]),
        max_print_size=document["materials"]["max_print_size"],
    )


def _model(one: dict[str, Any]) -> Model:
    width, height = one.get("print_face_mm", USUAL_FACE_MM)
    return Model(
        id=one["id"],
        brand_id=one["brand_id"],
        name=one["name"],
        chinese_model_id=one["chinese_model_id"],
        price=Money(one["price_pence"]),
        initial_stock=one["initial_stock"],
        face_mm=(width, height),
    )


def _template(one: dict[str, Any]) -> Template:
    return Template(one["id"], one["name"], Money(one["price_pence"]), one["category"])


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]+", "-", text.strip().casefold())


def _nearest(text: str, spellings: Iterable[str]) -> str:
    return difflib.get_close_matches(_plain(text[:LONGEST_SPELLING]), spellings, n=1, cutoff=0)[0]
