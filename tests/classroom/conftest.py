"""A database of its own for each test."""

import pytest

from pages.classroom import board, doorkeeper
from pages.classroom.store import database


@pytest.fixture(autouse=True)
def own_database(tmp_path, monkeypatch):
    monkeypatch.setenv("UNFOLDED_DATABASE", str(tmp_path / "class.sqlite"))
    board.forget_all()
    doorkeeper.forget_all()
    yield
    database.engine.cache_clear()
