"""What is wrong with an id, and which one was meant."""

import pytest

from backend.rules.session_id_repair import repaired
from contract.session_id import Mistake, mistakes

RIGHT = "VM001_20250729_143022_A1B2C3"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("VM001_2025729_143022_A1B2C3", RIGHT),
        ("VM001_250729_143022_A1B2C3", RIGHT),
        ("VM001-20250729-143022-A1B2C3", RIGHT),
        ("CN_DEBUG-01-20250729-143022-A1B2C3", "CN_DEBUG-01_20250729_143022_A1B2C3"),
        ("VM001_20250729_1430_A1B2C3", "VM001_20250729_143000_A1B2C3"),
        ("VM001_20250729_93022_A1B2C3", "VM001_20250729_093022_A1B2C3"),
        (f"{RIGHT}?machine=VM001", RIGHT),
        (f"https://pimpmycase.shop/?qr=true&session_id={RIGHT}&location=Level+2", RIGHT),
        (f" {RIGHT}\n", RIGHT),
    ],
)
def test_meant(text: str, meant: str) -> None:
    assert repaired(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "VM001",
        "VM001_2025111_143022_A1B2C3",  # 1 November or 11 January
        "VM001_20250230_143022_A1B2C3",
        "VM001_20250729_256199_A1B2C3",
        "VM001_29991_143022_A1B2C3",
        f"{RIGHT} VM002_20250729_143022_A1B2C3",
        "x" * 1_000_000,
    ],
)
def test_not_to_be_told(text: str) -> None:
    assert repaired(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{RIGHT}?machine=VM001", [Mistake.PARAMETERS]),
        ("VM001_2025729_1430_A1B2C3&x", [Mistake.PARAMETERS, Mistake.SHORT_DATE, Mistake.SHORT_TIME]),
        ("https://pimpmycase.shop?session=1", [Mistake.PARAMETERS, Mistake.MALFORMED]),
        ("VM001-20250729-143022-A1B2C3", [Mistake.HYPHENS]),
        ("VM001_2025729_143022_A1B2C3", [Mistake.SHORT_DATE]),
        ("VM001_20250729_1430_A1B2C3", [Mistake.SHORT_TIME]),
        ("VM001_20250230_143022_A1B2C3", [Mistake.IMPOSSIBLE_DATE]),
        ("20250729_143022_A1B2C3", [Mistake.NO_MACHINE]),
        ("VM001_20250729_143022", [Mistake.NO_RANDOM]),
        ("nonsense", [Mistake.MALFORMED]),
        ("V" * 180 + "_20250729_143022_A1B2C3", [Mistake.MALFORMED]),
    ],
)
def test_mistakes(text: str, found: list[Mistake]) -> None:
    assert mistakes(text) == found
