"""What a backend of this computer shows over https: one public file a port, so that our programs find it."""

import hashlib
import ssl
from contextlib import suppress
from pathlib import Path

from hostkit.addresses import is_this_computer, port_of
from hostkit.folders import state_folder


def _certificate_file(port: int) -> Path:
    return state_folder() / f"lab-certificate-{port}.pem"


def publish_certificate(port: int, certificate: str | None) -> None:
    """Leave it (PEM) for our programs; None takes an earlier one back, since the backend now speaks plain http."""
    file = _certificate_file(port)
    if certificate is None:
        file.unlink(missing_ok=True)
        return
    draft = file.with_suffix(".draft")
    draft.write_text(certificate, encoding="ascii")
    draft.replace(file)


def find_certificate(base_url: str) -> str | None:
    """The certificate for a backend on this computer, None for any other server: ours vouches for nobody else."""
    if is_this_computer(base_url):
        with suppress(OSError):  # no backend with https has run here, or another user's has
            return _certificate_file(port_of(base_url)).read_text(encoding="ascii")
    return None


def fingerprint(certificate: str) -> str:
    """SHA-256 of a certificate (PEM), as browsers and openssl write it."""
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(certificate)).digest().hex(":").upper()
