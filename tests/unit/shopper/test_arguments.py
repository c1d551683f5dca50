"""The command line of the shopper."""

import pytest

from shopper.arguments import Arguments, parse


def test_nothing_given_follows_the_usual_backend() -> None:
    assert parse([]) == Arguments(backend="http://127.0.0.1:8000", seed=1, pace=1.0, control=False)


def test_address_loses_its_last_slash() -> None:
    assert parse(["--backend", "http://[::1]:9000/"]).backend == "http://[::1]:9000"


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (["--backend", "localhost:8000"], "give one such as http://127.0.0.1:8000"),
        (["--backend", "http://127.0.0.1:99999"], "give one such as http://127.0.0.1:8000"),
        (["--pace", "-1"], "give a number from 0.01 to 100"),
        (["--pace", "nan"], "give a number from 0.01 to 100"),
    ],
)
def test_wrong_words_end_with_advice(words: list[str], advice: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        parse(words)
    assert advice in capsys.readouterr().err
