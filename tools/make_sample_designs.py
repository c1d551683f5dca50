"""Make assets/designs: the sample designs that the kiosk shows to people passing by."""

import sys
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from artwork.design import Design  # noqa: E402 (the repository's root comes first)
from artwork.render import render_design  # noqa: E402 (the repository's root comes first)

OUTPUT = ROOT / "assets" / "designs"
FACE_MM = (69.0, 145.0)
PPI = 191  # 519 x 1090 px
COLOURS = 256  # a palette, dithered, keeps the files small

SAMPLES = {
    "sunset": Design("classic", "Happy days", seed="s5"),
    "album": Design("4-in-1", "我们的夏天", background="#6366F1", text_colour="#FFFFFF", seed="s2"),
    "toon": Design("funny-toon", "Hello, you!", seed="s1"),
    "retro": Design("retro-remix", "Miami nights", text_colour="#FFFFFF", seed="s5"),
    "cover": Design("cover-shoot", "Born to shine", seed="s6"),
    "football": Design("footy-fan", "冠军 Champions", text_colour="#FFFFFF", seed="s1"),
}


def main() -> None:
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for name, design in SAMPLES.items():
        picture = render_design(design, FACE_MM, PPI)
        small = picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.FLOYDSTEINBERG)
        target = OUTPUT / f"{name}.png"
        small.save(target, optimize=True)
        print(f"{target.name}: {target.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
