"""The course as it is served, spoken to over a websocket as browsers and forgers do."""

import asyncio
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from pages.frame.assets import LIMITS
from pages.menu import LESSONS
from tests.browser.server import running
from tests.load.student import Student
from tests.server.outcome import outcome

FEW = 300  # open files that the server starts with


@pytest.fixture(scope="module")
def served():
    """The course, started where few open files are allowed unless one asks for more."""
    if sys.platform != "linux":
        pytest.skip("limits of open files are read where Linux tells them")
    import resource

    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (FEW, before[1]))
    try:
        with running() as server:
            resource.setrlimit(resource.RLIMIT_NOFILE, before)
            yield server
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_the_server_raises_its_limit_of_open_files(served):
    limits = Path(f"/proc/{served.process.pid}/limits").read_text()
    [line] = [line for line in limits.splitlines() if line.startswith("Max open files")]
    soft, hard = line.split()[3:5]
    assert int(soft) > FEW and (int(soft) >= 4 * LIMITS["sessions"] or soft == hard)


def test_a_run_of_the_page_that_meets_a_slice_of_work_is_no_error(served):
    """Another language, asked for when all of a page is drawn: just then the run before computes."""

    async def speak():
        async with Student(served.url, "live-training", {"B": 1, "epochs": 20, "network": "two"}) as student:
            await student.arrive()
            await student.change("start", True)
            for n in range(6):
                query = urlencode({**student.query, "lang": ("zh", "en")[n % 2]})
                ask = BackMsg(rerun_script={"query_string": query, "page_name": student.page})
                await student._socket.send(ask.SerializeToString())
                await drawn(student)

    async def drawn(student):
        """The last element of the page is there; the menu comes when the slice is over."""
        async for data in student._socket:
            if ForwardMsg.FromString(data).delta.add_block.WhichOneof("type") == "expandable":
                return

    outcome(asyncio.wait_for(speak(), 60))
    assert "Traceback" not in served.log()


def test_a_page_of_another_site_is_refused_and_who_names_none_is_not(served):
    """Every browser names the page that opens a websocket: who names none is no browser."""

    async def opened(origin):
        address = served.url.replace("http", "ws", 1) + "/_stcore/stream"
        async with connect(address, subprotocols=["streamlit"], origin=origin):
            return True

    assert outcome(opened(None)) and outcome(opened(served.url))
    with pytest.raises(InvalidStatus):
        outcome(opened("https://elsewhere.example"))


def test_a_message_too_large_is_not_read(served):
    async def forge():
        async with Student(served.url, "sliding-filter") as student:
            await student.arrive()
            message = BackMsg(rerun_script={"page_name": student.page})
            message.rerun_script.widget_states.widgets.add(id="forged", json_value="[1]," * 300_000)
            await student._socket.send(message.SerializeToString())
            with pytest.raises(ConnectionClosed) as closed:
                while True:
                    await student._socket.recv()
        return closed.value.rcvd.code

    assert outcome(asyncio.wait_for(forge(), 60)) == 1009
    assert "a message was too large" in served.log() and served.answers()


@pytest.mark.parametrize("path", ["/nothing", "/Builder", "/output_size", "/sliding-filter/x", "/static/none.js"])
def test_an_unknown_address_is_answered_by_our_own_page(served, path):
    asked = Request(f"{served.url}{path}", headers={"Accept-Language": "zh-CN,en;q=0.5"})
    with pytest.raises(HTTPError) as answer:
        urlopen(asked)
    text = answer.value.read().decode()
    assert answer.value.code == 404 and "<h1>没有这一页</h1>" in text and 'sliding-filter">' in text
    assert "default-src 'self'" in answer.value.headers["Content-Security-Policy"]


def test_every_page_and_what_streamlit_serves_are_answered_as_before(served):
    for path in ("", *(lesson.address for lesson in LESSONS), "_stcore/health", "seats"):
        with urlopen(f"{served.url}/{path}") as answer:
            assert answer.status == 200, path


def test_a_browser_that_asks_for_an_icon_beside_a_page_logs_no_error(served):
    with urlopen(f"{served.url}/favicon.ico") as answer:
        assert answer.status == 204
