"""What nobody may read in the journal: secrets, and the personal data of customers.

Masked are secrets, tokens, signatures, authorisation codes, receipts, cookies, and customers' names, e-mail addresses,
phone numbers and IP addresses, in JSON, forms, queries, headers and broken bodies alike. Not masked, because calls
can't be explained without them: the last four digits of a card, the text on a case, the address that a call came from.
"""

import json
import re
from ipaddress import ip_address
from typing import Any
from urllib.parse import unquote_plus

MASK = "***"
SECRETS = ("secret", "webhook_secret", "client_secret", "password", "cvv", "card_number")
TOKENS = ("token", "lab_token", "access_token", "refresh_token", "api_key", "authorization")
SIGNATURES = ("signature", "webhook_signature")
RECEIPTS = ("authorization_code", "auth_code", "receipt", "receipt_number")
PEOPLE = ("customer", "customer_info", "customer_name", "customer_email", "customer_phone")
REACHED_AT = ("email", "phone", "phone_number", "ip_address")
KEYS = (*SECRETS, *TOKENS, *SIGNATURES, *RECEIPTS, *PEOPLE, *REACHED_AT)
"""What is masked wherever it stands, with everything in it; in any case, and with or without _, - or a blank."""
_NAMES = frozenset(key.replace("_", "") for key in KEYS)
_STAND_IN_EMAIL, _STAND_IN_ADDRESS = "masked@example.com", "192.0.2.1"
"""Where only a certain form is taken: so a masked request can be repeated, and a malformed value doesn't look right."""
_SIGNS = (
    *("secret", "password", "cvv", "cardnumber", "token", "apikey", "auth", "signature", "receipt"),
    *("customer", "email", "phone", "ipaddress", "%", "\\u", "@"),
)
"""One of them is in every text that may hold something to be masked: most texts need no closer look."""

_HEADER_SIGNS = (*_SIGNS, "cookie", "labgate")
"""The same for a head."""
_SECRET_HEADER = re.compile(
    r"^([^\r\n:]*(?:(?<!www-)auth|cookie|token|secret|signature|password|api[ _-]?key|lab[_-]gate|customer|email|phone)"
    r"[^\r\n:]*:[ \t]*(?:(?:Basic|Bearer|Digest)[ \t]+)?)[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*",
    re.IGNORECASE | re.MULTILINE,
)
"""A line of a head by its name, with the lines that go on with it."""

_KEY = "|".join(sorted((key.replace("_", "[ _-]?") for key in KEYS), key=len, reverse=True))
_LINK = re.compile(rf"([?&](?:{_KEY})=)[^&#\s\"'\\]+", re.IGNORECASE)
_USER_OF_LINK = re.compile(r"//[^/?#\s\"'@]*@")
_PART_NAME = re.compile(rf"name=\"?(?:{_KEY})\b", re.IGNORECASE)
_BETWEEN_PARTS = re.compile(r"(\r?\n--)")
_BLANK_LINE = re.compile(r"\n\r?\n")
_PAIR = re.compile(
    rf"(\b(?:{_KEY}|name(?=[\"']?\s*:))[\"']?\s*[:=]\s*)"
    r"(?:\"(?:[^\"\\]|\\.)*\"?|'(?:[^'\\]|\\.)*'?|(?:Bearer|Basic)\s+\S+|[^\s,;&{}\[\]\"']+)",
    re.IGNORECASE | re.DOTALL,
)


def mask_text(text: str) -> str:
    """A body with its secrets masked; as it was when it has none."""
    if not _is_suspect(text):
        return text
    repeated: list[object] = []

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            repeated.append(found)
        return found

    try:
        document = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=members)
        masked = mask_document(document)
        # What stood under a key that comes again is in no document, but in the text.
        return text if masked == document and not repeated else _dumped(masked)
    except (ValueError, RecursionError):  # no JSON, or JSON that nobody reads
        return _masked_loosely(text)


