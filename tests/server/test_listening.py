"""One browser is listened to within limits: how often, how much at once, and only if it speaks."""

import asyncio
from collections import deque

import pytest

from pages.server import listening
from pages.server.middleware import Door
from tests.server.outcome import outcome

CONNECT = {"type": "websocket.connect"}
GONE = {"type": "websocket.disconnect", "code": 1005}


def said(data: bytes) -> dict:
    return {"type": "websocket.receive", "bytes": data}


class Network:
    """The other end of a connection: what it has sent, and what was sent to it; silent when it has no more to say."""

    def __init__(self, *messages: dict):
        self.messages, self.answers = deque(messages), []

    async def receive(self) -> dict:
        if not self.messages:
            await asyncio.Event().wait()
        return self.messages.popleft()

    async def send(self, message: dict) -> None:
        self.answers.append(message)


@pytest.fixture
def clock(monkeypatch):
    """Time that passes only while somebody sleeps: `clock()` tells it."""
    now = [100.0]

    async def sleep(seconds):
        now[0] += seconds

    monkeypatch.setattr(listening.asyncio, "sleep", sleep)
    monkeypatch.setattr(listening.Pace.__init__, "__defaults__", (lambda: now[0],))
    return lambda: now[0]


def heard(network: Network, count: int) -> list[dict]:
    async def hear():
        receive = listening.within_limits(network.receive, network.send)
        return [await receive() for _ in range(count)]

    return outcome(hear())


def test_a_flood_is_read_slowly_and_whole(clock):
    flood = [said(b"%d" % n) for n in range(2000)]
    begin = clock()
    assert heard(Network(*flood), 2000) == flood, "nothing is dropped, nothing overtakes"
    assert 2000 / (clock() - begin) <= 1.05 * listening.RATE


def test_a_dragged_slider_beside_a_clock_is_never_waited_for(clock):
    pace, begin = listening.Pace(clock), clock()
    waited = []
    for n in range(600):  # thirty a second, for twenty seconds
        outcome(listening.asyncio.sleep(max(begin + n / 30 - clock(), 0)))
        waited.append(pace.wait())
    assert max(waited) == 0


def test_a_page_that_opens_may_ask_for_many_things_at_once(clock):
    pace = listening.Pace(clock)
    assert max(pace.wait() for _ in range(40)) == 0


@pytest.mark.parametrize("kind", ["bytes", "text"])
def test_a_message_too_large_closes_the_connection_before_anybody_reads_it(kind):
    data = b"x" if kind == "bytes" else "x"
    large = {"type": "websocket.receive", kind: data * (listening.LARGEST + 1)}
    network = Network(CONNECT, said(b"x" * listening.LARGEST), large)
    *before, last = heard(network, 3)
    assert before[1]["bytes"] and last["type"] == "websocket.disconnect"
    assert [answer["code"] for answer in network.answers] == [1009]


def test_who_says_nothing_gives_the_seat_back_and_who_has_spoken_may_think(monkeypatch):
    monkeypatch.setattr(listening, "SILENT", 0.01)
    thought = []

    async def page(scope, receive, send):
        """Streamlit's end of a connection."""
        while (message := await receive())["type"] != "websocket.disconnect":
            if message["type"] == "websocket.receive":
                thought.append(message["bytes"])

    async def visiting():
        door = Door(page, {}, sessions=2)
        silent, speaking = Network(CONNECT), Network(CONNECT, said(b"a page, please"))
        come = [asyncio.create_task(door({"type": "websocket"}, one.receive, one.send)) for one in (silent, speaking)]
        await come[0]
        assert door.visitors == 1 and not come[1].done()
        assert [answer["code"] for answer in silent.answers] == [1008] and not speaking.answers
        speaking.messages.append(GONE)
        come[1].cancel()

    outcome(visiting())
    assert thought == [b"a page, please"]


def test_a_request_whose_body_never_comes_is_given_up(monkeypatch):
    monkeypatch.setitem(listening.LIMITS, "request_seconds", 0.01)
    heard = []

    async def upload(scope, receive, send):
        heard.append(await receive())
        heard.append(await receive())

    part = {"type": "http.request", "body": b"half", "more_body": True}
    network = Network(part)
    outcome(Door(upload, {}, sessions=2)({"type": "http", "path": "/upload"}, network.receive, network.send))
    assert heard == [part, {"type": "http.disconnect"}]
