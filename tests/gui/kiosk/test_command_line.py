"""What a person types, and what they are told when it makes no sense."""

import pytest

from hostkit.folders import machine_memory
from hostkit.single import hold
from kiosk_app.main import main


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--backend", "localhost:8000"], "give one such as http://127.0.0.1:8000"),
        (["--backend", "http://127.0.0.1:99999"], "give one such as http://127.0.0.1:8000"),
        (["--machine", "VM 1"], "give 1 to 50 letters, digits, _ and -"),
        (["--machine", ""], "give 1 to 50 letters, digits, _ and -"),
        (["--language", "fr"], "invalid choice"),
        (["--geometry", "800x600"], "write it like 0,0,780x960"),
        (["--geometry", "0,0,0x600"], "write it like 0,0,780x960"),
    ],
)
def test_nonsense_ends_with_2_and_a_sentence(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(words)
    assert sentence in capsys.readouterr().err


def test_help_shows_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    assert "python run_kiosk.py --language zh_CN" in capsys.readouterr().out


def test_a_machine_runs_once_on_a_computer(capsys: pytest.CaptureFixture[str]) -> None:
    with hold(machine_memory("kiosk", "VM001", "http://127.0.0.1:8000").with_suffix(".lock")):
        assert main([]) == 1
    assert "The kiosk VM001 is running on this computer already" in capsys.readouterr().err
