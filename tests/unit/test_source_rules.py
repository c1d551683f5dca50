"""What our source never does, each rule with its reason, and each proven to fire on a small example."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (
    "backend",
    "contract",
    "demo",
    "faults",
    "gate",
    "hostkit",
    "kernel",
    "kiosk_app",
    "qtkit",
    "shopper",
    "station_app",
    "tests",
    "tools",
)
THIS_FILE = "tests/unit/test_source_rules.py"
PURE = r"(backend/rules|kiosk_app/machine|station_app/press)/"
SECRETS = r"hostkit/lab_token\.py|backend/server/preparation\.py"
"""Where a secret is made that no seed may tell: the lab's token, and what the gate proves itself with."""


@dataclass(frozen=True)
class Rule:
    """A pattern that must not occur in the code, or in the comments, of files whose path begins with `where`."""

    name: str
    pattern: str
    advice: str
    example: str
    where: str = r""
    in_comments: bool = False

    def found_in(self, source: str) -> list[int]:
        """The lines that break the rule."""
        lines = (comments_of if self.in_comments else code_of)(source)
        return [number for number, line in lines.items() if re.search(self.pattern, line)]


RULES = [
    Rule(
        "spins Qt's loop",
        r"\b(processEvents|qWait)\(|\bqtbot\.wait\(|\.exec_?\(|\bQEventLoop\(\)",
        "A fresh asyncio task may then never run. Wait for a signal: qtbot.waitSignal, qtbot.waitUntil, show()/open().",
        "dialog.exec()",
    ),
    Rule(
        "quits the application",
        r"\b(app|application|qapp|Q\w*Application|instance\(\))\.(quit|exit)\(",
        "That skips every `finally`. Set the `ending` event of qtkit.loop, or close the window.",
        "app.quit()",
    ),
    Rule("closes through qasync", r"\basyncClose\b", "It spins the loop. Use qtkit.loop.", "@qasync.asyncClose"),
    Rule(
        "uses qasync itself", r"\bimport qasync|from qasync", "qtkit.loop alone does.", "import qasync", r"(?!qtkit/)"
    ),
    Rule(
        "reads the wall clock",
        r"\bdatetime\.(now|utcnow|today)\(|\bdate\.today\(|\btime\.time\(",
        "Time is an argument, or a Clock is (kernel/clock.py).",
        "moment = datetime.now(UTC)",
        r"(?!tests/|kernel/clock\.py)",
    ),
    Rule(
        "draws by itself",
        r"\b(import|from) (secrets|random)\b(?! import Random$)|\buuid[14]\(|\burandom\(|\bRandom\(\)",
        "Chance is handed in, and decides by number (kernel/chance.py).",
        "import random",
        rf"(?!tests/|kernel/chance\.py|{SECRETS})",
    ),
    Rule(
        "keeps time in a rule",
        r"\b(import|from) (time|asyncio)\b",
        "Rules, machine and press get the time as an argument: tick(seconds) or now.",
        "import asyncio",
        PURE,
    ),
    Rule(
        "sleeps in a test",
        r"\btime\.sleep\(|\basyncio\.sleep\((?!0\))",
        "Wait for the event itself, with a timeout.",
        "time.sleep(1)",
        r"tests/",
    ),
    Rule(
        "patches by path",
        r"\bmock\.|\bimport mock\b|\bmocker\b|\bmonkeypatch\.setattr\(\s*[frb]*\"",
        "Give the code a small fake class instead.",
        'monkeypatch.setattr("shopper.visit.PAUSE", 0)',
    ),
    Rule(
        "skips a test",
        r"\b(mark\.(skip|skipif|xfail)|pytest\.(skip|xfail))\b",
        "Fix or delete it.",
        "@pytest.mark.skip",
    ),
    Rule(
        "silences a checker without a reason",
        r"#\s*(noqa(:\s*[A-Z0-9]+(,\s*[A-Z0-9]+)*)?|type:\s*ignore(\[[\w, -]+\])?)\s*$",
        "Write the reason behind it: # noqa: S104 (compared, not bound).",
        "speed = 1  # noqa: E501",
        in_comments=True,
    ),
    Rule(
        "leaves work for later",
        r"\b(TODO|FIXME|XXX)\b",
        "Do it, or file an issue.",
        "speed = 1  # TODO faster",
        in_comments=True,
    ),
]
BROAD = {None, "Exception", "BaseException"}
LOGGING = re.compile(r"\.(exception|error|critical|warning)\(")


