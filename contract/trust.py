"""Whose certificate is believed over https."""

import ssl
from collections.abc import Callable
from functools import cache

import httpx

CertificateFinder = Callable[[], str | None]


class Trust(ssl.SSLContext):
    """The authorities of the system and of certifi; of a server whose certificate (PEM) `find` gives, that one alone.

    `find` is asked at each connection: the first backend that ever runs on this computer makes the certificate, perhaps
    long after the machine was switched on.
    """

    def __new__(cls, _find: CertificateFinder) -> "Trust":
        return super().__new__(cls, ssl.PROTOCOL_TLS_CLIENT)

    def __init__(self, find: CertificateFinder) -> None:
        self._find = find

    def wrap_bio(
        self,
        incoming: ssl.MemoryBIO,
        outgoing: ssl.MemoryBIO,
        server_side: bool = False,
        server_hostname: str | bytes | None = None,
        session: ssl.SSLSession | None = None,
    ) -> ssl.SSLObject:
        certificate = self._find()
        context = _authorities() if certificate is None else _only(certificate)
        return context.wrap_bio(incoming, outgoing, server_side, server_hostname, session)


@cache
def _authorities() -> ssl.SSLContext:
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context


def _only(certificate: str) -> ssl.SSLContext:
    """Nothing else is trusted, so the name in it, perhaps that of another interface of the computer, adds nothing."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    context.load_verify_locations(cadata=certificate)
    return context
