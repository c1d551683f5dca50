"""Pictures of every screen and state in both languages, and one contact sheet of them all."""

import argparse
import asyncio
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication

from hostkit.console import prepare_console, say
from hostkit.languages import LANGUAGES
from kiosk_app.scenes import Still, scenes
from kiosk_app.viewmodels.cases import SAMPLES
from kiosk_app.window import SIZE, KioskWindow
from qtkit.bell import Bell
from qtkit.colours import DARK, LIGHT
from qtkit.display import choose_display
from qtkit.grab import save_png
from qtkit.language import ASSETS, Language, load_fonts
from qtkit.loop import run, run_until

THUMBNAIL = (312, 384)
GAP = 24
LABEL = 40
PAIRS_A_ROW = 4


async def picture_all(folder: Path, dark: bool) -> None:
    """Write one PNG a scene and language, named by its number, scene and language."""
    language = Language(ASSETS / "translations" / "kiosk_zh_CN.qm", LANGUAGES[0])
    still = Still(scenes()["starting"])
    view = KioskWindow(still, language, DARK if dark else LIGHT, motion=False)
    view.cases.start()
    view.show(QRect(0, 0, *SIZE))
    await view.complete()
    another = Bell(view.cases.samplesChanged, view.cases)
    while len(view.cases.property("samples")) < len(SAMPLES):
        await another.rung()
    for chosen in LANGUAGES:
        for name, file in files(folder, chosen).items():
            still.show(scenes()[name])
            await save_png(await view.grab(), file)
        view.model.switchLanguage()
    view.close()


def files(folder: Path, language: str) -> dict[str, Path]:
    """Where each scene's picture goes."""
    return {
        name: folder / f"kiosk-{number:02d}-{name.replace(', ', '-').replace(' ', '-')}-{language}.png"
        for number, name in enumerate(scenes(), start=1)
    }


def contact_sheet(folder: Path) -> Image.Image:
    """All scenes as one series, both languages side by side."""
    names = list(scenes())
    cell = (2 * THUMBNAIL[0] + GAP, THUMBNAIL[1] + LABEL + GAP)
    rows = -(-len(names) // PAIRS_A_ROW)
    sheet = Image.new("RGB", (PAIRS_A_ROW * (cell[0] + GAP) + GAP, rows * cell[1] + GAP), "#d8d5d0")
    font = ImageFont.truetype(str(ASSETS / "fonts" / "NotoSansSC-Regular.otf"), 22)
    draw = ImageDraw.Draw(sheet)
    for number, name in enumerate(names):
        x = GAP + number % PAIRS_A_ROW * (cell[0] + GAP)
        y = GAP + number // PAIRS_A_ROW * cell[1]
        draw.text((x, y), f"{number + 1}  {name}", "#1b1714", font)
        for place, language in enumerate(LANGUAGES):
            with Image.open(files(folder, language)[name]) as picture:
                thumbnail = picture.convert("RGB").resize(THUMBNAIL, Image.Resampling.LANCZOS)
            sheet.paste(thumbnail, (x + place * (THUMBNAIL[0] + 8), y + LABEL))
    return sheet


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m kiosk_app.gallery", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go; it is made when it is missing")
    parser.add_argument("--dark", action="store_true", help="with the dark palette")
    chosen = parser.parse_args(arguments)
    prepare_console()
    choose_display()
    application = QGuiApplication([])
    load_fonts()

    async def work(ending: asyncio.Event) -> None:
        async def draw() -> None:
            await picture_all(chosen.folder, chosen.dark)
            ending.set()

        await run_until(ending, draw())

    run(application, work)
    target = chosen.folder / "kiosk-contact-sheet.png"
    contact_sheet(chosen.folder).save(target)
    say(f"{len(scenes())} scenes in {len(LANGUAGES)} languages: {target}")


if __name__ == "__main__":
    main()
