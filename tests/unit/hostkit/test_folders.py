"""Where programs keep their state."""

from pathlib import Path

import pytest

from hostkit.folders import STATE_VARIABLE, machine_memory, state_folder


def test_variable_moves_the_folder_which_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "a" / "b"))
    assert state_folder() == tmp_path / "a" / "b"
    assert state_folder().is_dir()


def test_without_it_the_folder_is_the_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(STATE_VARIABLE)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert state_folder().name == "pimpmycase-lab"


def test_each_machine_at_each_backend_has_a_memory_of_its_own(state_folder: Path) -> None:
    machines = [("kiosk", "VM001"), ("kiosk", "VM002"), ("station", "VM001")]
    backends = ["http://127.0.0.1:8000", "http://127.0.0.1:8001", "https://[::1]"]
    files = {machine_memory(*machine, backend) for machine in machines for backend in backends}
    assert len(files) == 9
    assert {file.parent for file in files} == {state_folder}
