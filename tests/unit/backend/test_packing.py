"""Archives made while they are read."""

import io
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

import pytest

from backend.files.packing import Packed, tar_pieces, zip_pieces

AT = datetime(2025, 8, 4, 14, 30, 22, tzinfo=UTC)
FILES = [("first.png", bytes(range(256)) * 800), ("second.png", b"two"), ("图.json", b"{}")]
PACKERS = [zip_pieces, tar_pieces]
Packer = Callable[[Iterable[Packed], datetime], Iterator[bytes]]


def test_a_zip_holds_what_went_in() -> None:
    with zipfile.ZipFile(io.BytesIO(b"".join(zip_pieces(FILES, AT)))) as archive:
        assert [(name, archive.read(name)) for name in archive.namelist()] == FILES
        assert archive.infolist()[0].date_time == (2025, 8, 4, 14, 30, 22)


def test_entries_of_a_streamed_zip_are_deflated_without_effort() -> None:
    with zipfile.ZipFile(io.BytesIO(b"".join(zip_pieces(FILES, AT)))) as archive:
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_DEFLATED}
        assert all(entry.compress_size > entry.file_size for entry in archive.infolist())


def test_a_tar_holds_what_went_in() -> None:
    with tarfile.open(fileobj=io.BytesIO(b"".join(tar_pieces(FILES, AT)))) as archive:
        assert [(entry.name, entry.size, entry.mtime) for entry in archive] == [
            (name, len(content), AT.timestamp()) for name, content in FILES
        ]


@pytest.mark.parametrize("pack", PACKERS)
def test_each_file_is_made_when_its_turn_comes(pack: Packer) -> None:
    made: list[str] = []

    def files() -> Iterator[Packed]:
        for name, content in FILES:
            made.append(name)
            yield name, content

    pieces = pack(files(), AT)
    assert made == []
    next(pieces)
    assert made == ["first.png"]


@pytest.mark.parametrize("pack", PACKERS)
def test_a_reader_who_leaves_ends_the_work(pack: Packer) -> None:
    ended: list[bool] = []

    def files() -> Iterator[Packed]:
        try:
            yield from FILES
        finally:
            ended.append(True)

    pieces = pack(files(), AT)
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]  # a generator, as WSGI servers close it
    assert ended == [True]
