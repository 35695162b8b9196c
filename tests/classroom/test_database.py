"""The database: the tables are what the migrations make, several processes share one file, votes outlive a kill."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys

import pytest
from sqlalchemy import create_engine, inspect, text

from pages.classroom.store import database, migrations, polls, rooms
from pages.classroom.store.tables import TABLES
from tests.classroom.pupils import asked, mark
from tests.house.sources import ROOT


def test_the_tables_are_what_the_migrations_make():
    rooms.open_room()
    found = inspect(database.engine(database.address()))
    assert set(found.get_table_names()) == {*TABLES.tables, "migrations"}
    for name, table in TABLES.tables.items():
        made = {column["name"]: column for column in found.get_columns(name)}
        assert set(made) == {column.name for column in table.columns}
        for column in table.columns:
            assert made[column.name]["type"]._type_affinity is column.type._type_affinity, column
        assert found.get_pk_constraint(name)["constrained_columns"] == [each.name for each in table.primary_key]


def test_a_database_that_is_older_takes_the_steps_that_it_lacks(tmp_path, monkeypatch):
    made = create_engine(f"sqlite:///{tmp_path / 'old.sqlite'}")
    migrations.migrate(made)
    further = "ALTER TABLE rooms ADD COLUMN tone INTEGER", "UPDATE rooms SET tone = 1"
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, further))
    for _ in range(2):
        migrations.migrate(made)
    assert "tone" in [column["name"] for column in inspect(made).get_columns("rooms")]
    with made.connect() as connection:
        assert connection.execute(text("SELECT number FROM migrations ORDER BY number")).scalars().all() == [1, 2]


def test_a_step_that_fails_is_not_taken_by_half(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'half.sqlite'}"
    monkeypatch.setattr(migrations, "STEPS", (("CREATE TABLE rooms (room INTEGER)", "CREATE NONSENSE"),))
    with pytest.raises(Exception, match="NONSENSE"):
        database.engine(url)
    assert inspect(create_engine(url)).get_table_names() == ["migrations"]


def test_what_is_no_address_is_a_file_and_without_one_nobody_else_reads_it(tmp_path, monkeypatch):
    assert database.address() == f"sqlite:///{tmp_path / 'class.sqlite'}"
    monkeypatch.setenv("UNFOLDED_DATABASE", "postgresql+psycopg://school@db/class")
    assert database.address() == "postgresql+psycopg://school@db/class"
    monkeypatch.delenv("UNFOLDED_DATABASE")
    monkeypatch.setattr(database.tempfile, "gettempdir", lambda: str(tmp_path))
    folder = tmp_path / f"cnn-unfolded-{os.getuid()}"
    assert database.address() == f"sqlite:///{folder / 'class.sqlite'}"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(0o755)
    with pytest.raises(PermissionError, match="UNFOLDED_DATABASE"):
        database.address()


VOTER = """
import sys
from pages.classroom.store import polls, rooms
code, first = sys.argv[1], int(sys.argv[2])
for n in range(first, first + 30):
    rooms.join(code, f"{n:032x}", "")
    polls.vote(code, f"{n:032x}", 1, n % 4)
    print(n, flush=True)
"""


def voter(code: str, first: int) -> subprocess.Popen:
    """A process in which thirty join and vote, and which says who has."""
    command = [sys.executable, "-c", VOTER, code, str(first)]
    around = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=ROOT, env=around, stdout=subprocess.PIPE, text=True)


def test_two_processes_write_into_one_file_and_none_of_a_killed_one_s_votes_is_lost():
    code, _ = asked(0)
    one, two, killed = voter(code, 0), voter(code, 30), voter(code, 60)
    seen = [int(killed.stdout.readline()) for _ in range(9)]
    killed.send_signal(signal.SIGKILL)
    seen += map(int, killed.communicate()[0].split())
    assert one.wait() == two.wait() == 0 and killed.returncode == -signal.SIGKILL
    for process in (one, two):
        process.stdout.close()
    board, room = polls.look(code), rooms.find(code).room
    assert all(polls.my_votes(room, mark(n)) == {1: n % 4} for n in [*range(60), *seen])
    assert 60 + len(seen) <= sum(board.counts) <= 61 + len(seen), "one more may have been written and not said"
    assert min(board.counts) >= 15 + len(seen) // 4 - 1
