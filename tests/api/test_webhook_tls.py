"""Webhooks over https: the connection goes to the checked address, the certificate must bear the url's name."""

import asyncio
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest
import trustme

from backend.outbound.calling import open_client
from backend.webhooks.deliveries import Outcome, Parcel
from backend.webhooks.post import post
from tests.api.receiver import Receiver, receiving


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def receiver(authority: trustme.CA) -> Iterator[Receiver]:
    """Speaks https as `localhost`, which its certificate says, and nothing else."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with receiving(tls=context) as receiver:
        yield receiver


def deliver(url: str, trust: ssl.SSLContext | None = None) -> Outcome:
    """One attempt, by a client that trusts the authority of `trust` or, without it, those of the system."""

    async def attempt() -> Outcome:
        async with httpx.AsyncClient(verify=trust, trust_env=False) if trust else open_client() as client:
            return await post(client, parcel, (), patience=10)

    now = datetime(2025, 8, 4, tzinfo=UTC)
    parcel = Parcel(1, "msg_1", "wh_1", url, "{}", now, now, secret="your_webhook_secret")
    return asyncio.run(attempt())


@pytest.fixture
def trust(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def test_the_name_of_the_url(receiver: Receiver, trust: ssl.SSLContext) -> None:
    assert deliver(f"https://localhost:{receiver.server_port}/", trust).status == 200
    assert receiver.next().headers["host"] == f"localhost:{receiver.server_port}"


def test_the_address_is_not_the_name(receiver: Receiver, trust: ssl.SSLContext) -> None:
    outcome = deliver(f"https://127.0.0.1:{receiver.server_port}/", trust)
    assert outcome.status is None
    assert "IP address mismatch" in str(outcome.error)


def test_an_authority_that_nobody_knows(receiver: Receiver) -> None:
    outcome = deliver(f"https://localhost:{receiver.server_port}/")
    assert outcome.status is None
    assert "certificate verify failed" in str(outcome.error)
