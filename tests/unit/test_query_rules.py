"""Where the backend asks its database, and in which words; each rule is proven to fire on a small example."""

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path

import pytest

from backend.rules import job, ledger, order, payment, session, stock
from contract import vocabulary
from contract.messages import lab_webhooks

ROOT = Path(__file__).resolve().parents[2]
TABLES = "backend/models/"
SQLITE = "backend/models/sqlite/"
OF_THE_JOURNAL = {"backend/ledger/evidence.py", "backend/timeline/calls.py"}
"""They ask the journal, which is no table of ours but a file of its own."""
OF_THE_PAST = "backend/models/sqlite/migration.py"
"""A layout that was: its words stay what they were when ours change."""
SQL = re.compile(
    r"\b(SELECT\b.+\bFROM|SELECT EXISTS|INSERT (OR \w+ )?INTO|UPDATE\b.+\bSET|DELETE FROM|CREATE (TABLE|TRIGGER|"
    r"(UNIQUE )?INDEX)|PRAGMA)\b",
    re.DOTALL,
)
ASKING = re.compile(
    r"\.(where|execute_sql|on_conflict\w*|get_or_none|get_by_id)\(|\b[A-Z][a-z]\w+\.(select|insert|update|delete|get)\(|"
    r"\bpeewee\.fn\b"
)
OWN_WORDS = re.compile(
    r"\bjson_each\b|\bjson_extract\b|\bstrftime\b|\bIFNULL\b|\bprintf\(|\bRAISE\(|\bPRAGMA\b|\bpragma\(|\bdata_version\b|"
    r"\.backup\(|\bSQLITE_\w+|\bsqlite3\.connect\("
)
WORDS = {
    str(word.value)
    for module in (vocabulary, lab_webhooks, job, ledger, order, payment, session, stock)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum)
    for word in kind
}
TYPED = re.compile(r"'(\w+)'|\bstatus\s*(?:=|<>|IS|IN)\s*\(?\s*(\d+)")
"""A word in quotes, or a status as a number."""


def strings(source: str) -> Iterator[str]:
    """Every text in the code, without documentation; what is filled in is `{}`."""
    tree = ast.parse(source)
    spoken = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if id(node) in spoken | parts:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)


def code(source: str) -> str:
    """Without documentation and comments."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value = ast.Constant(value=None)
    return ast.unparse(tree)


def has_sql(source: str) -> bool:
    return any(SQL.search(text) for text in strings(source))


def asks(source: str) -> bool:
    return ASKING.search(code(source)) is not None


def speaks_sqlite(source: str) -> bool:
    return OWN_WORDS.search(code(source)) is not None


def typed_words(source: str) -> set[str]:
    """Words of a vocabulary that stand in SQL, where they would have to be handed in."""
    found = (match for text in strings(source) if SQL.search(text) for match in TYPED.finditer(text))
    return {match[2] or match[1] for match in found if match[2] or match[1] in WORDS}


@cache
def backend() -> dict[str, str]:
    files = (ROOT / "backend").rglob("*.py")
    return {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in files}


def test_no_sql_away_from_the_tables() -> None:
    others = {path: source for path, source in backend().items() if not path.startswith(TABLES)}
    assert {path for path, source in others.items() if has_sql(source)} == OF_THE_JOURNAL


def test_no_question_away_from_the_tables() -> None:
    """A use case asks in one line: a function of backend/models/queries."""
    found = [path for path, source in backend().items() if not path.startswith(TABLES) and asks(source)]
    assert found == []


def test_what_is_sqlites_own_is_in_one_place() -> None:
    found = {path for path, source in backend().items() if not path.startswith(SQLITE) and speaks_sqlite(source)}
    assert found - OF_THE_JOURNAL == set()


def test_no_word_of_a_vocabulary_is_typed_again_in_sql() -> None:
    found = {path: words for path, source in backend().items() if (words := typed_words(source))}
    assert found.pop(OF_THE_PAST)
    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        'ask("SELECT 1 FROM event")',
        'ask(f"SELECT {names} FROM event WHERE id = ?")',
        'ask("""\n    UPDATE session\n    SET status = ?\n""")',
        'ask("INSERT OR REPLACE INTO meta VALUES (?)")',
    ],
)
def test_sql_is_found(source: str) -> None:
    assert has_sql(source)


@pytest.mark.parametrize("source", ['"""SELECT 1 FROM event"""', "say('Select a model from the list')"])
def test_words_are_no_sql(source: str) -> None:
    assert not has_sql(source)


@pytest.mark.parametrize(
    "source", ["Event.select().where(is_news)", "Meta.get_or_none(its)", "peewee.fn.MAX(Event.id)"]
)
def test_questions_are_found(source: str) -> None:
    assert asks(source)


@pytest.mark.parametrize("source", ['ask("PRAGMA user_version")', "fn.json_each(ids)", "old.backup(new)"])
def test_sqlites_words_are_found(source: str) -> None:
    assert speaks_sqlite(source)


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("SELECT 1 FROM ledger_break WHERE kind = 'double_charge'", {"double_charge"}),
        ("SELECT 1 FROM payment_report WHERE status = 3", {"3"}),
        ("SELECT 1 FROM stock_entry WHERE reason IN ('count', 'print')", {"count", "print"}),
        ("SELECT 1 FROM event WHERE kind = :kind AND note <> 'none'", set()),
    ],
)
def test_typed_words_are_found(sql: str, words: set[str]) -> None:
    assert typed_words(f"ask({sql!r})") == words
