"""A connection on which nothing whole is asked is closed; one that asks, is answered, or is a websocket stays."""

import asyncio
from contextlib import asynccontextmanager

import pytest
import uvicorn
from uvicorn.protocols.http.auto import AutoHTTPProtocol
from uvicorn.server import ServerState

from pages.server import streamlit_internals
from pages.server.reach import REACHES
from tests.server.outcome import outcome

WHOLE = b"GET / HTTP/1.1\r\nHost: here\r\n\r\n"


@pytest.fixture
def protocol(monkeypatch):
    """uvicorn's own, mended, with little patience."""
    mine = type("Mine", (AutoHTTPProtocol,), {})
    monkeypatch.setattr("uvicorn.protocols.http.auto.AutoHTTPProtocol", mine)
    mine.__module__ = AutoHTTPProtocol.__module__
    monkeypatch.setattr(streamlit_internals, "HALF_MADE", 0.05)
    [reach] = [reach for reach in REACHES if reach.look_up.__name__ == "close_half_made_requests"]
    reach.look_up()
    return mine


@asynccontextmanager
async def served(protocol, app):
    config = uvicorn.Config(app, lifespan="off", log_level="critical", ws="websockets-sansio")
    config.load()
    make = lambda: protocol(config, ServerState(), {})  # noqa: E731
    server = await asyncio.get_running_loop().create_server(make, "127.0.0.1", 0)
    try:
        yield await asyncio.open_connection(*server.sockets[0].getsockname())
    finally:
        server.close()


async def answer(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})


@pytest.mark.parametrize("sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: he"], ids=["nothing", "a word", "a line"])
def test_half_a_request_is_not_waited_for(protocol, sent):
    async def asking():
        async with served(protocol, answer) as (reader, writer):
            writer.write(sent)
            return await asyncio.wait_for(reader.read(), 5)

    assert outcome(asking()) == b""


def test_half_a_second_request_is_not_waited_for_either(protocol):
    async def asking():
        async with served(protocol, answer) as (reader, writer):
            writer.write(WHOLE + WHOLE[:12])
            return await asyncio.wait_for(reader.read(), 5)

    assert outcome(asking()).count(b"ok") == 1


def test_an_answer_that_takes_long_is_waited_for(protocol):
    async def slowly(scope, receive, send):
        for _ in range(4):  # longer than there is patience for a request
            await asyncio.wait([asyncio.create_task(asyncio.Event().wait())], timeout=0.05)
        await answer(scope, receive, send)

    async def asking():
        async with served(protocol, slowly) as (reader, writer):
            writer.write(WHOLE)
            return await asyncio.wait_for(reader.readuntil(b"ok"), 5)

    assert outcome(asking()).endswith(b"ok")
