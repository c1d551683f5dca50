"""Make assets/fonts: "Noto Sans SC" Regular and Bold, cut down to what our screens and artwork set.

Reads Debian's package fonts-noto-cjk (apt-get install fonts-noto-cjk) and needs fontTools. The result holds Latin,
punctuation, arrows, full-width forms and the 3,755 characters of GB 2312 level 1, about 0.9 MB a weight.
"""

import re
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]  # fontTools carries no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # fontTools carries no types

FAMILY = "Noto Sans SC"
WEIGHTS = ("Regular", "Bold")
SIMPLIFIED_CHINESE_FACE = 2
COLLECTIONS = Path("/usr/share/fonts/opentype/noto")
DEBIAN_COPYRIGHT = Path("/usr/share/doc/fonts-noto-cjk/copyright")
OUTPUT = Path(__file__).resolve().parents[1] / "assets" / "fonts"

RANGES = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1
    (0x0100, 0x017F),  # Latin Extended-A
    (0x2010, 0x205E),  # general punctuation
    (0x20AC, 0x20AC),  # euro
    (0x2190, 0x21FF),  # arrows
    (0x3000, 0x303F),  # CJK punctuation
    (0xFF00, 0xFFEF),  # full-width forms
)
COPYRIGHT_NOTICE = 0
FAMILY_NAME, STYLE_NAME, UNIQUE_NAME, FULL_NAME, POSTSCRIPT_NAME = 1, 2, 3, 4, 6
TYPOGRAPHIC_NAMES = (16, 17, 21, 22)


def gb2312_level_1() -> str:
    """The 3,755 most used characters: rows 16 to 55 of GB 2312, the last of them five characters short."""
    cells = (bytes((row + 0xA0, cell + 0xA0)) for row in range(16, 56) for cell in range(1, 95))
    return b"".join(cells).decode("gb2312", errors="ignore")


def wanted_code_points() -> set[int]:
    ranges = {point for first, last in RANGES for point in range(first, last + 1)}
    return ranges | {ord(character) for character in gb2312_level_1()}


def rename(font: TTFont, style: str) -> None:
    """Give the font the family under which Qt shall find it."""
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    names = {
        FAMILY_NAME: FAMILY,
        STYLE_NAME: style,
        UNIQUE_NAME: f"2.004;{postscript};subset",
        FULL_NAME: f"{FAMILY} {style}",
        POSTSCRIPT_NAME: postscript,
    }
    table = font["name"]
    for name_id in (*names, *TYPOGRAPHIC_NAMES):
        table.removeNames(nameID=name_id)
    for name_id, text in names.items():
        table.setName(text, name_id, 3, 1, 0x409)
    rename_outlines(font, postscript, style)


def rename_outlines(font: TTFont, postscript: str, style: str) -> None:
    outlines = font["CFF "].cff
    outlines.fontNames = [postscript]
    outlines.topDictIndex[0].FamilyName = FAMILY
    outlines.topDictIndex[0].FullName = f"{FAMILY} {style}"


def make(style: str) -> Path:
    collection = COLLECTIONS / f"NotoSansCJK-{style}.ttc"
    font = TTFont(collection, fontNumber=SIMPLIFIED_CHINESE_FACE, recalcTimestamp=False)
    options = subset.Options(hinting=False, layout_features=["kern", "mark", "ccmp"], name_IDs=["*"])
    options.drop_tables += ["vhea", "vmtx", "VORG"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted_code_points())
    cutter.subset(font)
    rename(font, style)
    target = OUTPUT / f"NotoSansSC-{style}.otf"
    font.save(target)
    return target


def licence_text() -> str:
    """The fonts' copyright line and the OFL as Debian's copyright file carries it, without its indentation."""
    paragraphs = DEBIAN_COPYRIGHT.read_text(encoding="utf-8")
    found = re.search(r"^License: (?:SIL-|OFL)[^\n]*\n((?: .*\n?)+)", paragraphs, re.MULTILINE)
    if found is None:
        raise SystemExit(f"{DEBIAN_COPYRIGHT} has no OFL paragraph: is fonts-noto-cjk installed?")
    notice = TTFont(OUTPUT / "NotoSansSC-Regular.otf")["name"].getDebugName(COPYRIGHT_NOTICE)
    return f"{notice}\n\n" + re.sub(r"(?m)^ (?:\.$)?", "", found[1])


def main() -> None:
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for style in WEIGHTS:
        target = make(style)
        print(f"{target.name}: {target.stat().st_size / 1e6:.2f} MB")
    (OUTPUT / "OFL.txt").write_text(licence_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
