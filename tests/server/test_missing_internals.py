"""The course on a Streamlit that has lost a private part: it starts, says so in one line, and a visitor gets a page."""

import base64
import hashlib
import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from pkgutil import resolve_name

import pytest
from websockets.exceptions import InvalidStatus

from pages.server import streamlit_internals
from pages.server.reach import REACHES
from tests.browser.server import ROOT, running
from tests.load.student import Student
from tests.server.another_streamlit import INSTALLED, install, renamed
from tests.server.outcome import outcome

REACH = {reach.look_up.__name__: reach for reach in REACHES}
INTO_STREAMLIT = REACH.keys() - {"close_half_made_requests"}
INDEX = (INSTALLED / "static/index.html").read_text(encoding="utf-8")
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def scripts(name: str) -> list[str]:
    """Paths in the package of Streamlit's scripts of that name."""
    return [path.relative_to(INSTALLED).as_posix() for path in (INSTALLED / "static/static/js").glob(name)]


@dataclass(frozen=True)
class Fault:
    """What another Streamlit has differently, and the reach that speaks of it, where one has to."""

    says: str | None
    names: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str | None] = field(default_factory=dict)


FAULTS = {
    "get_options_for_section": Fault("gather_theme_once", {"get_options_for_section": "options_of"}),
    "AppSession._clear_queue": Fault("keep_what_is_finished", {"_clear_queue": "_clear_waiting"}),
    "AppSession._browser_queue": Fault("keep_what_is_finished", {"_browser_queue": "_waiting"}),
    # the compiled protocol writes its first letter as a number, and counts its letters
    "ClientState.fragment_id": Fault("run_of_whole_page", {"ragment_id": "ragment_ix"}),
    "Runtime.connect_session": Fault("visit", {"connect_session": "open_session"}),
    "SessionClient.write_forward_msg": Fault("visit", {"write_forward_msg": "write"}),
    "add_file": Fault("keep_the_last_uploads", {"add_file": "keep_file"}),
    "unpack_widget_state_value": Fault("read_any_report", {"unpack_widget_state_value": "value_of_widget"}),
    "no index.html": Fault("index_page", files={"static/index.html": None}),
    "no <head>": Fault("with_server_address", files={"static/index.html": INDEX.replace("<head>", '<head lang="en">')}),
    "no inline script": Fault(None, files={"static/index.html": INLINE.sub("", INDEX)}),
    "no script of sliders": Fault("lesson_scripts", files=dict.fromkeys(scripts("Slider.*.js"))),
    "_stcore/metrics": Fault("is_closed", {"{BASE_ROUTE_CORE}/metrics": "{BASE_ROUTE_CORE}/numbers"}),
    "_stcore/stream": Fault(None, {"_stcore/stream": "_stcore/flow"}),
}
TOGETHER = [fault for missing, fault in FAULTS.items() if missing != "no index.html"]  # or it has no <head>, or is none


def test_the_installed_streamlit_has_them_all():
    assert streamlit_internals.check() == []


