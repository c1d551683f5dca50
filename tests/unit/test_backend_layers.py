"""Inside the backend imports run downwards, from one layer to those below it."""

import ast
from collections.abc import Iterator
from pathlib import Path

BACKEND = Path(__file__).resolve().parents[2] / "backend"
LAYERS = (
    "rules",
    "catalogue",
    "settings",
    "ending",
    "models",
    "base",
    "outbound",
    "events",
    "world",
    "steps",
    "files",
    "services",
    "webhooks",
    "snapshots",
    "advance",
    "http",
    "faults",
    "explain",
    "ledger",
    "timeline",
    "openapi",
    "api",
    "shop",
    "lab",
    "seeding",
    "hooks",
    "app",
    "background",
    "server",
    "verify",
)
"""From the bottom to the top: each may import those before it, so that no two can need each other."""


def layer_of(file: Path) -> str:
    return file.relative_to(BACKEND).parts[0].removesuffix(".py")


def imported_layers(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = [node.module, *(f"{node.module}.{name.name}" for name in node.names)]
        elif isinstance(node, ast.Import):
            names = [name.name for name in node.names]
        else:
            continue
        yield from (parts[1] for name in names if (parts := name.split("."))[0] == "backend" and len(parts) > 1)


def upward(layer: str, source: str) -> set[str]:
    """Layers above its own, or in none, from which something is imported."""
    allowed = {*LAYERS[: LAYERS.index(layer) + 1]}
    return {other for other in imported_layers(source) if other in LAYERS and other not in allowed}


def modules() -> list[Path]:
    return [file for file in BACKEND.rglob("*.py") if file.parent != BACKEND or file.stem != "__init__"]


def test_nothing_is_imported_from_a_higher_layer() -> None:
    found = {str(file): up for file in modules() if (up := upward(layer_of(file), file.read_text(encoding="utf-8")))}
    assert found == {}


def test_every_module_is_in_a_layer() -> None:
    assert {layer_of(file) for file in modules()} == set(LAYERS)


def test_upward_imports_are_found_in_each_form() -> None:
    for line in ("from backend.api.vending import x", "from backend.app import y", "import backend.lab.page"):
        assert upward("models", f"def late():\n    {line}")


def test_downward_imports_are_none_of_them() -> None:
    assert (
        upward("api", "from backend.models.order import Order\nfrom backend.api import vending\nimport json") == set()
    )
