"""Tables and their constraints: Peewee on SQLite in WAL mode."""
