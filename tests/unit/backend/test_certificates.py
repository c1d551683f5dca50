"""The server's certificate: one of our own making, or a given one that has to serve."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from backend.server.errors import CannotStart
from backend.server.given_certificate import take_certificate
from backend.server.own_certificate import make_certificate
from backend.server.tls import Tls

NOW = datetime(2025, 8, 4, 14, 30, tzinfo=UTC)
AUTHORITY = trustme.CA()


def own(now: datetime = NOW, ip: str = "127.0.0.1") -> Tls:
    return make_certificate(8443, ip, now)


def leaf(tls: Tls) -> x509.Certificate:
    return x509.load_pem_x509_certificate(tls.certificate.read_bytes())


def names(tls: Tls) -> set[str]:
    found = leaf(tls).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return {str(name.value) for name in found}


def test_our_own_is_for_this_computer_by_every_name() -> None:
    assert {"localhost", "127.0.0.1", "::1"} <= names(own())
    assert "192.168.7.7" in names(own(ip="192.168.7.7"))


def test_our_own_lives_for_a_year_from_each_start() -> None:
    assert leaf(own()).not_valid_before_utc < NOW - timedelta(days=1)
    assert leaf(own()).not_valid_after_utc == NOW + timedelta(days=365)


def test_the_authority_stays() -> None:
    first, second = own(), own(NOW + timedelta(days=400))
    assert first.trusted == second.trusted
    assert second.authority is not None
    assert second.authority.read_text() == second.trusted
    leaf(second).verify_directly_issued_by(x509.load_pem_x509_certificate(first.trusted.encode()))


@pytest.mark.parametrize("file", ["lab-authority.pem", "lab-authority-key.pem"])
@pytest.mark.parametrize("damage", [Path.unlink, lambda file: file.write_bytes(b"gone")], ids=["missing", "damaged"])
def test_a_lost_authority_is_made_anew(state_folder: Path, file: str, damage: object) -> None:
    before = own()
    assert callable(damage)
    damage(state_folder / file)
    after = own()
    assert after.trusted != before.trusted
    leaf(after).verify_directly_issued_by(x509.load_pem_x509_certificate(after.trusted.encode()))


def test_keys_are_readable_by_their_owner_only(state_folder: Path) -> None:
    own()
    modes = {file.name: file.stat().st_mode & 0o777 for file in state_folder.glob("*key*")}
    assert modes == {"lab-authority-key.pem": 0o600, "https-8443-key.pem": 0o600}


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return tmp_path / "certificate.pem"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return tmp_path / "key.pem"


def give(certificate: Path, key: Path, kind: trustme.KeyType = trustme.KeyType.ECDSA) -> None:
    """A good pair, valid for two days around NOW."""
    day = timedelta(days=1)
    issued = AUTHORITY.issue_cert("lab.example.com", not_before=NOW - day, not_after=NOW + day, key_type=kind)
    issued.cert_chain_pems[0].write_to_path(certificate)
    issued.private_key_pem.write_to_path(key)


def refusal(certificate: Path, key: Path, now: datetime = NOW) -> str:
    with pytest.raises(CannotStart) as refused:
        take_certificate(certificate, key, now)
    return str(refused.value)


@pytest.mark.parametrize("kind", trustme.KeyType)
def test_a_good_pair_serves(certificate: Path, key: Path, kind: trustme.KeyType) -> None:
    give(certificate, key, kind)
    assert take_certificate(certificate, key, NOW) == Tls(certificate, key, certificate.read_text())


def test_a_chain_and_a_key_in_one_file_serve_and_only_the_first_certificate_is_told(certificate: Path) -> None:
    issued = AUTHORITY.issue_cert("lab.example.com")
    own_one = issued.cert_chain_pems[0].bytes()
    certificate.write_bytes(own_one + AUTHORITY.cert_pem.bytes() + issued.private_key_pem.bytes())
    assert take_certificate(certificate, certificate, NOW).trusted == own_one.decode()


def test_a_missing_file_is_named(certificate: Path, key: Path) -> None:
    assert f"{certificate} can't be read" in refusal(certificate, key)
    give(certificate, key)
    key.unlink()
    assert f"{key} can't be read" in refusal(certificate, key)


def test_a_file_of_something_else_is_named(certificate: Path, key: Path) -> None:
    give(certificate, key)
    assert f"{key} holds no certificate" in refusal(key, key)
    assert f"{certificate} holds no key" in refusal(certificate, certificate)


def test_a_key_of_another_certificate_is_refused(certificate: Path, key: Path) -> None:
    give(certificate, key)
    AUTHORITY.issue_cert("lab.example.com").private_key_pem.write_to_path(key)
    assert "belongs to another certificate" in refusal(certificate, key)


def test_a_locked_key_is_refused_with_the_command_that_opens_it(certificate: Path, key: Path) -> None:
    give(certificate, key)
    locked = load_pem_private_key(key.read_bytes(), None).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret")
    )
    key.write_bytes(locked)
    assert f"openssl pkey -in {key}" in refusal(certificate, key)


@pytest.mark.parametrize(
    "unsuitable",
    [rsa.generate_private_key(65537, 1024), ec.generate_private_key(ec.SECP521R1())],  # noqa: S505 (that is the point)
    ids=["RSA of 1024 bits", "P-521"],
)
def test_a_key_that_the_server_can_not_use_is_refused(
    certificate: Path, key: Path, unsuitable: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
) -> None:
    give(certificate, key)
    key.write_bytes(unsuitable.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    assert "RSA of at least 2048 bits" in refusal(certificate, key)


@pytest.mark.parametrize("days", [-2, 2])
def test_a_certificate_for_another_day_is_refused(certificate: Path, key: Path, days: int) -> None:
    give(certificate, key)
    assert "good from 2025-08-03 to 2025-08-05" in refusal(certificate, key, NOW + timedelta(days=days))


def test_what_we_make_python_can_serve() -> None:
    tls = own()
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(tls.certificate, tls.key)
