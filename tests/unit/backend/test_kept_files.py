"""Files on disk: made once, noticed when damaged, and no reason to fail."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from backend.world.kept_files import KeptFiles, Key

KEY = Key("ORDER_1", "design", ".png", "ab" * 32)


class Maker:
    """Counts how often it makes the same content."""

    def __init__(self, content: bytes = b"a picture") -> None:
        self.content = content
        self.calls = 0

    def __call__(self) -> bytes:
        self.calls += 1
        return self.content


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "lab-files"


def only_file(folder: Path) -> Path:
    (file,) = (folder / "ORDER_1").iterdir()
    return file


def test_made_once_also_after_a_restart(folder: Path) -> None:
    make = Maker()
    contents = {KeptFiles(folder).obtain(KEY, make) for _ in range(3)}
    assert (contents, make.calls) == ({b"a picture"}, 1)


def test_made_once_for_many_at_the_same_time(folder: Path) -> None:
    files, make, together = KeptFiles(folder), Maker(), Barrier(8)

    def obtain(_: int) -> bytes:
        together.wait()
        return files.obtain(KEY, make)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(obtain, range(8))) == {b"a picture"}
    assert make.calls == 1


@pytest.mark.parametrize("damage", [lambda file: file.write_bytes(b"a pic"), Path.unlink])
def test_a_damaged_file_is_made_anew(folder: Path, damage: Callable[[Path], None]) -> None:
    files, make = KeptFiles(folder), Maker()
    files.obtain(KEY, make)
    damage(only_file(folder))
    assert files.obtain(KEY, make) == b"a picture"
    assert (make.calls, only_file(folder).read_bytes()) == (2, b"a picture")


def test_what_nobody_asks_for_any_more_goes(folder: Path) -> None:
    files = KeptFiles(folder)
    files.obtain(KEY, Maker(b"old"))
    files.obtain(Key("ORDER_1", "design", ".png", "cd" * 32), Maker(b"new"))
    assert only_file(folder).read_bytes() == b"new"


def test_another_kind_stays(folder: Path) -> None:
    files = KeptFiles(folder)
    files.obtain(KEY, Maker())
    files.obtain(Key("ORDER_1", "print", ".gcode", "cd" * 32), Maker(b"G21"))
    assert files.find(KEY) == b"a picture"


def test_a_folder_that_can_t_be_written_is_said_once(folder: Path, expected_logs: list[str]) -> None:
    expected_logs.append("can't be written")
    folder.write_text("a file stands in the folder's place")
    files, make = KeptFiles(folder), Maker()
    assert [files.obtain(KEY, make) for _ in range(2)] == [b"a picture"] * 2
    assert make.calls == 2


def test_only_so_many_orders_are_kept(folder: Path) -> None:
    files = KeptFiles(folder, most_places=2)
    for number in range(4):
        files.obtain(Key(f"ORDER_{number}", "design", ".png", "ab"), Maker())
    assert len(list(folder.iterdir())) == 2
