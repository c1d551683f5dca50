"""Signatures as Standard Webhooks has them (standard-webhooks.com, "Signature scheme")."""

import base64
import binascii
import hashlib
import hmac
from datetime import datetime

_BASE64 = "whsec_"


class UnusableSecret(ValueError):
    """It begins with `whsec_`, and what follows is not base64."""


def key_of(secret: str) -> bytes:
    """What follows `whsec_` is base64; any other secret is used as it is. Raises UnusableSecret."""
    if not secret.startswith(_BASE64):
        return secret.encode()
    try:
        key = base64.b64decode(secret.removeprefix(_BASE64), validate=True)
    except (binascii.Error, ValueError) as error:
        raise UnusableSecret("A secret that begins with whsec_ must go on in base64") from error
    if not key:
        raise UnusableSecret("A secret that begins with whsec_ must go on in base64")
    return key


def signed_headers(message_id: str, at: datetime, body: str, secret: str) -> dict[str, str]:
    """The three headers of one attempt at the moment `at`. Raises UnusableSecret."""
    timestamp = str(int(at.timestamp()))
    content = f"{message_id}.{timestamp}.{body}".encode()
    digest = hmac.new(key_of(secret), content, hashlib.sha256).digest()
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }
