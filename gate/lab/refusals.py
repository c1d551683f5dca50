"""What such a call answers when it refuses: problem+json with the codes that our own backend has."""

from http import HTTPStatus

from contract.hints import Code
from contract.messages.errors import Problem


class Refused(Exception):
    """Nothing was changed."""

    def __init__(self, status: HTTPStatus, code: Code, detail: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.headers = headers or {}

    @property
    def problem(self) -> Problem:
        return Problem(title=self.status.phrase, status=self.status, detail=str(self), code=self.code)
