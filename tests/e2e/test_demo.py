"""run_demo.py with the real programs: one complete sale, and what happens when it can't be completed."""

import json
import os
import re
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import zxingcpp
from PIL import Image

from tests.e2e.processes import PATIENCE, ROOT, Running, command_of, wait_until_gone

Start = Callable[..., Running]
SALE = 60.0
"""Seconds for a whole sale on a loaded machine."""
PICTURES = [
    "kiosk-attract",
    "kiosk-choose-payment",
    "kiosk-code",
    "kiosk-confirmed",
    "kiosk-designed",
    "kiosk-designing",
    "kiosk-pay",
    "kiosk-ready",
    "kiosk-summary",
    "kiosk-thank-you",
    "station-completed",
    "station-half-printed",
    "station-idle",
    "station-printed",
    "station-printing",
]
PACKAGES = ["assets", *(file.parent.name for file in ROOT.glob("*/__init__.py") if file.parent.name != "demo")]


class Result:
    """What one demo printed and left in its folder."""

    def __init__(self, folder: Path, lines: str) -> None:
        self.folder = folder
        self.lines = lines
        self.summary: dict[str, Any] = json.loads((folder / "summary.json").read_text(encoding="utf-8"))

    def picture(self, name: str) -> Path:
        (file,) = self.folder.glob(f"*-{name}.png")
        return file


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """One sale, into a folder with Chinese characters and a space, its lines into a GBK pipe."""
    folder = tmp_path_factory.mktemp("演示 output")
    (folder / "holiday.png").touch()
    (folder / "99-kiosk-old.png").touch()
    words = ("run_demo.py", "--headless", "--speed", "4", "--output", str(folder))
    with Running(*words, environment={"PYTHONIOENCODING": "gbk"}) as demo:
        assert demo.ends(SALE) == 0
        return Result(folder, demo.output())


def test_progress_is_told_step_by_step(result: Result) -> None:
    summary = result.summary
    assert re.search(rf"\[ *\d+\.\d s\] Code shown: session {summary['session_id']}\n", result.lines)
    paid = f"Paid by card: order {summary['order_id']} is {summary['queue_number']}"
    assert paid in result.lines
    assert str(result.folder) in result.lines


def test_every_screen_and_every_step_of_the_station_has_its_picture(result: Result) -> None:
    names = sorted(file.stem.partition("-")[2] for file in result.folder.glob("[0-9][0-9]-*.png"))
    assert names == PICTURES


def test_files_of_others_stay_and_old_ones_of_ours_go(result: Result) -> None:
    assert (result.folder / "holiday.png").exists()
    assert not (result.folder / "99-kiosk-old.png").exists()


def test_the_code_on_its_picture_leads_to_the_session(result: Result) -> None:
    with Image.open(result.picture("kiosk-code")) as picture:
        (code,) = zxingcpp.read_barcodes(picture)
    assert result.summary["session_id"] in code.text


def test_pictures_differ_from_screen_to_screen(result: Result) -> None:
    contents = {result.picture(name).read_bytes() for name in PICTURES}
    assert len(contents) == len(PICTURES)


def test_steps_have_their_durations(result: Result) -> None:
    steps = {step["name"]: step["seconds"] for step in result.summary["steps"]}
    assert {"Backend ready", "Code shown", "Paid by card", "Completed", "Backend ended"} <= set(steps)
    assert all(0 <= seconds < SALE for seconds in steps.values())


def test_no_event_loop_stood_still(result: Result) -> None:
    stalls = result.summary["longest_stall_ms"]
    assert set(stalls) == {"kiosk", "station"}
    assert all(0 < stall < 1000 for stall in stalls.values())


def test_final_statuses_are_what_the_documented_endpoints_say(result: Result, start: Start) -> None:
    backend = start("run_backend.py", "--port", "0", "--database", result.folder / "lab-state" / "backend.sqlite")
    address = backend.line().split()[1]
    summary = result.summary
    paths = {
        "session_status": f"/api/vending/session/{summary['session_id']}/status",
        "print_status": f"/api/chinese/print/{summary['order_id']}/status",
        "equipment_info": "/api/chinese/equipment/CN_DEBUG_01/info",
    }
    for name, path in paths.items():
        answer = httpx.get(address + path, trust_env=False).json()
        answer.pop("debug_info", None)
        assert summary["final_statuses"][name] == answer


def test_the_sale_is_complete(result: Result) -> None:
    statuses = result.summary["final_statuses"]
    assert statuses["session_status"]["status"] == "payment_completed"
    assert statuses["session_status"]["order_id"] == result.summary["order_id"]
    assert (statuses["print_status"]["print_status"], statuses["print_status"]["progress"]) == ("completed", 100)
    assert statuses["equipment_info"]["current_queue"] == 0


def test_without_a_station_it_fails_and_names_the_step(start: Start, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(ROOT / "demo", project / "demo")
    for package in PACKAGES:
        (project / package).symlink_to(ROOT / package)
    for script in ("run_backend.py", "run_demo.py", "run_kiosk.py"):
        shutil.copy(ROOT / script, project)
    demo = start(project / "run_demo.py", "--headless", "--output", tmp_path / "out")
    demo.line_with("Backend ready")
    family = demo.family()
    assert demo.ends(PATIENCE) == 1
    assert "Failed at the step “Station ready”: run_station.py is missing" in demo.errors()
    wait_until_gone(family)


def start_until(step: str, start: Start, folder: Path) -> tuple[Running, set[int]]:
    """A demo in the middle of its sale, and its family: backend, worker, shopper, kiosk and station."""
    demo = start("run_demo.py", "--headless", "--output", folder)
    demo.line_with(step)
    family = demo.family()
    assert len(family) in {6, 7}  # the process that draws previews starts with the first design
    return demo, family


def test_killing_it_leaves_nobody(start: Start, tmp_path: Path) -> None:
    demo, family = start_until("Code scanned", start, tmp_path)
    demo.process.kill()
    wait_until_gone(family)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_ending_it_ends_everything(start: Start, tmp_path: Path, number: signal.Signals) -> None:
    demo, family = start_until("Code shown", start, tmp_path)
    demo.process.send_signal(number)
    assert demo.ends() == 0
    wait_until_gone(family)


def test_a_folder_that_cannot_be_written(start: Start, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    demo = start("run_demo.py", "--headless", "--output", tmp_path / "file")
    assert demo.ends(PATIENCE) == 1
    assert f"The folder {tmp_path / 'file'} can't be written" in demo.errors()


def test_a_folder_that_another_demo_uses(start: Start, tmp_path: Path) -> None:
    demo = start("run_demo.py", "--headless", "--output", tmp_path)
    demo.line_with("Backend ready")
    second = start("run_demo.py", "--headless", "--output", tmp_path)
    assert second.ends(PATIENCE) == 1
    assert "Another demo writes to" in second.errors()
    demo.process.terminate()
    assert demo.ends() == 0


def test_closing_the_kiosks_window_ends_everything(start: Start, tmp_path: Path) -> None:
    demo = start("run_demo.py", "--output", tmp_path, QT_QPA_PLATFORM="offscreen:", QT_QUICK_BACKEND="software")
    demo.line_with("Code shown")
    family = demo.family()
    (kiosk,) = [pid for pid in family if "run_kiosk.py" in command_of(pid)]
    os.kill(kiosk, signal.SIGTERM)
    assert demo.ends() == 0
    wait_until_gone(family)
