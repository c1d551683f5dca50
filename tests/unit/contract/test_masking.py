"""Secrets and personal data, in whatever form they come."""

import json
from collections.abc import Callable

import pytest

from contract.masking import KEYS, mask_document, mask_headers, mask_query, mask_raw, mask_received, mask_text
from journal.text import decode

HIDDEN = "Xq7!hidden"
CUSTOMER = {"name": "John Smith", "email": "john@example.com", "phone": "+44123456789"}


def _with_hyphens(key: str) -> str:
    return key.replace("_", "-")


def _joined(key: str) -> str:
    return key.replace("_", "")


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    "change", [str, str.upper, lambda key: key.replace("_", "-"), lambda key: key.replace("_", "")]
)
def test_a_key_in_any_spelling(key: str, change: Callable[[str], str]) -> None:
    assert HIDDEN not in mask_text(json.dumps({"a": [{change(key): HIDDEN}]}))


@pytest.mark.parametrize(
    "body",
    [
        '{"secret": "Xq7!hidden"',
        '{"secret": "Xq7!hidden',
        '{"Secret" :  "a \\" Xq7!hidden"',
        "{'secret': 'Xq7!hidden'}",
        "{secret: Xq7!hidden}",
        "secret=Xq7!hidden",
        "a=1&Webhook-Secret=Xq7!hidden&b=2",
        "%73ecret=Xq7!hidden",
        "customer_info%5Bname%5D=Xq7!hidden",
        "Authorization: Bearer Xq7!hidden",
        '{"\\u0073ecret": "Xq7!hidden"}',
        '\ufeff{"secret": "Xq7!hidden"}',
        '{"secret": "Xq7!hidden", "secret": "second"}',
        '{"secret": ["Xq7!hidden", {"deep": "Xq7!hidden"}]}',
        '{"customer_info": {"name": "Xq7!hidden"}, "n": NaN}',
        '{"customer_info": {"name": "Xq7!hidden", "email": "Xq7!hidden"',
        '{"url": "https://example.com/a.png?expires=1&signature=Xq7!hidden"}',
        '--x\r\nContent-Disposition: form-data; name="secret"\r\n\r\nXq7!hidden\r\n--x--\r\n',
        '{"validation_errors": [{"field": "customer_info.name", "received_value": "Xq7!hidden"}]}',
        '{"secret": "Xq7!hidden", "secret": null}',
        '{"customer_info": {"name": "Xq7!hidden"}, "customer_info": {}}',
        '{"customer info": {"name": "Xq7!hidden"}, "phone ": "Xq7!hidden"}',
        '{"biz_content": "{\\"customer_info\\": {\\"name\\": \\"Xq7!hidden\\"}}"}',
        '{"image_urls": ["https://user:Xq7!hidden@example.com/a.png"]}',
        "[" * 2000 + '{"secret": "Xq7!hidden"}',
    ],
)
def test_a_body_of_any_shape(body: str) -> None:
    assert HIDDEN not in mask_text(body)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "null",
        '{"machine_id":  "VM001", "text": "Liebe Grüße 🎉"}',
        '{"phone_model": "iphone_15_pro", "name": "VM001"}',
        '{"payment_data": {"card_last_four": "1234", "card_type": "Visa"}}',
        '{"email": null, "phone": "", "secret": true}',
    ],
)
def test_what_is_no_secret_stays_to_the_letter(body: str) -> None:
    assert mask_text(body) == body


def test_a_masked_request_can_be_repeated() -> None:
    assert mask_document({"customer_info": CUSTOMER, "ip_address": "10.1.2.3"}) == {
        "customer_info": {"name": "***", "email": "masked@example.com", "phone": "***"},
        "ip_address": "192.0.2.1",
    }


def test_a_malformed_value_does_not_look_right() -> None:
    assert mask_document({"email": "john", "ip_address": "999.1.1.1", "phone": 44}) == dict.fromkeys(
        ["email", "ip_address", "phone"], "***"
    )


def test_a_query_keeps_its_form() -> None:
    assert mask_query("expires=5&signature=abc%20d&order=ORDER_1") == "expires=5&signature=***&order=ORDER_1"


def test_received_values() -> None:
    assert mask_received("customer_info.phone", 441234) == "***"
    assert mask_received("customer_info", {"name": "John"}) == {"name": "***"}
    assert mask_received("order_data", {"email": "a"}) == {"email": "***"}
    assert mask_received("status", "invalid_status") == "invalid_status"
    assert mask_received("secret", None) is None


def test_a_lone_surrogate_is_escaped() -> None:
    assert mask_text('{"secret": "a", "text": "\\ud800"}') == '{"secret": "***", "text": "\\ud800"}'


@pytest.mark.parametrize("value", ["a@.b", "a@b.", "@b.c", "a@b@c.d", "a.b", "a@bc", ""])
def test_what_is_no_email_address_gets_no_stand_in(value: str) -> None:
    assert mask_received("email", value) != "masked@example.com"


def test_a_megabyte_that_is_nearly_an_email_address() -> None:
    assert mask_received("email", f"a@{'.' * 1_000_000}@") == "***"


@pytest.mark.parametrize("line", ["name=phone\n", 'name="phone" ', 'name="phone"\r\n'])
def test_a_megabyte_that_is_nearly_a_form(line: str) -> None:
    assert mask_text("{" + line * (1_000_000 // len(line)))


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be", "utf-16", "utf-32"])
def test_wide_characters_are_not_kept(charset: str) -> None:
    assert decode('{"secret": "Xq7!hidden"}'.encode(charset)) == (None, None)


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ("Authorization: Bearer Xq7!hidden", "Authorization: Bearer ***"),
        ("authorization:Xq7!hidden", "authorization:***"),
        ("Authorization : Basic Xq7!hidden", "Authorization : Basic ***"),
        ("X-Api-Key: Xq7!hidden", "X-Api-Key: ***"),
        ("Lab_Gate: Xq7!hidden", "Lab_Gate: ***"),
        ("webhook-signature: v1,Xq7!hidden", "webhook-signature: ***"),
        ("Cookie: a=Xq7!hidden;\r\n b=Xq7!hidden", "Cookie: ***"),
        ("Set-Cookie: a=Xq7!hidden", "Set-Cookie: ***"),
        ("Referer: http://me:Xq7!hidden@lab/", "Referer: http://***@lab/"),
        ("WWW-Authenticate: Bearer", "WWW-Authenticate: Bearer"),
        ("User-Agent: okhttp/4 (token)", "User-Agent: okhttp/4 (token)"),
    ],
)
def test_a_line_of_a_head(line: str, masked: str) -> None:
    assert mask_headers(f"Host: lab\r\n{line}\r\nX-Any: 1\r\n\r\n") == f"Host: lab\r\n{masked}\r\nX-Any: 1\r\n\r\n"


@pytest.mark.parametrize(
    "raw",
    [
        "GET /a b?token=Xq7!hidden HTTP/1.1\r\n\r\n",
        'POST / HTTP/1.1\r\nX : 1\r\n\r\n{"secret": "Xq7!hid',
        "\x16\x03\nauthorization :\n Xq7!hidden",
    ],
)
def test_what_is_no_request(raw: str) -> None:
    assert "Xq7!hid" not in mask_raw(raw)
