"""The command line, and the one place of a station on this computer."""

from pathlib import Path

import pytest

from hostkit.single import hold
from station_app.main import main, memory_file
from station_app.options import Options, parse

LANGUAGES = ("en", "zh_CN")


def test_defaults_are_the_demos() -> None:
    assert parse([], LANGUAGES) == Options("http://127.0.0.1:8000", "CN_DEBUG_01", "en", 12.0, False, None)


def test_all_options() -> None:
    words = "--backend https://lab.example/ --equipment P1 --language zh_CN --case-seconds 0.5 --control"
    assert parse([*words.split(), "--geometry=-10,20,1000x700"], LANGUAGES) == Options(
        "https://lab.example", "P1", "zh_CN", 0.5, True, (-10, 20, 1000, 700)
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--backend", "localhost"], "write it like http://127.0.0.1:8000"),
        (["--backend", "ftp://lab"], "write it like http://127.0.0.1:8000"),
        (["--backend", "http://lab:port"], "write it like http://127.0.0.1:8000"),
        (["--equipment", "a b"], "such as CN_DEBUG_01"),
        (["--equipment", "../x"], "such as CN_DEBUG_01"),
        (["--language", "fr"], "zh_CN"),
        (["--case-seconds", "fast"], "0.1 to 86400 seconds"),
        (["--case-seconds", "0"], "0.1 to 86400 seconds"),
        (["--geometry", "1200x800"], "0,0,1200x800"),
    ],
)
def test_senseless_argument_is_explained(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(arguments, LANGUAGES)
    assert ended.value.code == 2
    assert sentence in capsys.readouterr().err


def test_stations_at_two_backends_have_two_memories(state_folder: Path) -> None:
    files = {memory_file(parse(["--backend", f"http://127.0.0.1:{port}"], LANGUAGES)) for port in (8000, 8001)}
    assert {file.parent for file in files} == {state_folder}
    assert len(files) == 2


def test_second_station_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    with hold(memory_file(parse([], LANGUAGES)).with_suffix(".lock")):
        assert main([]) == 1
    assert "Close its window first" in capsys.readouterr().err
