"""What a shopper remembers of the sessions that it has scanned."""

from pathlib import Path

from hostkit.store import Store
from shopper.scanned import MOST, Scanned


def test_a_shopper_who_is_started_again_remembers(tmp_path: Path) -> None:
    with Store(tmp_path / "phone.sqlite") as store:
        Scanned(store).add("S1")
        assert "S1" in Scanned(store)
        assert "S2" not in Scanned(store)


def test_only_the_latest_are_remembered(tmp_path: Path) -> None:
    with Store(tmp_path / "phone.sqlite") as store:
        store.write("scanned", {"sessions": [f"S{number}" for number in range(MOST)]})
        scanned = Scanned(store)
        scanned.add("new")
        assert ("S0" in scanned, "S1" in scanned, "new" in scanned) == (False, True, True)
