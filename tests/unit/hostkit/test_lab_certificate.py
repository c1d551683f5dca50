"""What https shows on this computer: found by our programs, and by nobody else's server."""

import pytest
import trustme

from hostkit.lab_certificate import find_certificate, fingerprint, publish_certificate

CERTIFICATE = trustme.CA().cert_pem.bytes().decode("ascii")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
def test_a_published_certificate_is_found_on_this_computer(host: str) -> None:
    publish_certificate(8443, CERTIFICATE)
    assert find_certificate(f"https://{host}:8443") == CERTIFICATE


@pytest.mark.parametrize("address", ["https://192.168.1.7:8443", "https://127.0.0.1:8444", "https://localhost"])
def test_it_vouches_for_no_other_server(address: str) -> None:
    publish_certificate(8443, CERTIFICATE)
    assert find_certificate(address) is None


def test_the_latest_counts() -> None:
    publish_certificate(443, "an older one")
    publish_certificate(443, CERTIFICATE)
    assert find_certificate("https://localhost") == CERTIFICATE


def test_a_backend_without_https_takes_it_back() -> None:
    publish_certificate(8443, CERTIFICATE)
    publish_certificate(8443, None)
    assert find_certificate("https://localhost:8443") is None


def test_fingerprint_is_written_as_openssl_does() -> None:
    parts = fingerprint(CERTIFICATE).split(":")
    assert len(parts) == 32
    assert all(len(part) == 2 and part == part.upper() for part in parts)
