"""The print file of one case: G-code that a press executes swath by swath. Standard library only.

    ; PimpMyCase print file
    ; version: 1
    ; order_id: ORDER_a819e123
    ; model: iPhone 15 Pro
    ; face_mm: 69.43 145.12
    ; ppi: 300
    ; design_sha256: 5891b5b522d5df08...
    ; swaths: 14
    G21
    G90
    G28
    M73 P0
    ; swath 1: rows 0 to 127
    G0 X0.000 Y0.000
    G1 X69.430
    M73 P7
    ...
    M2
    ; sha256: 03ba204e50d126e4...

The last line is the checksum of all bytes before it. Lines end with one newline, on every computer.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

VERSION = 1
SWATH_ROWS = 128
"""Rows of pixels that the print head covers in one pass: 10.8 mm at 300 ppi."""
MM_PER_INCH = 25.4
_TITLE = "; PimpMyCase print file"
_CHECKSUM = b"; sha256: "
_HEADER = re.compile(r"; (?P<name>[a-z_0-9]+): (?P<value>.*)")
_SWATH = re.compile(r"; swath \d+: rows (?P<first>\d+) to (?P<last>\d+)")


class Damaged(ValueError):
    """What was read is no whole print file. The message says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Swath:
    """One pass of the print head across the face: rows of pixels, counted from the top, both included."""

    first_row: int
    last_row: int


@dataclass(frozen=True, slots=True)
class PrintFile:
    """What a press has to know. `face_mm` is the printable face's width and height."""

    order_id: str
    model: str
    face_mm: tuple[float, float]
    ppi: int
    design_sha256: str
    """Of the design's PNG, so that a press never prints the picture of another order."""
    swaths: tuple[Swath, ...]


def plan(height_mm: float, ppi: int) -> tuple[Swath, ...]:
    """The swaths that cover a face from top to bottom."""
    rows = round(height_mm / MM_PER_INCH * ppi)
    return tuple(Swath(first, min(first + SWATH_ROWS, rows) - 1) for first in range(0, rows, SWATH_ROWS))


def write(file: PrintFile) -> bytes:
    """The file's bytes; equal print files give equal bytes. Raises ValueError for a text with a line break in it."""
    lines = [_TITLE, *_header(file), "G21", "G90", "G28", "M73 P0", *_passes(file), "M2"]
    if any("\n" in line or "\r" in line for line in lines):
        raise ValueError("A text of a print file must be a single line")
    body = "".join(f"{line}\n" for line in lines).encode()
    return body + _CHECKSUM + hashlib.sha256(body).hexdigest().encode() + b"\n"


def read(data: bytes) -> PrintFile:
    """The print file in these bytes. Raises Damaged for one that is cut off, altered, or of another version."""
    lines = _checked(data).decode(errors="replace").splitlines()
    header = _read_header(lines)
    if header.get("version") != str(VERSION):
        raise Damaged(f"The print file has version {header.get('version')}; this program reads version {VERSION}.")
    try:
        width, height = header["face_mm"].split()
        return PrintFile(
            order_id=header["order_id"],
            model=header["model"],
            face_mm=(float(width), float(height)),
            ppi=int(header["ppi"]),
            design_sha256=header["design_sha256"],
            swaths=_read_swaths(lines, int(header["swaths"])),
        )
    except (KeyError, ValueError) as error:
        raise Damaged(f"The print file's header can't be read ({error}): download it again.") from error


def _header(file: PrintFile) -> Iterator[str]:
    width, height = file.face_mm
    values = {
        "version": VERSION,
        "order_id": file.order_id,
        "model": file.model,
        "face_mm": f"{width} {height}",
        "ppi": file.ppi,
        "design_sha256": file.design_sha256,
        "swaths": len(file.swaths),
    }
    return (f"; {name}: {value}" for name, value in values.items())


def _passes(file: PrintFile) -> Iterator[str]:
    """There and back by turns, as print heads go; progress in whole percent behind each pass."""
    width = file.face_mm[0]
    for number, swath in enumerate(file.swaths, 1):
        start, end = (0.0, width) if number % 2 else (width, 0.0)
        yield f"; swath {number}: rows {swath.first_row} to {swath.last_row}"
        yield f"G0 X{start:.3f} Y{swath.first_row / file.ppi * MM_PER_INCH:.3f}"
        yield f"G1 X{end:.3f}"
        yield f"M73 P{number * 100 // len(file.swaths)}"


def _checked(data: bytes) -> bytes:
    """The lines before the checksum."""
    if not data.startswith(_TITLE.encode()):
        raise Damaged("This is no print file of ours: its first line is another.")
    body, found, checksum = data.rpartition(_CHECKSUM)
    if not found or not data.endswith(b"\n"):
        raise Damaged("The print file is cut off, its checksum is missing: download it again.")
    if checksum != hashlib.sha256(body).hexdigest().encode() + b"\n":
        raise Damaged("The print file was altered, its checksum is another: download it again.")
    return body


def _read_header(lines: list[str]) -> dict[str, str]:
    found = (_HEADER.fullmatch(line) for line in lines[1 : lines.index("G21")] if "G21" in lines)
    return {match["name"]: match["value"] for match in found if match}


def _read_swaths(lines: list[str], announced: int) -> tuple[Swath, ...]:
    found = (_SWATH.fullmatch(line) for line in lines)
    swaths = tuple(Swath(int(match["first"]), int(match["last"])) for match in found if match)
    if len(swaths) != announced:
        raise ValueError(f"{announced} swaths are announced, {len(swaths)} are there")
    return swaths
