"""How kiosk and station begin and end as programs; no window is needed for that."""

from pathlib import Path

import pytest

from hostkit.folders import machine_memory
from hostkit.single import hold
from hostkit.store import StoreUnusable
from qtkit.program import Identity, run_alone

KIOSK = Identity("kiosk", "VM001", "http://127.0.0.1:8000", "--machine and another id")


class Program:
    """Remembers where it ran, and ends as it is told."""

    def __init__(self, failure: BaseException | None = None) -> None:
        self._failure = failure
        self.memory = Path()

    def run(self, memory: Path, _visible: bool) -> None:
        self.memory = memory
        if self._failure:
            raise self._failure


def test_it_runs_with_a_memory_of_its_own() -> None:
    program = Program()
    assert run_alone(KIOSK, program.run) == 0
    assert program.memory == machine_memory("kiosk", "VM001", "http://127.0.0.1:8000")


def test_ctrl_c_is_an_ordinary_end() -> None:
    assert run_alone(KIOSK, Program(KeyboardInterrupt()).run) == 0


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        (StoreUnusable("kiosk.sqlite3 can't be used. Move it away"), "Move it away"),
        (ModuleNotFoundError("No module named 'PySide6'"), "pip install '.[gui]'"),
    ],
)
def test_what_a_person_can_mend_is_one_sentence(
    failure: Exception, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_alone(KIOSK, Program(failure).run) == 1
    assert sentence in capsys.readouterr().err


def test_a_mistake_of_ours_is_logged(expected_logs: list[str]) -> None:
    expected_logs.append("The kiosk failed. Start it again")
    assert run_alone(KIOSK, Program(ZeroDivisionError()).run) == 1


def test_the_second_one_is_refused_and_the_third_may_run(capsys: pytest.CaptureFixture[str]) -> None:
    with hold(machine_memory("kiosk", "VM001", "http://127.0.0.1:8000").with_suffix(".lock")):
        assert run_alone(KIOSK, Program().run) == 1
    assert "start this one with --machine and another id" in capsys.readouterr().err
    assert run_alone(KIOSK, Program().run) == 0


def test_a_state_folder_that_cannot_be_made_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PIMPMYCASE_LAB_STATE", str(tmp_path / "file" / "state"))
    assert run_alone(KIOSK, Program().run) == 1
    assert "Set PIMPMYCASE_LAB_STATE to a folder that you may write to" in capsys.readouterr().err
