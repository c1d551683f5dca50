"""Who may import whom, proven in a fresh interpreter: each package is imported whole, then sys.modules is read."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
IMPORT_ALL = """
import importlib, json, pkgutil, sys
before = set(sys.modules)
package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(getattr(package, "__path__", []), package.__name__ + "."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print(json.dumps(sorted(set(sys.modules) - before)))
"""
QT = {"PySide6", "shiboken6", "qasync"}
APPS = {"kiosk_app", "station_app"}
PURE = frozenset({"contract.vocabulary", "contract.session_id", "kernel"})
"""What the rules may load beside the standard library and themselves."""


@dataclass(frozen=True)
class Rule:
    """What all modules of `package` together may load."""

    package: str
    never: frozenset[str] = frozenset()
    """Modules, with everything below them, that must not be loaded."""
    only: frozenset[str] | None = None
    """When given: what may be loaded beside the standard library and the package itself."""

    def broken_by(self, loaded: Iterable[str]) -> set[str]:
        """The loaded modules that the rule forbids."""
        return {module for module in loaded if self._forbids(module)}

    def _forbids(self, module: str) -> bool:
        if self.only is None:
            return within(module, self.never)
        return not (
            within(module, {self.package, *self.only})
            or module.partition(".")[0] in sys.stdlib_module_names
            or any(allowed.startswith(module + ".") for allowed in {self.package, *self.only})
        )


def within(module: str, packages: Iterable[str]) -> bool:
    return any(module == package or module.startswith(package + ".") for package in packages)


def never(package: str, *forbidden: Iterable[str]) -> Rule:
    return Rule(package, never=frozenset().union(*forbidden))


def pure(package: str) -> Rule:
    return Rule(package, only=PURE)


RULES = [
    Rule("kernel", only=frozenset()),
    pure("backend.rules"),
    pure("kiosk_app.machine"),
    pure("station_app.press"),
    pure("contract.vocabulary"),
    pure("contract.print_file"),
    pure("contract.wire"),
    pure("contract.session_id"),
    pure("contract.masking"),
    Rule("hostkit", only=frozenset({"platformdirs", "filelock"})),
    pure("artwork.case.shape"),
    Rule("artwork", only=frozenset({"PIL"})),
    never("wording", QT, APPS, {"backend", "contract", "faults", "gate", "journal", "shopper", "demo", "hostkit"}),
    never("contract", QT, APPS, {"backend", "gate", "faults", "shopper", "demo", "hostkit", "qtkit"}),
    never("faults", QT, APPS, {"backend", "gate", "shopper", "demo", "hostkit", "qtkit", "flask", "peewee"}),
    never("journal", QT, APPS, {"backend", "shopper", "demo", "qtkit", "flask", "granian", "httpx", "peewee"}),
    never("gate", QT, APPS, {"backend", "shopper", "demo", "qtkit", "flask", "granian", "httpx", "peewee"}),
    never("backend", QT, APPS, {"demo", "qtkit"}),
    never("kiosk_app.controller", QT, {"backend", "station_app"}),
    never("kiosk_app", {"backend", "station_app"}),
    never("station_app.agent", QT, {"backend", "kiosk_app"}),
    never("station_app", {"backend", "kiosk_app"}),
    never("shopper", QT, APPS, {"backend"}),
    never("demo", QT, APPS, {"backend"}),
    never("qtkit", APPS, {"backend", "shopper", "demo"}),
    never("benchmarks", QT),
]


@pytest.fixture(scope="module")
def interpreters() -> Iterator[dict[str, "subprocess.Popen[str]"]]:
    """One fresh interpreter a rule, all started at once."""
    running = {rule.package: import_all(rule.package, ROOT) for rule in RULES}
    yield running
    for process in running.values():
        process.communicate()


def import_all(package: str, folder: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", IMPORT_ALL, package]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=pipe, stderr=pipe, text=True)


def loaded_by(process: "subprocess.Popen[str]") -> list[str]:
    output, errors = process.communicate()
    assert process.returncode == 0, errors
    modules: list[str] = json.loads(output)
    return modules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.package)
def test_package_keeps_its_rule(rule: Rule, interpreters: dict[str, "subprocess.Popen[str]"]) -> None:
    assert rule.broken_by(loaded_by(interpreters[rule.package])) == set()


def test_every_package_has_a_rule() -> None:
    packages = {file.parent.name for file in ROOT.glob("*/__init__.py")} - {"tests"}
    assert packages - {rule.package for rule in RULES} == set()


def test_forbidden_import_is_found_wherever_it_hides(tmp_path: Path) -> None:
    package = tmp_path / "till"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "drawer.py").write_text("import json\nimport flask")
    loaded = loaded_by(import_all("till", tmp_path))
    assert "flask" in never("till", {"flask"}).broken_by(loaded)
    assert "flask" in pure("till").broken_by(loaded)


def test_standard_library_kernel_and_vocabulary_are_pure() -> None:
    loaded = ["till.drawer", "json", "asyncio.tasks", "contract", "contract.vocabulary", "kernel.money"]
    assert pure("till").broken_by(loaded) == set()


def test_rest_of_the_contract_is_not_pure() -> None:
    assert pure("till").broken_by(["contract.messages.base", "pydantic"]) == {"contract.messages.base", "pydantic"}


def test_similar_name_is_another_package() -> None:
    assert never("till", {"backend"}).broken_by(["backend_tools", "backend.rules"]) == {"backend.rules"}
