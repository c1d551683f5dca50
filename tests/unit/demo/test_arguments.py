"""The command line of the demo."""

from pathlib import Path

import pytest

from demo.arguments import Arguments, parse


def test_nothing_given_is_one_sale_into_demo_output() -> None:
    assert parse([]) == Arguments(sessions=1, output=Path("demo-output"), speed=1.0, headless=False, language=None)


def test_everything_given() -> None:
    words = ["--sessions", "3", "--output", "here", "--speed", "2.5", "--headless", "--language", "zh_CN"]
    assert parse(words) == Arguments(sessions=3, output=Path("here"), speed=2.5, headless=True, language="zh_CN")


@pytest.mark.parametrize(
    ("words", "advice"),
    [
        (["--sessions", "0"], "give one from 1"),
        (["--sessions", "many"], "give one from 1"),
        (["--speed", "0"], "from 0.1 to 20"),
        (["--speed", "nan"], "from 0.1 to 20"),
        (["--language", "fr"], "zh_CN"),
    ],
)
def test_wrong_words_end_with_advice(words: list[str], advice: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        parse(words)
    assert advice in capsys.readouterr().err
