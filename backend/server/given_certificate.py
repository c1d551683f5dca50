"""A certificate that the operator brings: tried before the start, so that a bad one is a sentence."""

from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

from backend.server.errors import CannotStart
from backend.server.tls import Tls


def take_certificate(certificate: Path, key: Path, now: datetime) -> Tls:
    """The two files, once they are known to serve. Raises CannotStart."""
    own = _certificate(certificate)
    first, last = own.not_valid_before_utc, own.not_valid_after_utc
    if not first <= now <= last:
        raise CannotStart(f"{certificate} is good from {first:%Y-%m-%d} to {last:%Y-%m-%d}: give one for today.")
    _check_key(own, certificate, key)
    return Tls(certificate, key, own.public_bytes(Encoding.PEM).decode("ascii"))


def _certificate(file: Path) -> x509.Certificate:
    """The first one in the file is the server's own."""
    try:
        return x509.load_pem_x509_certificates(_read(file, "--tls-cert"))[0]
    except ValueError as error:
        raise CannotStart(f"{file} holds no certificate in PEM form: give one as --tls-cert.") from error


def _check_key(own: x509.Certificate, certificate: Path, file: Path) -> None:
    try:
        key = load_pem_private_key(_read(file, "--tls-key"), password=None)
    except TypeError as error:
        raise CannotStart(
            f"The key {file} is locked with a password: give one without (openssl pkey -in {file} -out open-key.pem)."
        ) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise CannotStart(f"{file} holds no key in PEM form: give one as --tls-key.") from error
    if not _can_be_served(key):
        raise CannotStart(
            f"The server can't work with the key {file}: give one that is RSA of at least 2048 bits, ECDSA on P-256 or "
            "P-384, or Ed25519."
        )
    if key.public_key() != own.public_key():
        raise CannotStart(f"The key {file} belongs to another certificate than {certificate}: give its own.")


def _can_be_served(key: PrivateKeyTypes) -> bool:
    """What every client's TLS knows; OpenSSL refuses weaker RSA keys itself, and browsers know no P-521."""
    if isinstance(key, rsa.RSAPrivateKey):
        return key.key_size >= 2048
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return isinstance(key.curve, ec.SECP256R1 | ec.SECP384R1)
    return isinstance(key, ed25519.Ed25519PrivateKey)


def _read(file: Path, option: str) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CannotStart(f"{file} can't be read ({error.strerror}): give another file as {option}.") from error
