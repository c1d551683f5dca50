"""How the present call came through the gate, as the server's middleware has put it into the WSGI environment."""

from flask import request

from contract.wire import Passage

PASSAGE = "lab.passage"
"""A Passage. Missing for calls that the gate doesn't vouch for."""
NOTE = "lab.note"
"""Of the directive that made the call come again; empty otherwise."""
KEY = "lab.key"
"""The number of a call whose wire part the gate writes. Missing likewise."""


def has_gate() -> bool:
    """Whether the gate brought this call, and so does what its answer asks for."""
    return PASSAGE in request.environ


def resumed_note() -> str:
    """What the answer that parked this call noted; empty when it comes for the first time."""
    environ = request.environ
    return str(environ[NOTE]) if environ.get(PASSAGE) is Passage.RESUMED else ""
