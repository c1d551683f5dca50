"""GET /api/chinese/models/stock-status: what can be sold, in the shapes of both guides."""

from collections import Counter
from datetime import datetime

from backend.catalogue import Catalogue, Model
from backend.models.queries.events import last_stock_change
from backend.models.queries.stock import last_entered, on_hand_by_model, reserved_by_model
from backend.rules.stock import available
from backend.world.environment import Environment
from contract.messages.stock import Availability, ModelStock, StockStatus, StockSummary


def stock_status(environment: Environment) -> StockStatus:
    """Every figure is computed from three statements, however many models and equipments there are.

    `stock` and `available` are what may still be sold, and `total_stock` and `total_available` their sum. Neither
    guide says what `total_capacity` counts: here each model's shelf holds its initial stock, or what a count found
    beyond that, so that no part is ever greater than the whole.
    """
    catalogue = environment.catalogue
    with environment.store.reading():
        on_hand, reserved = on_hand_by_model(), reserved_by_model()
        changed_at = _last_change()
    left = Counter({model.id: available(on_hand[model.id], reserved[model.id]) for model in catalogue.models})
    return StockStatus(
        success=True,
        models=[_model(model, left[model.id]) for model in catalogue.models],
        summary=StockSummary(
            total_models=len(catalogue.models),
            total_stock=left.total(),
            brands_available=[brand.id for brand in catalogue.brands],
            last_updated=changed_at,
        ),
        stock_status=_by_brand(catalogue, left, reserved),
        last_updated=changed_at,
        total_capacity=sum(max(model.initial_stock, on_hand[model.id]) for model in catalogue.models),
        total_available=left.total(),
    )


def _last_change() -> datetime:
    """When stock was moved or promised last; before any sale, when the shelves were first filled."""
    return last_stock_change() or last_entered()


def _model(model: Model, left: int) -> ModelStock:
    return ModelStock(
        id=model.id,
        name=model.name,
        chinese_model_id=model.chinese_model_id,
        brand_id=model.brand_id,
        stock=left,
        price=model.price,
        is_available=left > 0,
    )


def _by_brand(catalogue: Catalogue, left: Counter[str], reserved: Counter[str]) -> dict[str, dict[str, Availability]]:
    return {
        brand.id: {
            _snake_case(model.name): Availability(available=left[model.id], reserved=reserved[model.id])
            for model in catalogue.models
            if model.brand_id == brand.id
        }
        for brand in catalogue.brands
    }


def _snake_case(name: str) -> str:
    """As guide 2.1.0 spells models: iphone_14_pro, galaxy_s24."""
    return "_".join(name.casefold().split())
