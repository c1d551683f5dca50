"""One HTTP call: send a message, read the answer into its model, or raise a typed error."""

import ssl
from collections.abc import Callable, Generator
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx
from pydantic import ValidationError

from contract.endpoint import JSON, Endpoint
from contract.errors import Broken, Refused, Unreachable
from contract.messages.base import Answer, Request
from contract.messages.errors import Error
from contract.messages.query import Query
from contract.trust import CertificateFinder, Trust

AnswerT = TypeVar("AnswerT", bound=Answer)
TIMEOUT = httpx.Timeout(10.0, connect=3.0)
REFUSED_TOKEN = {401, 403}
TokenFinder = Callable[[], str | None]


class LabToken(httpx.Auth):
    """Names our own programs to our own backend. The token is looked up until there is one: the first backend that ever
    runs on this computer makes it, perhaps long after the machine was switched on. A refused one is looked up again."""

    def __init__(self, find: TokenFinder) -> None:
        self._find = find
        self._token: str | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        self._token = self._token or self._find()
        if self._token:
            request.headers["Lab-Token"] = self._token
            request.headers["Authorization"] = f"Bearer {self._token}"
        response = yield request
        if response.status_code in REFUSED_TOKEN:
            self._token = None


class Transport:
    """A connection pool to one server. `find_lab_token` gives the lab's token and `find_certificate` the certificate of
    its https, both None for a foreign server."""

    def __init__(
        self,
        base_url: str,
        program: str,
        find_lab_token: TokenFinder = lambda: None,
        transport: httpx.AsyncBaseTransport | None = None,
        find_certificate: CertificateFinder = lambda: None,
    ) -> None:
        self.find_lab_token = find_lab_token
        self.http = httpx.AsyncClient(
            base_url=base_url,
            headers={"User-Agent": program},
            auth=LabToken(find_lab_token),
            timeout=TIMEOUT,
            transport=transport,
            verify=Trust(find_certificate),
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        await self.http.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.http.__aexit__(kind, error, traceback)

    async def send(
        self,
        endpoint: Endpoint,
        body: Request | None = None,
        query: Query | None = None,
        timeout: httpx.Timeout = TIMEOUT,
        **ids: str,
    ) -> httpx.Response:
        """The answer of a call that succeeded. Raises Unreachable, Refused or Broken."""
        path = endpoint.url(**ids)
        content = None if body is None else body.model_dump_json(exclude_none=True).encode()
        headers = {} if body is None else {"Content-Type": JSON}
        try:
            response = await self.http.request(
                endpoint.method, path, content=content, headers=headers, params=_parameters(query), timeout=timeout
            )
        except httpx.HTTPError as error:
            if _is_untrusted(error):
                raise Broken(f"its certificate can't be trusted: {error}") from error
            raise Unreachable(f"{endpoint.method} {path}: {error or type(error).__name__}") from error
        if response.is_success:
            return response
        raise _failure(response)

    async def call(
        self,
        endpoint: Endpoint[AnswerT],
        body: Request | None = None,
        query: Query | None = None,
        timeout: httpx.Timeout = TIMEOUT,
        **ids: str,
    ) -> AnswerT:
        """Like `send`, with the answer read into its model. Raises ValueError for an endpoint without one."""
        if endpoint.answer is None:
            raise ValueError(f"{endpoint.name} answers no message")
        return read_answer(await self.send(endpoint, body, query, timeout, **ids), endpoint.answer)


def read_answer(response: httpx.Response, answer: type[AnswerT]) -> AnswerT:
    """Raises Broken when it isn't as the contract has it."""
    try:
        return answer.model_validate_json(response.content)
    except ValidationError as error:
        told = f"{response.request.method} {response.request.url.path}"
        raise Broken(f"{told}: the answer doesn't follow the contract: {error}") from error


def _parameters(query: Query | None) -> dict[str, Any] | None:
    """What was said, and no more."""
    return None if query is None else query.model_dump(mode="json", exclude_unset=True, exclude_none=True)


def _is_untrusted(error: BaseException | None) -> bool:
    while error is not None and not isinstance(error, ssl.SSLCertVerificationError):
        error = error.__cause__ or error.__context__
    return error is not None


def _failure(response: httpx.Response) -> Refused | Broken:
    if response.status_code >= 500 or response.status_code < 400:
        told = f"{response.request.method} {response.request.url.path}: {response.status_code}"
        return Broken(told, _retry_after(response))
    try:
        error = Error.model_validate_json(response.content)
    except ValidationError:
        error = Error(detail=response.text[:200])
    return Refused(response.status_code, error.detail, error.validation_errors, _retry_after(response))


def _retry_after(response: httpx.Response) -> float | None:
    seconds = response.headers.get("Retry-After", "")
    return float(seconds) if seconds.isdecimal() else None
