"""A body with only the wrong things corrected."""

import copy
import re
import unicodedata
from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

from backend.base.refusals import FieldProblem, Invalid
from contract.finding import Fact
from contract.hints import Code
from contract.masking import MASK
from contract.messages.base import JsonObject

Check = Callable[[JsonObject], object]
"""Raises Invalid for a body that can't be used."""
ROUNDS = 30
"""Each round corrects every field that is refused; one is tried up to five ways."""
_NEAREST = {Code.BRAND_UNKNOWN, Code.MODEL_UNKNOWN, Code.TEMPLATE_UNKNOWN, Code.CURRENCY_UNKNOWN, Code.TIME_MALFORMED}
"""Their `expected` is itself a value that works."""


def repaired(body: JsonObject, example: JsonObject, check: Check) -> JsonObject:
    """The body as `check` takes it: each refused field made fit, or as in the example, or left out.

    What resists all that is replaced by the example as a whole.
    """
    body = _unmasked(copy.deepcopy(body), example)
    attempts: dict[str, int] = {}
    for _ in range(ROUNDS):
        try:
            check(body)
        except Invalid as refusal:
            for problem in refusal.problems:
                attempts[problem.field] = _correct(body, example, problem, attempts.get(problem.field, 0))
        else:
            return body
    return copy.deepcopy(example)


def _unmasked(body: JsonObject, example: JsonObject) -> JsonObject:
    """The journal's mask would be taken for the secret itself; the guides' example shows what to put there."""
    return {name: copy.deepcopy(example.get(name, value)) if value == MASK else value for name, value in body.items()}


def _correct(body: JsonObject, example: JsonObject, problem: FieldProblem, attempt: int) -> int:
    """Try the next way of correcting a field that alters the body; the number of ways tried so far."""
    before = repr(body)  # tells 15.0 from 15, which are equal
    for number, way in enumerate(_WAYS[attempt:], attempt + 1):
        way(body, example, problem)
        if repr(body) != before:
            return number
    return len(_WAYS)


def _make_fit(body: JsonObject, _: JsonObject, problem: FieldProblem) -> None:
    steps = problem.field.split(".")
    if problem.code is Code.FIELD_MISSING and (key := _other_spelling(body, steps)) is not None:
        body[steps[0]] = body.pop(key)
    elif problem.code is Code.MODEL_OF_OTHER_BRAND:
        _put(body, [*steps[:-1], "brand"], problem.expected)
    elif problem.code is Code.MODEL_UNKNOWN and steps[0] == "phone_models":
        _rename(body, steps, str(problem.expected))
    elif problem.code in _NEAREST:
        _put(body, steps, problem.expected)
    elif (fit := _FITTING.get(problem.code)) is not None and (value := _get(body, steps)) is not None:
        _put(body, steps, fit(value, problem.expected))


def _as_in_example(body: JsonObject, example: JsonObject, problem: FieldProblem) -> None:
    steps = problem.field.split(".")
    if (value := _get(example, steps)) is not None:
        _put(body, steps, copy.deepcopy(value))


def _left_out(body: JsonObject, _: JsonObject, problem: FieldProblem) -> None:
    *path, last = problem.field.split(".")
    place = _get(body, path) if path else body
    if isinstance(place, dict):
        place.pop(last, None)


def _whole_as_in_example(body: JsonObject, example: JsonObject, problem: FieldProblem) -> None:
    name = problem.field.partition(".")[0]
    if name in example:
        body[name] = copy.deepcopy(example[name])


def _whole_left_out(body: JsonObject, _: JsonObject, problem: FieldProblem) -> None:
    body.pop(problem.field.partition(".")[0], None)


_WAYS = (_make_fit, _as_in_example, _left_out, _whole_as_in_example, _whole_left_out)


def _as_type(value: Any, expected: Fact) -> Any:
    """30 for "30" where a number is wanted, "30" for 30 where a string is."""
    if expected == "string":
        return str(value) if isinstance(value, int | float) else value
    return _number(value)


def _number(value: Any, _: Fact = None) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    digits = value.strip().lstrip("£") if isinstance(value, str) else ""
    if re.fullmatch(r"-?[0-9]{1,9}", digits):
        return int(digits)
    return float(digits) if re.fullmatch(r"-?[0-9]{1,9}\.[0-9]{1,4}", digits) else value


def _word(value: Any, expected: Fact) -> Any:
    words = str(expected).split(", ")
    near = get_close_matches(str(value)[:100].lower(), words, n=1)
    if not near:
        return value
    return int(near[0]) if near[0].isdecimal() else near[0]


def _without_controls(value: Any, _: Fact = None) -> Any:
    """In all texts of a document, its keys included."""
    if isinstance(value, dict):
        return {_without_controls(key): _without_controls(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_controls(item) for item in value]
    if not isinstance(value, str):
        return value
    return "".join(one for one in value if one in "\n\t" or unicodedata.category(one) not in {"Cc", "Cs"})


def _shortened(value: Any, expected: Fact) -> Any:
    return value[:expected] if isinstance(expected, int) and isinstance(value, str) else value


def _pounds(value: Any, _: Fact) -> Any:
    """Pence where pounds are wanted are the usual mistake."""
    return value / 100 if isinstance(value, int | float) and 500 < value <= 50_000 else value


_FITTING: dict[Code, Callable[[Any, Fact], Any]] = {
    Code.FIELD_TYPE: _as_type,
    Code.FIELD_WORD: _word,
    Code.FIELD_TEXT: _without_controls,
    Code.FIELD_TOO_LONG: _shortened,
    Code.FIELD_RANGE: lambda _, limit: limit,
    Code.MACHINE_ID_MALFORMED: lambda value, _: re.sub(r"[^A-Za-z0-9_-]+", "_", str(value))[:50],
    Code.AMOUNT_TYPE: _number,
    Code.AMOUNT_DECIMALS: lambda value, _: round(value, 2) if isinstance(value, float) else value,
    Code.AMOUNT_RANGE: _pounds,
}


def _other_spelling(body: JsonObject, steps: list[str]) -> str | None:
    """The key that has the same letters: machineId for machine_id."""
    wanted = _letters(steps[0])
    return next((key for key in body if len(steps) == 1 and _letters(key) == wanted), None)


def _letters(key: str) -> str:
    return re.sub(r"[\s_-]", "", key).casefold()


def _get(document: Any, steps: list[str]) -> Any:
    """None where the path leads nowhere."""
    for step in steps:
        if isinstance(document, dict):
            document = document.get(step)
        elif isinstance(document, list) and step.isdecimal() and int(step) < len(document):
            document = document[int(step)]
        else:
            return None
    return document


def _put(body: JsonObject, steps: list[str], value: Any) -> None:
    """Nothing where the path leads nowhere."""
    *path, last = steps
    place = _get(body, path) if path else body
    if isinstance(place, dict):
        place[last] = value
    elif isinstance(place, list) and last.isdecimal() and int(last) < len(place):
        place[int(last)] = value


def _rename(body: JsonObject, steps: list[str], name: str) -> None:
    place = _get(body, steps[:1])
    if isinstance(place, dict):
        place[name] = place.pop(".".join(steps[1:]), 0)
