"""The machine's own memory."""

from pathlib import Path

import pytest

from hostkit.single import AlreadyRunning, hold
from hostkit.store import Store, StoreUnusable


def test_document_outlives_the_program(tmp_path: Path) -> None:
    with Store(tmp_path / "memory.sqlite") as store:
        store.write("sale", {"session": "S1", "pence": 2199})
    with Store(tmp_path / "memory.sqlite") as store:
        assert store.read("sale") == {"session": "S1", "pence": 2199}


def test_last_write_counts(tmp_path: Path) -> None:
    with Store(tmp_path / "memory.sqlite") as store:
        store.write("sale", {"session": "S1"})
        store.write("sale", {"session": "S2"})
        assert store.read("sale") == {"session": "S2"}


def test_removed_document_was_never_there(tmp_path: Path) -> None:
    with Store(tmp_path / "memory.sqlite") as store:
        store.write("sale", {})
        store.remove("sale")
        assert store.read("sale") is None


def test_log_keeps_its_order_and_its_name(tmp_path: Path) -> None:
    with Store(tmp_path / "memory.sqlite") as store:
        for number in (3, 1, 2):
            store.append("bank", {"number": number})
        store.append("books", {"number": 9})
        assert [entry["number"] for entry in store.entries("bank")] == [3, 1, 2]


def test_folder_is_made(tmp_path: Path) -> None:
    with Store(tmp_path / "状态 folder" / "memory.sqlite"):
        assert (tmp_path / "状态 folder").is_dir()


def test_one_program_holds_a_machine(tmp_path: Path) -> None:
    file = tmp_path / "VM001.lock"
    with hold(file), pytest.raises(AlreadyRunning, match="VM001"), hold(file):
        pass


def test_machine_is_free_again_afterwards(tmp_path: Path) -> None:
    for _ in range(2):
        with hold(tmp_path / "VM001.lock"):
            pass


def test_a_damaged_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.sqlite3"
    file.write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreUnusable, match=r"kiosk\.sqlite3 can't be used .* Move it away to begin anew"):
        Store(file)
    assert file.read_bytes().startswith(b"no database")
