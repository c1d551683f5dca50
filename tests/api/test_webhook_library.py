"""What the standard's own library says of our messages, in a lab whose clock is months ahead."""

import base64
from collections.abc import Iterator

import pytest
from flask import Flask
from standardwebhooks import Webhook

from backend.app import close_app, create_app
from backend.http.context import environment_of
from backend.settings import Settings
from backend.webhooks.courier import deliver_due
from tests.api.api_driver import Api
from tests.api.receiver import Receiver, receiving
from tests.api.webhook_driver import configure

DAY = 24 * 3600
PLAIN, BASE64 = "你的密钥", f"whsec_{base64.b64encode(b'of the receiver').decode()}"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """A backend on the computer's own time, by which the library judges."""
    app = create_app(settings)
    yield app
    close_app(app)


@pytest.mark.parametrize(
    ("secret", "verifier"),
    [(PLAIN, Webhook(PLAIN.encode())), (PLAIN, Webhook(base64.b64encode(PLAIN.encode()).decode())),
     (BASE64, Webhook(BASE64))],
    ids=["bytes", "bytes as base64", "whsec"],
)  # fmt: skip
def test_it_verifies(api: Api, app: Flask, receiver: Receiver, secret: str, verifier: Webhook) -> None:
    configure(api, webhook_url=receiver.url, events=["payment_completed"], secret=secret)
    assert api.lab("clock/advance", method="POST", json={"seconds": 100 * DAY}).status_code == 200
    api.order()
    deliver_due(environment_of(app))
    call = receiver.next()
    assert verifier.verify(call.body, call.headers)["event"] == "payment_completed"
