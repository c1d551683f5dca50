"""Calls as the gate passes them on: who really calls, and how the call came through.

Nobody but the gate knows the secret. Whoever else comes here, around the gate, is believed in nothing, not even in
where they are.
"""

import hmac
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from backend.http.passage import KEY, NOTE, PASSAGE
from contract.wire import CALL_HEADER, DIRECTIVE_HEADER, PassedCall

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]
UNKNOWN_ADDRESS = "unknown"
"""RFC 7239, 6.2. Belongs to no network, so that nothing is trusted."""
_VARIABLE = "HTTP_" + CALL_HEADER.upper().replace("-", "_")


class PassedCalls:
    """WSGI middleware. Without a secret there is no gate, and addresses are those of the connections."""

    def __init__(self, application: Application, secret: str) -> None:
        self._application = application
        self._secret = secret

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        environ.pop("wsgi.input_terminated", None)  # Flask would take a body that broke off for a whole one
        call = self._believed(environ.pop(_VARIABLE, ""))
        if call is not None:
            _describe(environ, call)
            return self._application(environ, start_response)
        if self._secret:
            environ["REMOTE_ADDR"] = UNKNOWN_ADDRESS
        return self._application(environ, partial(_start_undirected, start_response))

    def _believed(self, text: str) -> PassedCall | None:
        try:
            call = PassedCall.parse(text)
        except ValueError:
            return None
        is_ours = self._secret and hmac.compare_digest(call.secret.encode(), self._secret.encode())
        return call if is_ours else None


def _describe(environ: Environ, call: PassedCall) -> None:
    environ["REMOTE_ADDR"] = call.address
    environ["REMOTE_PORT"] = str(call.port)
    environ["wsgi.url_scheme"] = call.scheme
    environ[KEY] = call.key
    environ[PASSAGE] = call.passage
    environ[NOTE] = call.note


def _start_undirected(start_response: Any, status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
    """Directives are for the gate alone."""
    kept = [(name, value) for name, value in headers if name.lower() != DIRECTIVE_HEADER.lower()]
    return start_response(status, kept, exc_info)
