"""The kernel without a browser: what it replaces is there, and it speaks ASGI to an app of the test's own."""

import asyncio
import os
import subprocess
import sys
import tomllib
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from kernel import inline, later, parsed, replaced, runs, server, takeover
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.house.sources import ROOT


def test_every_name_that_is_replaced_is_in_this_streamlit():
    assert {each.by for each in replaced.REPLACED} >= {inline.run_here, runs.start, runs.sleep, server.write_now}
    assert replaced.gone() == []


def test_a_name_that_is_gone_is_said_with_its_reason():
    lost = replaced.Replacement("streamlit.runtime.runtime", "Runtime.no_such_name", "it sends", by=None)
    with pytest.raises(replaced.Gone, match=r"no streamlit\.runtime\.runtime\.Runtime\.no_such_name .*: it sends\."):
        lost.install()


def test_a_name_is_replaced_in_its_class():
    holder = SimpleNamespace(Session=type("Session", (), {"send": lambda self: "sent by the loop"}))
    sys.modules["tests_site_holder"] = holder
    try:
        replaced.Replacement("tests_site_holder", "Session.send", "", by=lambda self: "sent now").install()
    finally:
        del sys.modules["tests_site_holder"]
    assert holder.Session().send() == "sent now"


def test_what_is_submitted_to_a_thread_is_done_at_once():
    assert inline.submit_here(None, lambda a, b: a - b, 7, b=2).result() == 5
    with pytest.raises(ZeroDivisionError):
        inline.submit_here(None, lambda: 1 // 0).result()


def run(coroutine: Coroutine):
    """What it returns. In a thread, because this one may have Playwright's loop."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(asyncio.run, coroutine).result()


async def echo(scope, receive, send):
    """An app that answers a request with its own words, and a websocket with what it says."""
    if scope["type"] == "lifespan":
        await receive()
        await send({"type": "lifespan.startup.complete"})
    elif scope["type"] == "http":
        body = (await receive())["body"]
        told = f"{scope['method']} {scope['path']}?{scope['query_string'].decode()} ".encode()
        await send({"type": "http.response.start", "status": 201, "headers": [(b"x-a", b"1")]})
        await send({"type": "http.response.body", "body": told, "more_body": True})
        await send({"type": "http.response.body", "body": body})
    else:
        await receive()
        await send({"type": "websocket.accept", "subprotocol": scope["subprotocols"][0]})
        while (event := await receive())["type"] == "websocket.receive":
            await send({"type": "websocket.send", "bytes": event["bytes"]})
        await send({"type": "websocket.close", "code": event["code"]})


def test_a_request_is_answered_whole():
    answer = run(server.request(echo, "PUT", "/a/b", "c=d", [["X-Y", "z"]], b"body", "host"))
    assert answer == (201, [["x-a", "1"]], b"PUT /a/b?c=d body")


def test_a_page_speaks_and_is_answered():
    async def visit():
        await server.begin(echo)
        told = []
        noted = (lambda *what, kind=kind: told.append((kind, *what)) for kind in ("open", "said", "finished", "close"))
        socket = server.Socket(echo, server.Page(*noted), ["streamlit", "second"], "host")
        socket.receive(b"one")
        socket.close(1001)
        await socket.task
        return told

    assert run(visit()) == [("open", "streamlit"), ("said", b"one"), ("close", 1001, "")]


def test_an_app_that_does_not_start_is_an_error_with_its_word():
    async def refuses(_scope, _receive, send):
        await send({"type": "lifespan.startup.failed", "message": "no assets"})

    with pytest.raises(RuntimeError, match="no assets"):
        run(server.begin(refuses))


class TestTheTakeOver:
    def test_the_first_wish_is_for_the_page_that_is_shown(self):
        asked = BackMsg(rerun_script={"query_string": "lang=en", "page_script_hash": ""})
        read = BackMsg.FromString(takeover.of_page(asked.SerializeToString(), "abc"))
        assert (read.rerun_script.page_script_hash, read.rerun_script.query_string) == ("abc", "lang=en")

    def test_a_page_that_was_asked_for_stays(self):
        asked = BackMsg(rerun_script={"page_script_hash": "other"}).SerializeToString()
        assert takeover.of_page(asked, "abc") == asked

    def test_what_asks_for_no_run_stays(self):
        asked = BackMsg(app_heartbeat=True).SerializeToString()
        assert takeover.of_page(asked, "abc") == asked


class TestWhatComesLater:
    @pytest.fixture
    def path(self, tmp_path, monkeypatch):
        monkeypatch.syspath_prepend(str(tmp_path))
        yield tmp_path
        for name in [name for name in sys.modules if name.partition(".")[0] == "comes_later"]:
            del sys.modules[name]

    def test_a_missing_module_is_fetched_with_its_archive_once(self, path, monkeypatch):
        (path / "comes_later").mkdir()
        (path / "comes_later/__init__.py").write_text("")
        fetched = []

        def fetch(package):
            fetched.append(package)
            (path / "comes_later/part.py").write_text("value = 7")
            (path / "comes_later/other.py").write_text("value = 8")

        finder = later.Later({"comes_later": {"comes_later.part", "comes_later.other"}}, fetch)
        monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, finder])
        from comes_later import other, part

        assert (part.value, other.value, fetched) == (7, 8, ["comes_later"])

    def test_without_a_network_a_module_is_missing_and_may_come_another_time(self, path, monkeypatch):
        def fetch(_package):
            raise OSError("no network")

        finder = later.Later({"comes_later": {"comes_later"}}, fetch)
        monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, finder])
        with pytest.raises(ModuleNotFoundError, match="no network"):
            import comes_later  # noqa: F401
        assert "comes_later" in finder.archives

    def test_plotly_is_loaded_when_something_is_asked_of_it(self):
        """In a process of its own: here it is loaded."""
        program = """if True:
            import sys
            from kernel import later
            later.install()
            import streamlit
            import plotly.graph_objects as go
            from plotly import subplots
            import inspect
            inspect.stack()
            assert "plotly.basedatatypes" not in sys.modules
            assert isinstance(subplots.make_subplots(rows=1, cols=2), go.Figure)
            assert not isinstance(sys.modules["plotly"], later.Stub)
            import plotly.io
            assert "streamlit" in plotly.io.templates
        """
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "site")}
        subprocess.run([sys.executable, "-c", program], check=True, env=environment)

    def test_a_module_that_is_nowhere_is_missing_as_ever(self):
        assert later.Later({}, pytest.fail).find_spec("nowhere") is None


def test_toml_that_the_build_has_read_is_not_parsed_again():
    known = {}
    assert parsed.noting(known, tomllib.loads)("a = 1") == {"a": 1}
    read = parsed.reader(known, lambda text: pytest.fail(f"parsed: {text}") if text == "a = 1" else {"other": text})
    assert (read("a = 1"), read("b = 2")) == ({"a": 1}, {"other": "b = 2"})
