"""Which call may be proposed to whom: never one that changes more than the client's own would have."""

from contract.endpoint import Endpoint
from contract.endpoints import CREATE_SESSION

_READS = {"HEAD", "OPTIONS"}
_CHANGES = {"GET": 0, "POST": 1, "PUT": 1, "PATCH": 1, "DELETE": 2}
"""How much a call of each may change; one that nobody knows is taken to change nothing."""


def meant(sent: str) -> str:
    """The method that a row of the surface has for it, whatever letters it was sent in."""
    method = sent.upper()
    return "GET" if method in _READS else method


def may_stand_for(endpoint: Endpoint, sent: str) -> bool:
    """Whether that call may be proposed to a client who sent this method.

    create-session to everybody: it alters nothing that there is, and all else needs a session.
    """
    return endpoint is CREATE_SESSION or _CHANGES[endpoint.method] <= _CHANGES.get(meant(sent), 0)
