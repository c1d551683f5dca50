"""A certificate of our own making: an authority that stays, and at each start a server's certificate from it.

Machines trust the authority once. What it signs carries the computer's present names and addresses, and a short life.
"""

import os
import re
import socket
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from filelock import FileLock
from trustme import CA

from backend.server.address import is_everywhere
from backend.server.local_network import outward_candidates
from backend.server.tls import Tls
from hostkit.folders import state_folder

LIFE = timedelta(days=365)
"""Apple's systems refuse a server's certificate that is good for more than 825 days."""
SLOW_CLOCKS = timedelta(days=2)
"""A machine whose clock is behind must not take the certificate for one of tomorrow."""
DNS_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", re.IGNORECASE)


def make_certificate(port: int, ip: str, now: datetime) -> Tls:
    """For a server on this port of `ip`. Raises OSError when the state folder can't be used."""
    folder = state_folder()
    authority, authority_file = _authority(folder)
    leaf = authority.issue_cert(
        *_names(ip),
        organization_name="PimpMyCase rehearsal lab",
        organization_unit_name=socket.gethostname()[:60],
        not_before=now - SLOW_CLOCKS,
        not_after=now + LIFE,
    )
    key, certificate = folder / f"https-{port}-key.pem", folder / f"https-{port}.pem"
    _write(key, leaf.private_key_pem.bytes(), 0o600)
    _write(certificate, b"".join(one.bytes() for one in leaf.cert_chain_pems), 0o644)
    return Tls(certificate, key, authority.cert_pem.bytes().decode("ascii"), authority_file)


def _authority(folder: Path) -> tuple[CA, Path]:
    """The one of this state folder, made by the first backend that needs it."""
    key, certificate = folder / "lab-authority-key.pem", folder / "lab-authority.pem"
    with FileLock(folder / "lab-authority.lock"):
        with suppress(FileNotFoundError, ValueError):  # the latter: damaged files
            return CA.from_pem(certificate.read_bytes(), key.read_bytes()), certificate
        authority = CA(path_length=0, organization_name="PimpMyCase rehearsal lab", organization_unit_name="Authority")
        _write(key, authority.private_key_pem.bytes(), 0o600)
        _write(certificate, authority.cert_pem.bytes(), 0o644)  # last, since it says that both are there
    return authority, certificate


def _names(ip: str) -> list[str]:
    """Whatever this computer may be called by those who come here."""
    host = socket.gethostname()
    candidates = [*outward_candidates(socket.AF_INET), *outward_candidates(socket.AF_INET6)]
    addresses = {"127.0.0.1", "::1", *(one.address for one in candidates)}
    with suppress(OSError):
        addresses |= {str(found[4][0]).partition("%")[0] for found in socket.getaddrinfo(host, None)}
    if not is_everywhere(ip):
        addresses.add(ip)
    names = {name for name in ("localhost", host, f"{host}.local", socket.getfqdn()) if DNS_NAME.fullmatch(name)}
    return [*sorted(names), *sorted(addresses)]


def _write(file: Path, content: bytes, mode: int) -> None:
    """Whole or not at all, and never readable by others for a moment."""
    draft = file.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as stream:
        stream.write(content)
    draft.replace(file)
