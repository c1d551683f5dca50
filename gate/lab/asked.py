"""What a call asks for: the ids in its path, its query and its body, read as the tables of the contract have them."""

import json
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from contract.field_codes import code_of
from contract.hints import Code
from contract.messages.base import Request
from contract.messages.query import Query
from gate.lab.refusals import Refused

RequestT = TypeVar("RequestT", bound=Request)
QueryT = TypeVar("QueryT", bound=Query)
LONGEST_RECEIVED = 50
"""Characters that are quoted."""
_ID = re.compile(r"[A-Za-z0-9_-]{1,100}")


@dataclass(frozen=True, slots=True)
class Asked:
    """One call that may be answered. `ids` are by the names in the table's path."""

    ids: dict[str, str]
    query: str
    content_type: str
    body: bytes

    def id(self, name: str) -> str:
        """Raises Refused for what can't be one."""
        value = self.ids[name]
        if not _ID.fullmatch(value):
            detail = f"Malformed {name}: 1 to 100 letters, digits, _ or - are expected"
            raise Refused(HTTPStatus.BAD_REQUEST, Code.PATH_ID_MALFORMED, detail)
        return value

    def read_query(self, model: type[QueryT]) -> QueryT:
        """Of a parameter that comes twice the first one counts. Raises Refused."""
        given = dict(reversed(parse_qsl(self.query, keep_blank_values=True, errors="replace")))
        self.check_names(given, model)
        try:
            return model.model_validate(given)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            code = Code(first["type"]) if first["type"] in set(Code) else Code.QUERY_MALFORMED
            raise Refused(HTTPStatus.BAD_REQUEST, code, _sentence(first)) from error

    def check_names(self, given: dict[str, str], model: type[Query] | None) -> None:
        """A misspelled condition would widen what is asked for. Raises Refused."""
        known = () if model is None else tuple(model.model_fields)
        for name in given:
            if name not in known:
                choice = f"Choose from: {', '.join(known)}" if known else "It takes none"
                detail = f"This call has no parameter {name[:LONGEST_RECEIVED]!r}. {choice}"
                raise Refused(HTTPStatus.BAD_REQUEST, Code.QUERY_UNKNOWN, detail)

    def read(self, model: type[RequestT]) -> RequestT:
        """Raises Refused, with everything that is wrong in one sentence a field."""
        try:
            return model.model_validate(self._document())
        except ValidationError as error:
            errors = error.errors(include_url=False)
            detail = "; ".join(map(_sentence, errors))
            raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, code_of(errors[0]["type"]), detail) from error

    def _document(self) -> dict[str, Any]:
        media_type = self.content_type.partition(";")[0].strip().lower()
        if media_type != "application/json":
            code = Code.CONTENT_TYPE_OTHER if media_type else Code.CONTENT_TYPE_MISSING
            detail = "Content-Type must be application/json"
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, code, detail)
        try:
            document = json.loads(self.body)
        except (ValueError, RecursionError) as error:
            detail = f"Body is not valid JSON: {error}"
            raise Refused(HTTPStatus.BAD_REQUEST, Code.BODY_NOT_JSON, detail) from error
        if not isinstance(document, dict):
            raise Refused(HTTPStatus.BAD_REQUEST, Code.BODY_NOT_OBJECT, "Body must be a JSON object")
        return document


def _sentence(error: ErrorDetails) -> str:
    """Which field, and what is wrong with it."""
    field = ".".join(map(str, error["loc"]))
    message = "There is no such field" if error["type"] == "extra_forbidden" else error["msg"]
    return f"{field}: {message}" if field else message
