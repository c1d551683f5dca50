"""Phone models as a manufacturer spells them."""

from backend.base.refusals import FieldProblem
from backend.catalogue import Catalogue
from contract.hints import Code


def unknown_model(field: str, text: str, catalogue: Catalogue) -> FieldProblem | None:
    """What is wrong with a spelling, with the nearest model; None when it is understood."""
    if catalogue.model(text) is not None:
        return None
    nearest = catalogue.nearest_model(text)
    return FieldProblem(Code.MODEL_UNKNOWN, field, f"Model is unknown; the nearest is {nearest}", text, nearest)
