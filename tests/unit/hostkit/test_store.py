"""The machine's own memory."""

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest

from hostkit.single import AlreadyRunning, hold
from hostkit.store import NOTHING, NotAStore, Store, StoreUnusable, in_thread


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


WHOLE = {
    "documents": {"sale": {"session": "S1"}, "work": {"job": None}},
    "logs": {"bank": [{"number": 3}, {"number": 1}], "books": [{"pence": 2199}]},
}


def test_what_another_store_held_is_all_that_it_holds(tmp_path: Path) -> None:
    with Store(tmp_path / "memory.sqlite") as store:
        store.write("old", {})
        store.append("bank", {"number": 9})
        store.replace(WHOLE)
        assert store.content() == WHOLE


def test_a_new_store_holds_nothing(tmp_path: Path) -> None:
    with Store(tmp_path / "memory.sqlite") as store:
        assert store.content() == NOTHING


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"documents": {}},
        {"documents": {}, "logs": {}, "more": {}},
        {"documents": [], "logs": {}},
        {"documents": {"sale": "S1"}, "logs": {}},
        {"documents": {}, "logs": {"bank": {}}},
        {"documents": {}, "logs": {"bank": ["3"]}},
    ],
)
def test_what_is_no_store_changes_nothing(tmp_path: Path, content: dict[str, Any]) -> None:
    with Store(tmp_path / "memory.sqlite") as store:
        store.replace(WHOLE)
        with pytest.raises(NotAStore):
            store.replace(content)
        assert store.content() == WHOLE


def test_a_cancelled_task_ends_when_its_write_is_over() -> None:
    disc = threading.Event()

    async def scene() -> tuple[bool, bool]:
        writing = asyncio.create_task(in_thread(disc.wait, 5))
        await asyncio.sleep(0)
        writing.cancel()
        await asyncio.wait({writing}, timeout=0.05)
        ended_early = writing.done()
        disc.set()
        await asyncio.wait({writing})
        return ended_early, writing.cancelled()

    assert asyncio.run(scene()) == (False, True)


def test_a_change_that_is_soon_is_there_when_the_program_comes_back(tmp_path: Path) -> None:
    with Store(tmp_path / "memory.sqlite") as store:
        store.write("sale", {"stage": "settled"}, soon=True)
        store.append("books", {"pence": 1}, soon=True)
    with Store(tmp_path / "memory.sqlite") as store:
        assert (store.read("sale"), store.entries("books")) == ({"stage": "settled"}, [{"pence": 1}])
