"""How the journal lies in its file: two tables that are only added to, each by one process, and one view of both.

A call's wire part and its account come from two processes in any order, and are one row for whoever reads. So nobody
has to wait for the other, and neither overwrites what the other has written.
"""

APPLICATION_ID = 0x504D434A
"""`PMCJ`: SQLite's mark for a journal of ours (PRAGMA application_id)."""
VERSION = 4
"""Rises with every change of the layout (PRAGMA user_version); a journal of another layout is moved aside."""

WIRE = {
    "key": "INTEGER",
    "request_id": "TEXT",
    "real_time": "INTEGER NOT NULL",
    "duration": "INTEGER",
    "method": "TEXT",
    "target": "TEXT",
    "path": "TEXT",
    "query": "TEXT",
    "raw": "TEXT",
    "client_ip": "TEXT",
    "connection": "TEXT",
    "connection_call": "INTEGER",
    "user_agent": "TEXT",
    "status": "INTEGER",
    "sent": "TEXT",
    "undone": "TEXT",
    "code": "TEXT",
    "explanation": "TEXT",
    "announced": "INTEGER",
    "received": "INTEGER",
    "request_version": "TEXT",
    "request_head_size": "INTEGER",
    "request_headers": "TEXT",
    "request_type": "TEXT",
    "request_charset": "TEXT",
    "request_size": "INTEGER",
    "request_body": "TEXT",
    "answer_version": "TEXT",
    "answer_head_size": "INTEGER",
    "answer_headers": "TEXT",
    "answer_type": "TEXT",
    "answer_charset": "TEXT",
    "answer_size": "INTEGER",
    "answer_body": "TEXT",
    "tags": "TEXT NOT NULL",
    "dropped": "INTEGER NOT NULL",
}
"""What came and went. Times and durations are in microseconds; `codes` and `tags` have a space before and behind each
of them. Headers are lines as they came. `code` and `explanation` are of a call that never reached the server. A row
without a key says how many calls are missing."""
ACCOUNT = {
    "key": "INTEGER NOT NULL",
    "request_id": "TEXT NOT NULL",
    "at": "INTEGER NOT NULL",
    "real_time": "INTEGER NOT NULL",
    "method": "TEXT NOT NULL",
    "route": "TEXT",
    "status": "INTEGER",
    "is_refused": "INTEGER NOT NULL",
    "actor": "TEXT NOT NULL",
    "session_id": "TEXT",
    "order_id": "TEXT",
    "machine_id": "TEXT",
    "transaction_id": "TEXT",
    "codes": "TEXT NOT NULL",
    "refused_body": "TEXT",
    "explanation": "TEXT",
    "hit_fault": "TEXT",
    "hit_effect": "TEXT",
    "repeat_of": "TEXT",
    "repeat_by": "TEXT",
}
"""What the server knows of it. Status and body stand here too where the ledger asks for them: it judges a call that it
has an account of, and the wire part may be a moment behind."""
_OF_ALL = (("account", "key"), ("account", "request_id"))
"""No row is without these: a partial index would be passed by where the view joins."""
_INDEXED = (
    *(("wire", name) for name in ("key", "request_id")),
    *(("account", name) for name in ("session_id", "order_id", "machine_id", "transaction_id", "hit_fault")),
)
_CALL = """
    CREATE VIEW call AS SELECT
        wire.id, wire.key, coalesce(account.request_id, wire.request_id) AS request_id,
        coalesce(account.at, wire.real_time) AS at, wire.real_time, wire.duration,
        wire.method, wire.target, wire.path, wire.query, wire.raw, account.route,
        CASE WHEN account.key IS NULL THEN wire.status ELSE account.status END AS status, wire.sent, wire.undone,
        coalesce(account.is_refused, wire.status >= 400, wire.code IS NOT NULL) AS is_refused,
        coalesce(account.actor, 'client ' || wire.client_ip) AS actor, wire.user_agent,
        wire.connection, wire.connection_call,
        account.session_id, account.order_id, account.machine_id, account.transaction_id,
        coalesce(nullif(account.codes, ''), ' ' || wire.code || ' ', '') AS codes, wire.tags,
        wire.announced, wire.received, wire.request_version, wire.request_head_size, wire.request_headers,
        wire.request_type, wire.request_charset, wire.request_size, wire.request_body,
        wire.answer_version, wire.answer_head_size, wire.answer_headers,
        wire.answer_type, wire.answer_charset, wire.answer_size, wire.answer_body,
        coalesce(account.explanation, wire.explanation) AS explanation, wire.dropped,
        account.hit_fault, account.hit_effect, account.repeat_of, account.repeat_by
    FROM wire LEFT JOIN account ON account.key = wire.key
"""
"""No server of ours has told of a call without an account; an account without a wire part is a call under way."""


def _table(name: str, columns: dict[str, str]) -> str:
    listed = ", ".join(f"{column} {kind}" for column, kind in columns.items())
    return f"CREATE TABLE {name} (id INTEGER PRIMARY KEY AUTOINCREMENT, {listed}) STRICT"


CREATE = (
    _table("wire", WIRE),
    _table("account", ACCOUNT),
    *(f"CREATE INDEX {table}_{name} ON {table} ({name})" for table, name in _OF_ALL),
    *(f"CREATE INDEX {table}_{name} ON {table} ({name}) WHERE {name} IS NOT NULL" for table, name in _INDEXED),
    _CALL,
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {VERSION}",
)


def insert(table: str, columns: dict[str, str]) -> str:
    """The statement that adds a row."""
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608 (our own names)


def prunes(table: str) -> tuple[str, str]:
    """The statements that forget rows: beyond so many, and those before a moment."""
    return (
        f"DELETE FROM {table} WHERE id <= (SELECT max(id) FROM {table}) - ?",  # noqa: S608 (likewise)
        f"DELETE FROM {table} WHERE id < (SELECT id FROM {table} WHERE real_time >= ? ORDER BY id LIMIT 1)",  # noqa: S608
    )
