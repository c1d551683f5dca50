"""Signatures and repeats of webhooks, against the example of Standard Webhooks itself."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.outbound.signing import UnusableSecret, key_of, signed_headers
from backend.webhooks.schedule import next_attempt

NOW = datetime(2025, 8, 4, 14, 30, 22, tzinfo=UTC)
HOUR = 3600


def test_the_standards_own_example() -> None:
    """standard-webhooks.com, the test vector of its libraries."""
    moment = datetime.fromtimestamp(1614265330, UTC)
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    assert signed_headers("msg_p5jXN8AQM9LWM0D4loKWxJek", moment, '{"test": 2432232314}', secret) == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


@pytest.mark.parametrize(
    ("secret", "key"),
    [("whsec_aGVsbG8=", b"hello"), ("your_webhook_secret", b"your_webhook_secret"), ("密钥", "密钥".encode())],
)
def test_keys(secret: str, key: bytes) -> None:
    assert key_of(secret) == key


@pytest.mark.parametrize("secret", ["whsec_", "whsec_aGVsbG8", "whsec_a b=", "whsec_密钥"])
def test_what_is_no_base64(secret: str) -> None:
    with pytest.raises(UnusableSecret):
        key_of(secret)


@pytest.mark.parametrize(
    ("failures", "seconds"), [(1, 5), (2, 5 * 60), (3, 30 * 60), (4, 2 * HOUR), (5, 5 * HOUR), (6, 10 * HOUR)]
)
def test_pauses(failures: int, seconds: int) -> None:
    assert next_attempt(failures, NOW) == NOW + timedelta(seconds=seconds)


def test_giving_up() -> None:
    assert next_attempt(7, NOW) is None
