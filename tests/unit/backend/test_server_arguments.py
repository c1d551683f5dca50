"""The command line of the backend."""

from ipaddress import ip_network
from pathlib import Path

import pytest

from backend.server.arguments import EVERYWHERE, Arguments, parse
from backend.settings import Dialect, Mode

NOTHING_GIVEN = Arguments(
    host="127.0.0.1",
    port=8000,
    tls=False,
    tls_cert=None,
    tls_key=None,
    lan_address=None,
    public_url=None,
    database=None,
    examples=False,
    environment=Mode.DEVELOPMENT,
    dialect=Dialect.DOCUMENTED,
    rate_limit=35,
    strict=False,
    partner_networks=(),
    trusted_proxies=(),
    webhook_networks=(),
    browser_origins=(),
    chance_seed=None,
    shopper=False,
    shopper_seed=1,
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
        (["--strict"], "strict", True),
        (["--chance-seed", "7"], "chance_seed", 7),
        (["--shopper"], "shopper", True),
        (["--shopper-seed", "7"], "shopper_seed", 7),
        (["--lan"], "host", EVERYWHERE),
        (["--lan", "--lan-address", "192.168.1.7"], "lan_address", "192.168.1.7"),
        (["--tls"], "https", True),
        (["--tls-cert", "c.pem", "--tls-key", "k.pem"], "https", True),
        (["--seed", "examples"], "examples", True),
        (["--environment", "production"], "environment", Mode.PRODUCTION),
        (["--dialect", "live"], "dialect", Dialect.LIVE),
    ],
)
def test_one_word_changes_one_thing(words: list[str], name: str, value: object) -> None:
    assert getattr(parse(words), name) == value


@pytest.mark.parametrize(
    ("option", "name"),
    [
        ("--partner-network", "partner_networks"),
        ("--trusted-proxy", "trusted_proxies"),
        ("--webhook-network", "webhook_networks"),
    ],
)
def test_networks_may_be_several(option: str, name: str) -> None:
    words = [option, "10.0.0.0/8", option, "fd00::/8"]
    assert getattr(parse(words), name) == (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))


def test_pages_may_come_from_several_origins() -> None:
    words = ["--browser-origin", "http://Kiosk.local:80", "--browser-origin", "any"]
    assert parse(words).browser_origins == ("http://kiosk.local", "any")


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (["--port", "65536"], "give a number from 0 to 65535"),
        (["--port", "http"], "give a number from 0 to 65535"),
        (["--rate-limit", "0"], 'or "off"'),
        (["--partner-network", "10.0.0.1/8"], "give a network such as 192.168.1.0/24"),
        (["--trusted-proxy", "proxy"], "give a network such as 192.168.1.0/24"),
        (["--webhook-network", ""], "give a network such as 192.168.1.0/24"),
        (["--browser-origin", "http://kiosk.local/"], "give http://kiosk.local"),
        (["--browser-origin", "*"], 'give "any"'),
        (["--environment", "staging"], "give development or production"),
        (["--dialect", "cockney"], "give documented or live"),
        (["--seed", "2"], 'give "examples" (ids have --chance-seed, the shopper has --shopper-seed)'),
        (["--lan", "--host", "192.168.1.7"], "not allowed with argument"),
        (["--lan", "--lan-address", "wlan0"], "give one such as 192.168.1.20"),
        (["--lan-address", "192.168.1.7"], "give --lan as well"),
        (["--tls", "--tls-cert", "c.pem"], "not allowed with argument"),
        (["--tls-cert", "c.pem"], "--tls-cert and --tls-key belong together"),
        (["--tls-key", "k.pem"], "--tls-cert and --tls-key belong together"),
        (["--public-url", "ftp://pimpmycase.shop"], "give one such as http://127.0.0.1:8000"),
        (["--public-url", "https://pimpmycase.shop?x=1"], "give one such as http://127.0.0.1:8000"),
        (["--shopper-pace", "fast"], "give a number from 0.01 to 100"),
    ],
)
def test_wrong_words_end_with_advice(words: list[str], advice: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        parse(words)
    assert advice in capsys.readouterr().err
