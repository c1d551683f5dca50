"""When a person should load blanks."""

import pytest

from station_app.press.supplies import LOW_MARK, SupplyLevel, level


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (0, SupplyLevel.EMPTY),
        (1, SupplyLevel.LOW),
        (LOW_MARK, SupplyLevel.LOW),
        (LOW_MARK + 1, SupplyLevel.ENOUGH),
    ],
)
def test_level_by_pieces(pieces: int, expected: SupplyLevel) -> None:
    assert level(pieces) is expected
