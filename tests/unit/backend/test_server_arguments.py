"""The command line of the backend."""

from ipaddress import ip_network
from pathlib import Path

import pytest

from backend.server.arguments import Arguments, parse

NOTHING_GIVEN = Arguments(
    host="127.0.0.1",
    port=8000,
    database=None,
    partner_networks=(),
    rate_limit=35,
    public_url=None,
    seed=1,
    shopper=False,
    shopper_pace=1.0,
    control=False,
)


def test_nothing_given_is_the_documented_backend() -> None:
    assert parse([]) == NOTHING_GIVEN


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        (["--port", "0"], "port", 0),
        (["--database", "a b/c.db"], "database", Path("a b/c.db")),
        (["--rate-limit", "100"], "rate_limit", 100),
        (["--rate-limit", "off"], "rate_limit", None),
        (["--public-url", "https://pimpmycase.shop/"], "public_url", "https://pimpmycase.shop"),
        (["--shopper-pace", "0.5"], "shopper_pace", 0.5),
        (["--shopper"], "shopper", True),
    ],
)
def test_one_word_changes_one_thing(words: list[str], name: str, value: object) -> None:
    assert getattr(parse(words), name) == value


def test_partner_networks_may_be_several() -> None:
    words = ["--partner-network", "10.0.0.0/8", "--partner-network", "fd00::/8"]
    assert parse(words).partner_networks == (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (["--port", "65536"], "give a number from 0 to 65535"),
        (["--port", "http"], "give a number from 0 to 65535"),
        (["--rate-limit", "0"], 'or "off"'),
        (["--partner-network", "10.0.0.1/8"], "give a network such as 192.168.1.0/24"),
        (["--public-url", "ftp://pimpmycase.shop"], "give one such as http://127.0.0.1:8000"),
        (["--public-url", "https://pimpmycase.shop?x=1"], "give one such as http://127.0.0.1:8000"),
        (["--shopper-pace", "fast"], "give a number from 0.01 to 100"),
    ],
)
def test_wrong_words_end_with_advice(words: list[str], advice: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        parse(words)
    assert advice in capsys.readouterr().err
