"""What is found about a call that no route takes: its path or its method isn't one of ours."""

from collections.abc import Iterable

from flask import request
from werkzeug.exceptions import MethodNotAllowed, NotFound

from contract.finding import Finding
from contract.hints import Code
from contract.path_mistakes import Mistake, mistake_in

_NOT_MEANT = {"HEAD", "OPTIONS"}


def finding_of(error: NotFound | MethodNotAllowed) -> Finding:
    mistake = mistake_in(request.method, request.path)
    if mistake is not None:
        return _of_path(mistake)
    if isinstance(error, NotFound):
        return Finding(Code.ROUTE_UNKNOWN, {"method": request.method, "path": request.path})
    return _of_method(error.valid_methods or ())


def _of_path(mistake: Mistake) -> Finding:
    missing = {} if mistake.missing is None else {"field": mistake.missing}
    return Finding(mistake.code, {"path": request.path, "meant": mistake.path, **missing})


def _of_method(allowed: Iterable[str]) -> Finding:
    sent = request.method
    if sent != sent.upper() and sent.upper() in allowed:
        return Finding(Code.METHOD_CASE, {"method": sent, "meant": sent.upper()})
    useful = ", ".join(sorted({*allowed} - _NOT_MEANT))
    return Finding(Code.METHOD_NOT_ALLOWED, {"method": sent, "path": request.path, "allowed": useful})
