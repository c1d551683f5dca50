"""The command line, and the one place of a station on this computer."""

import pytest

from hostkit.folders import machine_memory
from hostkit.single import hold
from station_app.main import main
from station_app.options import Options, parse


def test_defaults_are_the_demos() -> None:
    assert parse([]) == Options("http://127.0.0.1:8000", "CN_DEBUG_01", "en", 12.0, None, False, None)


def test_all_options() -> None:
    words = "--backend https://lab.example/ --equipment P1 --language zh_CN --case-seconds 0.5 --seed 7 --control"
    assert parse([*words.split(), "--geometry=-10,20,1000x700"]) == Options(
        "https://lab.example", "P1", "zh_CN", 0.5, 7, True, (-10, 20, 1000, 700)
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--backend", "localhost"], "give one such as http://127.0.0.1:8000"),
        (["--backend", "ftp://lab"], "give one such as http://127.0.0.1:8000"),
        (["--backend", "http://lab:port"], "give one such as http://127.0.0.1:8000"),
        (["--equipment", "a b"], "such as CN_DEBUG_01"),
        (["--equipment", "../x"], "such as CN_DEBUG_01"),
        (["--language", "fr"], "zh_CN"),
        (["--case-seconds", "fast"], "from 0.1 to 86400"),
        (["--case-seconds", "0"], "from 0.1 to 86400"),
        (["--geometry", "1200x800"], "write it like 0,0,780x960"),
    ],
)
def test_senseless_argument_is_explained(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(arguments)
    assert ended.value.code == 2
    assert sentence in capsys.readouterr().err


def test_second_station_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    with hold(machine_memory("station", "CN_DEBUG_01", "http://127.0.0.1:8000").with_suffix(".lock")):
        assert main([]) == 1
    assert "Close its window first" in capsys.readouterr().err
