"""How the database came to look as it does: numbered steps, each taken once, in order.

A step that has been published is never changed; what is to be otherwise is a further step. The statements are those
that SQLite and PostgreSQL both understand.
"""

from __future__ import annotations

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

TAKEN = "CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY)"
STEPS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE rooms (room VARCHAR(32) PRIMARY KEY, code VARCHAR(5) NOT NULL UNIQUE, desk VARCHAR(64) NOT NULL,"
        " opened DOUBLE PRECISION NOT NULL, ended DOUBLE PRECISION)",
        "CREATE TABLE members (room VARCHAR(32) NOT NULL REFERENCES rooms ON DELETE CASCADE, member VARCHAR(64),"
        " nickname VARCHAR(200) NOT NULL, PRIMARY KEY (room, member))",
        "CREATE TABLE polls (room VARCHAR(32) NOT NULL REFERENCES rooms ON DELETE CASCADE, number INTEGER,"
        " lesson VARCHAR(40) NOT NULL, question VARCHAR(60), ask INTEGER, choices INTEGER NOT NULL,"
        " state TEXT NOT NULL, asked DOUBLE PRECISION NOT NULL, revealed DOUBLE PRECISION,"
        " PRIMARY KEY (room, number))",
        "CREATE TABLE votes (room VARCHAR(32) NOT NULL, number INTEGER, member VARCHAR(64), choice INTEGER NOT NULL,"
        " PRIMARY KEY (room, number, member),"
        " FOREIGN KEY (room, number) REFERENCES polls ON DELETE CASCADE,"
        " FOREIGN KEY (room, member) REFERENCES members ON DELETE CASCADE)",
        "CREATE TABLE ticks (room VARCHAR(32) NOT NULL, member VARCHAR(64), lesson VARCHAR(40), task VARCHAR(60),"
        " PRIMARY KEY (room, lesson, task, member),"
        " FOREIGN KEY (room, member) REFERENCES members ON DELETE CASCADE)",
    ),
)


def migrate(engine: Engine) -> None:
    """Take the steps that this database has not taken yet. Of several processes that start at once, one takes them."""
    with engine.begin() as connection:
        connection.execute(text(TAKEN))
    for number, statements in enumerate(STEPS, 1):
        if not _is_taken(engine, number):
            try:
                with engine.begin() as connection:
                    _take(connection, number, statements)
            except DBAPIError:
                if not _is_taken(engine, number):  # another process was not the reason
                    raise


def _is_taken(engine: Engine, number: int) -> bool:
    with engine.connect() as connection:
        return connection.execute(text("SELECT 1 FROM migrations WHERE number = :n"), {"n": number}).first() is not None


def _take(connection: Connection, number: int, statements: tuple[str, ...]) -> None:
    """The number first: who comes second waits there, and is then told that it is taken."""
    connection.execute(text("INSERT INTO migrations (number) VALUES (:n)"), {"n": number})
    for statement in statements:
        connection.execute(text(statement))
