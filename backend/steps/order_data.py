"""The free `order_data` of a design: the documented keys, those of the live phone app, and the catalogue."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AliasChoices, BeforeValidator, Field

from backend.base.refusals import invalid
from backend.base.validation import check_document, validated
from backend.catalogue import Brand, Catalogue, Model, Template
from contract.hints import Code
from contract.messages.base import JsonObject, Request, Text

ORDER_DATA_KB = 500
FIELD = "order_data"


def _id_of(value: object) -> object:
    """The live app sends a template as `{id, name}`."""
    return value.get("id") if isinstance(value, dict) else value


class _Colors(Request):
    background: Text | None = None
    text: Text | None = None


class _OrderData(Request):
    brand: Text | None = None
    model: Text | None = Field(default=None, validation_alias=AliasChoices("model", "phone_model"))
    template: Annotated[Text | None, BeforeValidator(_id_of)] = None
    images: list[Any] | None = None
    design_image: Any = Field(default=None, validation_alias="designImage")
    text: Text | None = Field(default=None, validation_alias=AliasChoices("text", "inputText"))
    font: Text | None = Field(default=None, validation_alias=AliasChoices("font", "selectedFont"))
    colors: _Colors | None = None
    color: Text | None = None
    text_color: Text | None = Field(default=None, validation_alias="selectedTextColor")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A design as we understand it; None stands for what the shopper hasn't said."""

    brand: str | None
    model: Model | None
    template: Template | None
    images: int
    text: str | None
    font: str | None
    background: str | None
    text_colour: str | None

    @property
    def user_selections(self) -> JsonObject:
        """As session status shows them (guide 2.2.0, section 8)."""
        return {"images_uploaded": self.images, "text_added": self.text, "font": self.font}


def read_order_data(order_data: JsonObject, catalogue: Catalogue) -> Chosen:
    """Raises Invalid for a document too large, a wrong type, or an unknown brand, model or template."""
    check_document(FIELD, order_data, ORDER_DATA_KB)
    return understand_order_data(order_data, catalogue)


def understand_order_data(order_data: JsonObject, catalogue: Catalogue) -> Chosen:
    """The same for a design that was accepted before, without looking through its 500 KB again."""
    data = validated(_OrderData, order_data, (FIELD,))
    brand = _brand(data.brand, catalogue)
    model = _model(data.model, brand, catalogue)
    colors = data.colors or _Colors()
    return Chosen(
        brand=brand.id if brand else model.brand_id if model else None,
        model=model,
        template=_template(data.template, catalogue),
        images=_count(data),
        text=data.text or None,
        font=data.font or None,
        background=colors.background or data.color or None,
        text_colour=colors.text or data.text_color or None,
    )


def _count(data: _OrderData) -> int:
    return len(data.images) if data.images is not None else int(bool(data.design_image))


def _brand(text: str | None, catalogue: Catalogue) -> Brand | None:
    if not text:
        return None
    brand = catalogue.brand(text)
    if brand is None:
        sold = [one.id for one in catalogue.brands]
        raise invalid(Code.BRAND_UNKNOWN, f"{FIELD}.brand", f"Brand must be one of: {sold}", text, sold[0])
    return brand


def _model(text: str | None, brand: Brand | None, catalogue: Catalogue) -> Model | None:
    if not text:
        return None
    model = catalogue.model(text)
    if model is None:
        nearest = catalogue.nearest_model(text)
        raise invalid(
            Code.MODEL_UNKNOWN, f"{FIELD}.model", f"Model is unknown; the nearest is {nearest}", text, nearest
        )
    if brand is not None and model.brand_id != brand.id:
        message = f"Model {model.name} is not of the brand {brand.name}"
        raise invalid(Code.MODEL_OF_OTHER_BRAND, f"{FIELD}.model", message, text, model.brand_id)
    return model


def _template(text: str | None, catalogue: Catalogue) -> Template | None:
    if not text:
        return None
    template = catalogue.template(text)
    if template is None:
        nearest = catalogue.nearest_template(text)
        message = f"Template is unknown; the nearest is {nearest}"
        raise invalid(Code.TEMPLATE_UNKNOWN, f"{FIELD}.template", message, text, nearest)
    return template
