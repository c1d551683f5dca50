"""What our own server gets from the gate, and what nobody can forge."""

import pytest

from contract.hints import Code
from contract.wire import Action, Directive, Passage, PassedCall, Refused
from gate.origin import OwnServer, Peer, Place
from gate.requests import RequestReader

ORIGIN = OwnServer(Place("127.0.0.1", 8000), "secret")
PEER = Peer("192.168.1.7", 50123, "https")
KEY = 7
HEAD = b"GET / HTTP/1.1\r\nHost: lab\r\n%b\r\n"


def passed_on(head: bytes, passage: Passage = Passage.FIRST, fault: str = "") -> bytes:
    reader = RequestReader(ORIGIN.rules)
    reader.feed(head)
    request = reader.next()
    assert request is not None
    return ORIGIN.head(request, PEER, KEY, passage, fault)


def test_one_line_is_added_at_the_end() -> None:
    assert passed_on(HEAD % b"") == HEAD % b"Lab-Gate: secret 192.168.1.7 50123 https 7 first \r\n"


@pytest.mark.parametrize("name", [b"Lab-Gate", b"lab-gate", b"Lab_Gate"])
def test_a_client_can_not_play_the_gate(name: bytes) -> None:
    assert passed_on(HEAD % (name + b": secret 127.0.0.1 1 http first \r\n")) == passed_on(HEAD % b"")


def test_the_line_says_how_the_call_comes_through() -> None:
    line = passed_on(HEAD % b"", Passage.AGAIN, "mall").split(b"\r\n")[2].decode()
    call = PassedCall("secret", "192.168.1.7", 50123, "https", KEY, Passage.AGAIN, "mall")
    assert PassedCall.parse(line.removeprefix("Lab-Gate: ")) == call


def test_what_could_not_be_read_is_told_in_a_form_that_the_server_takes() -> None:
    reader = RequestReader(ORIGIN.rules)
    reader.feed(b'GET /a"<b> HTTP/1.1\r\nHost: lab\r\n\r\n')
    refused = Refused(400, Code.WIRE_BODY_SHORT, "25 bytes were announced, 23 came", {"announced": 25, "came": 23})
    head = ORIGIN.refusal(reader.next(), refused, PEER, KEY)
    assert head.startswith(b"GET /a%22%3Cb%3E HTTP/1.1\r\n")
    call = PassedCall.parse(head.rstrip().rpartition(b"Lab-Gate: ")[2].decode())
    assert (call.passage, Refused.parse(call.note)) == (Passage.UNREAD, refused)


@pytest.mark.parametrize("action", Action)
def test_an_order_is_read_as_it_was_written(action: Action) -> None:
    directive = Directive(action, 1.5, 20, "mall")
    assert Directive.parse(directive.format()) == directive


@pytest.mark.parametrize("text", ["", "explode seconds=0 bytes=0 note=", "lose", "lose seconds=x bytes=0 note="])
def test_an_order_that_is_none_is_refused(text: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        Directive.parse(text)


def test_the_secret_is_not_printed() -> None:
    assert "secret" not in repr(ORIGIN).replace("secret=", "")
