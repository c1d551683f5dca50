"""The lab's bearer token: one file a port, readable by its owner only, so that our programs find it by themselves."""

import os
import secrets
from pathlib import Path

from hostkit.addresses import is_this_computer, port_of
from hostkit.folders import state_folder


def token_file(port: int) -> Path:
    """Where the token of the backend on this port lies."""
    return state_folder() / f"lab-token-{port}"


def issue_token(port: int) -> str:
    """The token of the backend on this port, made at its first start and kept from then on."""
    file = token_file(port)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii").strip() or _renew(file)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        token = secrets.token_urlsafe(32)
        stream.write(token)
    return token


def _renew(file: Path) -> str:
    """A crash between making the file and writing it leaves it empty."""
    file.unlink()
    return issue_token(int(file.name.rpartition("-")[2]))


def find_token(base_url: str) -> str | None:
    """The token for a backend on this computer, None for any other server: it must never see ours."""
    if not is_this_computer(base_url):
        return None
    try:
        return token_file(port_of(base_url)).read_text(encoding="ascii").strip() or None
    except OSError:
        return None  # no backend has run here, or another user's has
