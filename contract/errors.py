"""What can go wrong on the way to a server, as a caller has to tell it apart."""

from contract.messages.errors import FieldError


class ServiceError(Exception):
    """A call did not succeed."""

    retry_after: float | None = None
    """Seconds, when the server named them."""


class Unreachable(ServiceError):
    """No complete answer came: the server may have done the work or not."""


class Refused(ServiceError):
    """The server understood the call and refused it (4xx)."""

    def __init__(self, status: int, detail: str, errors: list[FieldError], retry_after: float | None) -> None:
        super().__init__(f"{status}: {detail}")
        self.status = status
        self.detail = detail
        self.errors = errors
        self.retry_after = retry_after


class Broken(ServiceError):
    """The server failed (5xx) or its answer doesn't follow the contract."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after