@cache
def code_of(source: str) -> dict[int, str]:
    """Each line without its comments, and with its strings emptied."""
    lines: dict[int, str] = {}
    for token in tokens_of(source):
        if token.type != tokenize.COMMENT:
            line = lines.get(token.start[0], "")
            gap = " " * (token.start[1] > 0 and line != "" and needs_gap(line, token.string))
            lines[token.start[0]] = line + gap + ('""' if token.type == tokenize.STRING else token.string)
    return lines


def needs_gap(line: str, following: str) -> bool:
    return (line[-1].isalnum() or line[-1] == "_") and (following[:1].isalnum() or following[:1] in {"_", '"'})


@cache
def comments_of(source: str) -> dict[int, str]:
    return {token.start[0]: token.string for token in tokens_of(source) if token.type == tokenize.COMMENT}


def tokens_of(source: str) -> Iterator[tokenize.TokenInfo]:
    return tokenize.generate_tokens(io.StringIO(source).readline)


def swallowed_errors(source: str) -> list[int]:
    """Lines of broad `except` clauses that neither raise nor log."""
    handlers = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ExceptHandler)]
    return [handler.lineno for handler in handlers if is_broad(handler) and not answers(handler)]


def is_broad(handler: ast.ExceptHandler) -> bool:
    return (handler.type and ast.unparse(handler.type)) in BROAD


def answers(handler: ast.ExceptHandler) -> bool:
    raises = any(isinstance(node, ast.Raise) for node in ast.walk(handler))
    return raises or LOGGING.search(ast.unparse(handler)) is not None


@cache
def sources() -> dict[str, str]:
    """Every Python file of ours by its path from the root, this one with its examples apart."""
    files = [*ROOT.glob("*.py"), *(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py"))]
    paths = {file.relative_to(ROOT).as_posix(): file for file in files}
    return {path: file.read_text(encoding="utf-8") for path, file in paths.items() if path != THIS_FILE}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_source_keeps_the_rule(rule: Rule) -> None:
    found = [
        f"{path}:{line}"
        for path, source in sources().items()
        if re.match(rule.where, path)
        for line in rule.found_in(source)
    ]
    assert found == [], f"{rule.name}. {rule.advice}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_fires_on_its_example(rule: Rule) -> None:
    assert rule.found_in(f"first = 1\n{rule.example}\n") == [2]


@pytest.mark.parametrize("rule", [rule for rule in RULES if not rule.in_comments], ids=lambda rule: rule.name)
def test_words_are_no_code(rule: Rule) -> None:
    assert rule.found_in(f"first = {rule.example!r}  # {rule.example}\n") == []


def test_no_error_is_swallowed() -> None:
    found = [f"{path}:{line}" for path, source in sources().items() for line in swallowed_errors(source)]
    assert found == [], "A broad `except` stands only at a process edge, and logs or raises."


@pytest.mark.parametrize("clause", ["except:", "except Exception:", "except BaseException as error:"])
def test_swallowed_error_is_found(clause: str) -> None:
    assert swallowed_errors(f"try:\n    sell()\n{clause}\n    pass\n") == [3]


@pytest.mark.parametrize("answer", ["raise", "log.exception('the sale failed')"])
def test_answered_error_is_allowed(answer: str) -> None:
    assert swallowed_errors(f"try:\n    sell()\nexcept Exception:\n    {answer}\n") == []
