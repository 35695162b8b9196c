"""The database that UNFOLDED_DATABASE names: a file of SQLite's, or any address that SQLAlchemy knows.

Without it a file in the machine's folder for temporary ones: it outlives a restart of the course, and need not more.
"""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from pages.classroom.store.migrations import migrate

UNREACHABLE = (SQLAlchemyError, OSError)  # what is raised where it cannot be used
PATIENCE = 10  # seconds that one waits for another's writing


def address() -> str:
    """As SQLAlchemy writes it; what is no address is the path of a file."""
    named = os.environ.get("UNFOLDED_DATABASE", "")
    if "://" in named:
        return named
    return f"sqlite:///{Path(named).resolve() if named else _own_folder() / 'class.sqlite'}"


def _own_folder() -> Path:
    """A folder that no other user of the machine reads."""
    folder = Path(tempfile.gettempdir()) / f"cnn-unfolded-{os.getuid() if hasattr(os, 'getuid') else 'own'}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if hasattr(os, "getuid") and (folder.stat().st_uid != os.getuid() or folder.stat().st_mode & 0o077):
        raise PermissionError(f"{folder} is open to others: name a file of your own in UNFOLDED_DATABASE")
    return folder


@cache
def engine(url: str) -> Engine:
    """The way to this database, whose tables are then there."""
    if make_url(url).get_backend_name() == "sqlite":
        made = create_engine(url, connect_args={"timeout": PATIENCE})
        event.listen(made, "connect", _prepare_sqlite)
        event.listen(made, "begin", _begin_sqlite)
    else:
        made = create_engine(url, pool_pre_ping=True)
    migrate(made)
    return made


def _prepare_sqlite(connection, _record) -> None:
    """Many read while one writes; what is written outlives the process, though not a power cut."""
    connection.isolation_level = None  # SQLAlchemy says when a transaction begins, and how
    for setting in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {setting}")


def _begin_sqlite(connection: Connection) -> None:
    """Who is going to write says so at once, and waits for others who do: told later, it would be refused."""
    if not connection.get_execution_options().get("reads"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def writing():
    """A transaction, for a with-block: all of it, or nothing."""
    return engine(address()).begin()


def reading():
    """A connection that reads what is there, and waits for nobody."""
    return engine(address()).execution_options(reads=True).connect()


def insert(connection: Connection, table):
    """An insert that may say what becomes of a row that is there already."""
    return (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(table)
