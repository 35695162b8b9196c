"""The pages of the site as text: the served app's policy, nobody else's host, what their script is told."""

import base64
import hashlib
import json
import re

import pytest
from builder import pages
from builder.archives import module_of, split
from builder.said import Stopped

FACTS = {"recordings": {"zh": "a.bin", "en": "b.bin"}, "words": pages.words_of_script()}


@pytest.fixture(scope="module")
def text() -> str:
    return pages.page("pooling", FACTS, "course/page.js", ["stage/1.js"])


def test_every_inline_script_is_allowed_by_its_hash_and_no_other(text):
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
    allowed = set(re.findall(r"'sha256-([^']+)'", policy))
    inline = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert len(inline) == 3  # what the page is told, Streamlit's own word, its address
    assert allowed == {base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in inline}
    assert "unsafe-eval" not in policy and "'unsafe-inline'" not in policy.partition("style-src")[0]


def test_the_policy_comes_before_what_it_is_for(text):
    assert text.index("Content-Security-Policy") < text.index("<script")


def test_no_other_host_is_named(text):
    assert not re.findall(r"(?:https?:)?//[\w.-]+\.\w+", text)


def test_our_script_comes_before_streamlits(text):
    modules = re.findall(r'<script type="module"[^>]*src="([^"]+)"', text)
    assert modules[0] == "./course/page.js" and modules[1].startswith("./static/js/index.")


def test_a_lesson_lies_one_folder_below_home(text):
    assert json.loads(re.search(r"const unfoldedSite = (.*);", text)[1])["up"] == "../"
    assert '<base href="../pooling">' in text
    assert "<base" not in pages.page("", FACTS, "course/page.js", [])


def test_another_page_of_streamlits_stops_the_build(monkeypatch):
    monkeypatch.setattr(pages.streamlit_internals, "index_page", lambda: "<html></html>")
    with pytest.raises(Stopped, match="another one"):
        pages.page("", FACTS, "course/page.js", [])


def test_the_page_for_what_is_lost_knows_the_course_and_no_other_host():
    titles = {"fc-is-conv": {"zh": "全连接就是卷积", "en": "FC is CONV"}}
    text = pages.lost(titles, {"lost": {"zh": "没有", "en": "nothing at"}, "full": {"zh": "满", "en": "full"}})
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    told = json.loads(re.search(r"const \{ titles, words \} = (.*);", script)[1])
    assert told == {"titles": titles, "words": {"zh": {"lost": "没有"}, "en": {"lost": "nothing at"}}}
    assert base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() in text
    assert not re.findall(r"(?:https?:)?//[\w.-]+\.\w+", text)


@pytest.mark.parametrize("lang", pages.LANGUAGES)
def test_the_words_leave_room_for_the_numbers(lang):
    words = pages.words_of_script()[lang]
    assert {"{come}", "{all}"} == set(re.findall(r"\{\w+\}", words["coming"]))
    assert {"no_webassembly", "no_memory", "no_network", "broken", "starting"} < words.keys()


@pytest.mark.parametrize(
    ("file", "module"),
    [
        ("numpy/__init__.pyc", "numpy"),
        ("numpy/linalg/_umath_linalg.cpython-314-wasm32-emscripten.so", "numpy.linalg._umath_linalg"),
        ("typing_extensions.pyc", "typing_extensions"),
    ],
)
def test_a_file_is_a_module(file, module):
    assert module_of(file) == module


def test_what_is_not_used_at_first_has_an_archive_a_package(tmp_path):
    for name in ("one/__init__.pyc", "one/used.pyc", "one/rest.pyc", "two/__init__.pyc", "one/data.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    first, later = split(tmp_path, {"one", "one.used"})
    assert b"one/used.pyc" in first and b"one/data.json" in first and b"one/rest.pyc" not in first
    assert {package: archive.modules for package, archive in later.items()} == {"one": ["one.rest"], "two": ["two"]}
