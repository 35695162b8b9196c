"""The tables, as queries name them; what makes them is `migrations.py` (a test holds the two together).

A room and a member are known by hashes: the teacher's secret and the voters' own marks are nowhere in the database.
"""

from __future__ import annotations

from sqlalchemy import Column, Double, Integer, MetaData, String, Table, Text

TABLES = MetaData()

rooms = Table(
    "rooms",
    TABLES,
    Column("room", String(32), primary_key=True),
    Column("code", String(5), nullable=False, unique=True),
    Column("desk", String(64), nullable=False),  # hash of the secret in the teacher's link
    Column("opened", Double, nullable=False),  # seconds since 1970, as all times here
    Column("ended", Double),
)
members = Table(
    "members",
    TABLES,
    Column("room", String(32), primary_key=True),
    Column("member", String(64), primary_key=True),  # hash of the room and of the browser's mark
    Column("nickname", String(200), nullable=False),
)
# What the class is asked, or shown: then there is no question, and nothing to choose from.
polls = Table(
    "polls",
    TABLES,
    Column("room", String(32), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("lesson", String(40), nullable=False),
    Column("question", String(60)),
    Column("ask", Integer),  # which draw of it
    Column("choices", Integer, nullable=False),
    Column("state", Text, nullable=False),  # the query of the state that is shown
    Column("asked", Double, nullable=False),
    Column("revealed", Double),
)
votes = Table(
    "votes",
    TABLES,
    Column("room", String(32), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("member", String(64), primary_key=True),
    Column("choice", Integer, nullable=False),  # its place, from 0
)
ticks = Table(
    "ticks",
    TABLES,
    Column("room", String(32), primary_key=True),
    Column("lesson", String(40), primary_key=True),
    Column("task", String(60), primary_key=True),
    Column("member", String(64), primary_key=True),
)