def mask_document(document: Any) -> Any:
    """The same for a JSON document that was parsed."""
    if isinstance(document, dict):
        masked = {key: _masked_member(key, value) for key, value in document.items()}
        if "received_value" in masked and isinstance(document.get("field"), str):
            masked["received_value"] = mask_received(document["field"], document["received_value"])
        return masked
    if isinstance(document, list):
        return [mask_document(value) for value in document]
    return _masked_text_value(document) if isinstance(document, str) else document


def _masked_text_value(value: str) -> str:
    """Payment systems like to send JSON inside of a text."""
    if value.lstrip()[:1] in {"{", "["}:
        return mask_text(value)
    return _masked_links(value)


def _masked_links(text: str) -> str:
    return _USER_OF_LINK.sub(rf"//{MASK}@", _LINK.sub(rf"\1{MASK}", text))


def mask_query(query: str) -> str:
    """The same for a query string or a form."""
    return "&".join(_masked_pair(pair) for pair in query.split("&"))


def mask_headers(lines: str) -> str:
    """The same for the lines of a head; of credentials the scheme stays."""
    if not _has_sign(lines, _HEADER_SIGNS):
        return lines
    return _masked_links(_SECRET_HEADER.sub(rf"\1{MASK}", lines))


def mask_raw(text: str) -> str:
    """The same for what isn't a request, or not quite."""
    return mask_headers(_PAIR.sub(rf"\1{MASK}", text))


def mask_received(field: str, value: Any) -> Any:
    """The same for the value of one field, with dots between its steps as in a `validation_errors`."""
    steps = field.split(".")
    return _hidden(steps[-1], value) if any(_is_sensitive(step) for step in steps) else mask_document(value)


def _masked_member(key: str, value: Any) -> Any:
    return _hidden(key, value) if _is_sensitive(key) else mask_document(value)


def _masked_pair(pair: str) -> str:
    key, equals, value = pair.partition("=")
    secret = next((word for word in re.findall(r"[\w-]+", unquote_plus(key)) if _is_sensitive(word)), None)
    return pair if secret is None else f"{key}{equals}{_hidden(secret, value)}"


def _masked_loosely(text: str) -> str:
    parts = _BETWEEN_PARTS.split(mask_query(text))
    return _PAIR.sub(rf"\1{MASK}", "".join(_masked_part(part) for part in parts))


def _masked_part(part: str) -> str:
    """A part of a multipart form: what stands behind the first blank line, if its head names a secret."""
    head_end = _BLANK_LINE.search(part)
    if head_end is None or not _PART_NAME.search(part, 0, head_end.end()):
        return part
    return part[: head_end.end()] + MASK


def _hidden(key: str, value: Any) -> Any:
    """What says nothing about anybody stays: that it is missing, empty, true or false."""
    if isinstance(value, dict):
        return {name: _hidden(name, item) for name, item in value.items()}
    if isinstance(value, list):
        return [_hidden(key, item) for item in value]
    if isinstance(value, str) and value:
        return _stand_in(key, value)
    return value if isinstance(value, str | bool | None) else MASK


def _stand_in(key: str, value: str) -> str:
    if _plain(key).endswith("email") and _is_email(value):
        return _STAND_IN_EMAIL
    if _plain(key) == "ipaddress" and _is_address(value):
        return _STAND_IN_ADDRESS
    return MASK


def _is_email(value: str) -> bool:
    """Without a regular expression, which would take hours for a megabyte of dots."""
    name, _, host = value.partition("@")
    return bool(name) and "@" not in host and "." in host[1:-1]


def _is_address(value: str) -> bool:
    try:
        ip_address(value)
    except ValueError:
        return False
    return True


def _is_suspect(text: str) -> bool:
    return _has_sign(text, _SIGNS)


def _has_sign(text: str, signs: tuple[str, ...]) -> bool:
    plain = _plain(text)
    for sign in signs:  # noqa: SIM110 (half as fast with any(): this is asked of every body)
        if sign in plain:
            return True
    return False


def _is_sensitive(key: str) -> bool:
    return _plain(key) in _NAMES


def _plain(key: str) -> str:
    return key.lower().replace("_", "").replace("-", "").replace(" ", "")


def _dumped(document: Any) -> str:
    """A lone surrogate, which no file takes, is escaped."""
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()
