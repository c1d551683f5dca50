"""The print file: equal bytes for equal files, the whole face covered once, and no damage unnoticed."""

from dataclasses import replace

import pytest

from contract.print_file import SWATH_ROWS, Damaged, PrintFile, plan, read, write

FILE = PrintFile(
    order_id="ORDER_a819e123",
    model="iPhone 15 Pro",
    face_mm=(69.43, 145.12),
    ppi=300,
    design_sha256="5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
    swaths=plan(145.12, 300),
)
LINES = write(FILE).decode().splitlines()


def test_what_was_written_is_read() -> None:
    assert read(write(FILE)) == FILE


def test_equal_files_have_equal_bytes() -> None:
    assert write(FILE) == write(replace(FILE))


def test_the_beginning_as_it_is_written() -> None:
    assert LINES[:16] == [
        "; PimpMyCase print file",
        "; version: 1",
        "; order_id: ORDER_a819e123",
        "; model: iPhone 15 Pro",
        "; face_mm: 69.43 145.12",
        "; ppi: 300",
        "; design_sha256: 5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03",
        "; swaths: 14",
        "G21",
        "G90",
        "G28",
        "M73 P0",
        "; swath 1: rows 0 to 127",
        "G0 X0.000 Y0.000",
        "G1 X69.430",
        "M73 P7",
    ]


def test_the_head_goes_there_and_back() -> None:
    assert LINES[16:20] == ["; swath 2: rows 128 to 255", "G0 X69.430 Y10.837", "G1 X0.000", "M73 P14"]


def test_the_end_is_a_hundred_percent_and_a_checksum() -> None:
    assert LINES[-3:-1] == ["M73 P100", "M2"]
    assert LINES[-1].startswith("; sha256: ")


@pytest.mark.parametrize("height_mm", [10.0, 145.12, 163.4])
def test_swaths_cover_each_row_once(height_mm: float) -> None:
    swaths = plan(height_mm, 300)
    rows = [row for swath in swaths for row in range(swath.first_row, swath.last_row + 1)]
    assert rows == list(range(round(height_mm / 25.4 * 300)))
    assert max(swath.last_row - swath.first_row + 1 for swath in swaths) <= SWATH_ROWS


@pytest.mark.parametrize("length", [30, 200, len(write(FILE)) - 1])
def test_a_file_that_is_cut_off(length: int) -> None:
    with pytest.raises(Damaged, match="cut off"):
        read(write(FILE)[:length])


@pytest.mark.parametrize(("old", "new"), [(b"iPhone 15", b"iPhone 16"), (b"Y10.837", b"Y10.838"), (b"\n", b"\r\n")])
def test_a_file_that_was_altered(old: bytes, new: bytes) -> None:
    data = write(FILE)
    title, rest = data[:24], data[24:]
    with pytest.raises(Damaged, match="altered"):
        read(title + rest.replace(old, new, 1))


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"G21\nG90\n"])
def test_something_else(data: bytes) -> None:
    with pytest.raises(Damaged, match="no print file"):
        read(data)


def test_a_text_of_two_lines_would_be_read_as_commands() -> None:
    with pytest.raises(ValueError, match="single line"):
        write(replace(FILE, model="iPhone\nM2"))