def test_every_reach_into_streamlit_is_tried_without():
    assert {fault.says for fault in FAULTS.values()} - {None} == INTO_STREAMLIT


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """app.py and all it needs, with one slider for a page."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copy(ROOT / "app.py", folder)
    for name in (".streamlit", "assets", "pages"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "pages/main.py").write_text("import streamlit as st\nst.slider('W', 3, 64, key='page.W')\n")
    return folder / "app.py"


ONE_OF_EACH = ("AppSession._clear_queue", "no index.html", "_stcore/stream")  # of the session, the files, the routes


@pytest.mark.parametrize(
    "missing", [each if each in ONE_OF_EACH else pytest.param(each, marks=pytest.mark.proof) for each in FAULTS]
)
def test_the_course_starts_and_works_without(missing, course, tmp_path):
    fault = FAULTS[missing]
    stream = "/" + fault.names.get("_stcore/stream", "_stcore/stream")
    with running(course, UNFOLDED_SESSIONS="1", **another(tmp_path, fault)) as server:  # its health is ok
        visitor = outcome(visit(Student(server.url, stream=stream)))
        assert visitor.controls
        _, policy, _ = answer(server.url + "/_stcore/health")
        status, _, page = answer(server.url)
        speaking = said(server.log())
    if missing == "no index.html":  # then Streamlit has no page either, or has it elsewhere, with scripts unknown to us
        assert status == 500 and "script-src 'self' blob: 'unsafe-inline';" in policy
    else:
        assert status == 200 and "Traceback" not in server.log()
        assert all(digest(script) in policy for script in INLINE.findall(page))
    assert speaking == ([fault.says] if fault.says else [])


def test_the_whole_course_works_without_all_of_them(tmp_path):
    names = {name: other for fault in TOGETHER for name, other in fault.names.items()}
    files = {path: text for fault in TOGETHER for path, text in fault.files.items()}
    with running(**another(tmp_path, Fault(None, names, files | FAULTS["no <head>"].files))) as server:
        student = Student(server.url, page="sliding-filter", query={"lang": "en", "W": 7}, stream="/_stcore/flow")
        outcome(move(student))
        assert sorted(said(server.log())) == sorted(INTO_STREAMLIT - {"index_page"})
        assert "Traceback" not in server.log()


def another(folder: Path, fault: Fault) -> dict[str, str]:
    return install(folder, renamed(fault.names) | dict(fault.files))


async def visit(visitor: Student) -> Student:
    """A visitor who gets a page, while there is no seat for another."""
    async with visitor:
        await visitor.arrive()
        with pytest.raises(InvalidStatus):
            async with Student(visitor.url, stream=visitor.stream):
                pass
    return visitor


async def move(student: Student) -> None:
    async with student:
        await student.arrive()
        before = student.picture
        await student.change("W", 9)
        assert student.picture != before


def answer(url: str) -> tuple[int, str | None, str]:
    """Status, content security policy and text of an answer, whatever the status."""
    try:
        answered = urllib.request.urlopen(url)
    except urllib.error.HTTPError as error:
        answered = error
    with answered:
        return answered.status, answered.headers["Content-Security-Policy"], answered.read().decode()


def digest(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def said(log: str) -> list[str]:
    """The names of the reaches that have a line in the log."""
    lines = [line for line in log.splitlines() if line.startswith("Streamlit ")]
    return [name for line in lines for name, reach in REACH.items() if f"{reach.names} (seen" in line]


@pytest.mark.parametrize(
    ("name", "holder", "attribute"),
    [
        ("gather_theme_once", "streamlit.config", "get_options_for_section"),
        ("keep_what_is_finished", "streamlit.runtime.forward_msg_queue:ForwardMsgQueue", "enqueue"),
        ("visit", "streamlit.runtime", "get_instance"),
        ("visit", "streamlit.runtime:Runtime", "handle_backmsg"),
        ("visit", "streamlit.runtime:Runtime", "close_session"),
        ("visit", "streamlit.runtime.session_manager", "SessionClient"),
        ("is_closed", "streamlit.web.server.starlette.starlette_routes", "ROUTE_METRICS"),
        ("is_closed", "streamlit.web.server.starlette.starlette_agent_routes", "_ROUTE_AGENT_MCP"),
        (
            "keep_the_last_uploads",
            "streamlit.runtime.memory_uploaded_file_manager:MemoryUploadedFileManager",
            "remove_file",
        ),
        ("close_half_made_requests", "uvicorn.protocols.http.auto", "AutoHTTPProtocol"),
        ("index_page", "pages.server.streamlit_internals", "STATIC"),
        ("lesson_scripts", "pages.server.streamlit_internals", "SCRIPTS"),
    ],
)
def test_a_name_that_is_gone_is_found_to_be(name, holder, attribute, monkeypatch):
    monkeypatch.delattr(resolve_name(holder), attribute)
    with pytest.raises((AttributeError, ImportError, NameError)):
        REACH[name].look_up()
