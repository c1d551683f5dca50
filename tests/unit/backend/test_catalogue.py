"""The catalogue, read from the file that ships with the product."""

import pytest

from backend.catalogue import USUAL_FACE_MM, Catalogue, load_catalogue
from kernel.money import Money


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.mark.parametrize(
    "text", ["iphone-iphone-15-pro", "iPhone 15 Pro", "CN_IPHONE_006", "iphone_15_pro", " IPHONE-15-pro "]
)
def test_spellings_of_a_model(catalogue: Catalogue, text: str) -> None:
    model = catalogue.model(text)
    assert model is not None
    assert (model.id, model.price, model.face_mm) == ("iphone-iphone-15-pro", Money(1999), (69.43, 145.12))


@pytest.mark.parametrize("text", ["", "Pixel 9", "google-pixel-9", "iPhone 3"])
def test_what_is_not_sold_is_unknown(catalogue: Catalogue, text: str) -> None:
    assert catalogue.model(text) is None


def test_an_unknown_face_has_the_usual_size(catalogue: Catalogue) -> None:
    model = catalogue.model("iPhone 13 mini")
    assert model is not None
    assert model.face_mm == USUAL_FACE_MM


@pytest.mark.parametrize(
    ("text", "nearest"), [("iphone 15 por", "iPhone 15 Pro"), ("Galaxy S24 Ulta", "Galaxy S24 Ultra")]
)
def test_nearest_model(catalogue: Catalogue, text: str, nearest: str) -> None:
    assert catalogue.nearest_model(text) == nearest


def test_something_is_always_nearest(catalogue: Catalogue) -> None:
    assert catalogue.model(catalogue.nearest_model("手机")) is not None
    assert catalogue.template(catalogue.nearest_template("")) is not None


@pytest.mark.parametrize(("text", "uses_ai"), [("retro-remix", True), ("Retro Remix", True), ("classic", False)])
def test_template(catalogue: Catalogue, text: str, uses_ai: bool) -> None:
    template = catalogue.template(text)
    assert template is not None
    assert template.uses_ai is uses_ai


@pytest.mark.parametrize("text", ["iphone", "iPhone", "IPHONE"])
def test_brand(catalogue: Catalogue, text: str) -> None:
    brand = catalogue.brand(text)
    assert brand is not None
    assert brand.name == "iPhone"


def test_a_hidden_brand(catalogue: Catalogue) -> None:
    assert catalogue.brand("google") is None
