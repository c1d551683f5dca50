"""What stands behind the ? of a call: read as its row in the table says, or refused in words."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, TypeVar, get_origin

from flask import request
from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from backend.base.refusals import FieldProblem, Invalid, Refusal, Rejected
from backend.http.context import present_kind, present_row
from contract.finding import Fact
from contract.hints import Code
from contract.kinds import Errors
from contract.messages.query import Query

QueryT = TypeVar("QueryT", bound=Query)
LONGEST_RECEIVED = 50
"""Characters that are quoted."""
NO_PARAMETER = "no parameter"


def check_names() -> None:
    """Raises Rejected for a parameter that the call doesn't know: a misspelled condition would widen what is asked for.

    Register it before the requests of a blueprint. The documented calls ignore such parameters.
    """
    row = present_row()
    known = () if row is None or row.query is None else row.query.model_fields
    for name, value in request.args.items():
        if name not in known:
            raise _unknown(name, value, list(known))


def read_query(model: type[QueryT]) -> QueryT:
    """Raises Rejected, and for a documented call Invalid, which names each parameter that can't be used."""
    given = {name: request.args.getlist(name) for name in model.model_fields if _is_list(model.model_fields[name])}
    single = {name: request.args[name] for name in model.model_fields if name in request.args and name not in given}
    try:
        return model.model_validate(single | given)
    except ValidationError as error:
        raise _refusal(model, error.errors(include_url=False)) from error


def malformed(name: str, value: str, wanted: str, expected: Fact = None) -> Rejected:
    """The refusal of one parameter."""
    received = value[:LONGEST_RECEIVED]
    detail = f"{name} {wanted}, not {received!r}"
    return Rejected(Code.QUERY_MALFORMED, detail, field=name, received=received, expected=expected)


def _unknown(name: str, value: str, known: list[str]) -> Rejected:
    shown = name[:LONGEST_RECEIVED]
    nearest = get_close_matches(shown, known, n=1, cutoff=0)
    choice = f"Choose from: {', '.join(known)}" if known else "It takes none"
    detail = f"This call has no parameter {shown!r}. {choice}"
    expected = nearest[0] if nearest else NO_PARAMETER
    return Rejected(Code.QUERY_UNKNOWN, detail, field=shown, received=value[:LONGEST_RECEIVED], expected=expected)


def _is_list(field: FieldInfo) -> bool:
    origin = get_origin(field.annotation)
    return isinstance(origin, type) and issubclass(origin, Sequence)


def _refusal(model: type[Query], errors: list[ErrorDetails]) -> Refusal:
    if present_kind().errors is Errors.GUIDES:
        return Invalid([_problem(error) for error in errors])
    error = errors[0]
    context = error.get("ctx", {})
    if _code(error) is Code.CONDITION_MISSING:
        return Rejected(Code.CONDITION_MISSING, error["msg"], expected=context["expected"])
    name = str(context.get("field") or error["loc"][0])
    value, wanted = str(context.get("received", error["input"])), _wanted(model, name, error)
    if _code(error) is Code.CURSOR_MALFORMED:
        received = value[:LONGEST_RECEIVED]
        return Rejected(Code.CURSOR_MALFORMED, f"{name} {wanted}", field=name, received=received)
    return malformed(name, value, wanted, context.get("expected"))


def _problem(error: ErrorDetails) -> FieldProblem:
    context = error.get("ctx", {})
    received = context.get("received", error["input"])
    return FieldProblem(_code(error), str(error["loc"][0]), error["msg"], received, context.get("expected"))


def _code(error: ErrorDetails) -> Code:
    """Our own validators raise a code as the kind of their error."""
    return Code(error["type"]) if error["type"] in set(Code) else Code.QUERY_MALFORMED


def _wanted(model: type[Query], name: str, error: ErrorDetails) -> str:
    """Behind the parameter's name, what it has to be."""
    if error["type"] in set(Code):
        return error["msg"]
    schema: dict[str, Any] = model.model_json_schema()["properties"][name]
    if "maximum" in schema:
        return f"must be a whole number from {schema['minimum']} to {schema['maximum']}"
    return error["msg"].replace("Input should", "should")
