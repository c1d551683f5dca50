"""What is committed in assets/translations is what the programs say now: no text without Chinese, no stale .qm."""

import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import PySide6
import pytest

ROOT = Path(__file__).resolve().parents[2]
TRANSLATIONS = ROOT / "assets" / "translations"
QT_TOOLS = str(Path(PySide6.__file__).parent)
PROGRAMS = ["kiosk", "station"]


def run(tool: str, *arguments: str | Path) -> None:
    program = shutil.which(tool, path=QT_TOOLS)
    assert program, f"PySide6 has no {tool}"
    subprocess.run([program, "-silent", *map(str, arguments)], cwd=ROOT, check=True)


def texts(file: Path) -> set[tuple[str, str]]:
    """Context and English of each message that is in use."""
    return {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in ElementTree.parse(file).iter("context")  # noqa: S314 (our own file)
        for message in context.iter("message")
        if message.find("translation[@type='vanished']") is None
    }


@pytest.mark.parametrize("program", PROGRAMS)
def test_every_text_of_the_program_is_there(program: str, tmp_path: Path) -> None:
    found = tmp_path / "found.ts"
    run("lupdate", "-extensions", "py,qml", f"{program}_app", "qtkit", "-ts", found)
    assert texts(found) == texts(TRANSLATIONS / f"{program}_zh_CN.ts"), 'see CONTRIBUTING.md, "Words"'


@pytest.mark.parametrize("program", PROGRAMS)
def test_compiled_file_is_up_to_date(program: str, tmp_path: Path) -> None:
    compiled = tmp_path / "compiled.qm"
    run("lrelease", TRANSLATIONS / f"{program}_zh_CN.ts", "-qm", compiled)
    assert compiled.read_bytes() == (TRANSLATIONS / f"{program}_zh_CN.qm").read_bytes(), "compile it: CONTRIBUTING.md"
