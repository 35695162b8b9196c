"""The door, app.py itself: headers, closed paths, the number of visitors, the word for the unexpected.

The pages behind it are stand-ins, so that an error can be made to happen and everything Streamlit draws can
be tried against the content security policy.
"""

import json
import re
import shutil
import urllib.error
import urllib.request

import pytest

from pages.frame.text.typed import as_typed
from tests.browser.read import wait_settled
from tests.browser.server import ROOT, running

# What means something in Markdown, in formulas, in HTML or to Streamlit, and is to be seen as it was typed.
TYPED = [
    "[click](http://x.example)",
    "[click][1] [1]: http://x.example",
    "![x](http://x.example/a.png)",
    "<http://x.example>",
    "http://x.example",
    "https://x.example",
    "www.x.example",
    "me@x.example",
    "$$",
    "$$a^2$$",
    "$a$ and $b$",
    "*a*",
    "**a** __b__ _c_",
    "`a`",
    "```a",
    "~~a~~",
    "<b>a</b>",
    "<script>a()</script>",
    "<!-- a",
    "&lt; &#42;",
    "\\* \\[a] \\",
    ":material/home:",
    ":material_home:",
    ":smile:",
    ":streamlit:",
    ":red[a]",
    ":blue-badge[a]",
    ":help[a]",
    "::a[b]",
    "a -> b",
    "a <- b",
    "a <-> b",
    "a -- b",
    "a >= b <= c ~= d",
    "# a",
    "> a",
    "- a",
    "+ a",
    "* a",
    "1. a",
    "12) a",
    "- [ ] a",
    "| a | b |",
    "[^1]",
    "{{a}}",
    "--- ***",
    "a  b",
    "<",
    "&",
    '"a\' b"',
]

PAGES = '''
import numpy as np
import plotly.graph_objects as go
import streamlit as st

TYPED = {typed}

SCRIPT = """export default function (c) {
    document.documentElement.dataset.unfolded = 'yes'; // as the course's own scripts do
    c.parentElement.querySelector('#mark').textContent = 'W is ' + c.data.W;
}"""
part = st.components.v2.component("part", js=SCRIPT, html="<b id='mark'></b>", isolate_styles=False)

def home():
    st.latex(r"\\frac{W-F+2P}{S}+1 \\text{个}")

def lesson():
    st.session_state.setdefault("W", int(st.query_params.get("W", 7)))
    part(data={"W": st.slider("W", 3, 64, key="W")})
    st.plotly_chart(go.Figure(go.Bar(y=np.arange(5))))
    st.plotly_chart(go.Figure(go.Surface(z=np.eye(5))))
    st.image(np.zeros((20, 20, 3)))
    st.file_uploader("picture")
    st.download_button("state", b"{}")

def typed():
    for n, text in enumerate(TYPED):
        with st.container(key=f"rich-{n}"):
            st.markdown(f"{text} is typed", unsafe_allow_html=True)
            st.markdown(f"<div>{text} is typed</div>", unsafe_allow_html=True)
        with st.container(key=f"label-{n}"):
            st.button(text, key=f"press-{n}")

def broken():
    part(data={"W": "not asked"})
    st.text(f"W was {st.query_params.get('W')}")
    if st.button("break"):
        raise RuntimeError("a secret of the server")

addresses = [st.Page(page, url_path=page.__name__) for page in (lesson, typed, broken)]
st.navigation([st.Page(home, default=True), *addresses], position="hidden").run()
'''


@pytest.fixture(scope="module")
def door(tmp_path_factory):
    """app.py with its configuration and texts, before pages of the test's own."""
    folder = tmp_path_factory.mktemp("door")
    shutil.copy(ROOT / "app.py", folder)
    for name in (".streamlit", "assets", "pages"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "pages/main.py").write_text(PAGES.replace("{typed}", repr([*map(as_typed, TYPED)])), encoding="utf-8")
    limits = {"UNFOLDED_FRAME_ANCESTORS": "https://slides.example", "UNFOLDED_SESSIONS": "2"}
    with running(folder / "app.py", **limits) as server:
        yield server


def get(url, **headers):
    """Status and headers of an answer, whatever the status."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.headers


@pytest.mark.parametrize("path", ["/", "/lesson?W=9", "/_stcore/health", "/no/such/file.js"])
def test_every_answer_carries_the_headers(door, path):
    _, headers = get(door.url + path)
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'self'" and policy["object-src"] == "'none'"
    assert policy["frame-ancestors"] == "https://slides.example"
    assert "'unsafe-inline'" not in policy["script-src"] and "'unsafe-eval'" not in policy["script-src"]
    others = " ".join(value for name, value in policy.items() if name != "frame-ancestors")
    assert "http" not in others and "*" not in others, "a host other than our own is allowed"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/%5Fstcore/metrics"])
def test_closed_paths(door, path):
    status, headers = get(door.url + path)
    assert status == 404 and headers["X-Content-Type-Options"] == "nosniff"


def test_what_a_page_preloads_is_there_and_the_scripts_are_kept_for_ever(door):
    _, headers = get(door.url + "/broken")
    assert headers["Cache-Control"] == "no-cache"
    addresses = re.findall(r"<\./([^>]+)>; rel=modulepreload", headers["Link"])
    assert len(addresses) > 10 and len(set(addresses)) == len(addresses)
    assert all(get(f"{door.url}/{address}")[0] == 200 for address in addresses)
    [ours] = [address for address in addresses if not address.startswith("static/")]
    _, headers = get(f"{door.url}/{ours}")
    assert "immutable" in headers["Cache-Control"] and headers["Content-Type"].startswith("text/javascript")
    _, headers = get(f"{door.url}/{ours}", **{"Accept-Encoding": "gzip"})
    assert headers["Content-Encoding"] == "gzip" and int(headers["Content-Length"]) < 120_000


def test_no_other_site_may_steer_a_page_from_a_frame_around_it(door):
    with urllib.request.urlopen(door.url + "/_stcore/host-config") as answer:
        assert json.load(answer)["allowedOrigins"] == []


def test_uploads_without_the_xsrf_token_are_refused(door):
    request = urllib.request.Request(door.url + "/_stcore/upload_file/a/b", data=b"x", method="PUT")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    assert refused.value.code == 403


def test_the_policy_lets_everything_we_draw_through(door, new_page):
    page = new_page("/lesson?W=9", home=door.url)
    wait_settled(page)
    page.get_by_text("W is 9").wait_for()
    page.locator(".js-plotly-plot").nth(1).wait_for()
    page.goto(door.url)
    page.locator(".katex").first.wait_for()  # the fixture fails the test on any console error


# The text of each place, and what in it is more than text.
SEEN = """([kind, n]) => {
    const places = document.querySelectorAll(`.st-key-${kind}-${n} [data-testid="stMarkdownContainer"]`);
    const more = place => [...place.querySelectorAll(':not(p, div)')].map(node => node.localName);
    return [...places].map(place => [place.textContent, more(place)]);
}"""


def test_what_somebody_typed_is_seen_as_it_was_typed(door, new_page):
    page = new_page("/typed", home=door.url)
    wait_settled(page)
    page.get_by_role("button").nth(len(TYPED) - 1).wait_for()
    for n, text in enumerate(TYPED):
        for kind, shown in (("rich", [f"{text} is typed"] * 2), ("label", [text])):
            found = page.evaluate(SEEN, [kind, n])
            words = [(" ".join(words.replace("\u2060", "").split()), nodes) for words, nodes in found]
            assert words == [(" ".join(words.split()), []) for words in shown], kind


@pytest.mark.parametrize(
    ("lang", "sentence", "again"),
    [
        ("zh-CN", "这不是你的错", "带着我的设置重新打开"),
        ("en-GB", "It is not your fault", "Open it again with my settings"),
    ],
)
def test_the_unexpected_is_a_sentence_and_a_link_that_restores(door, new_page, lang, sentence, again):
    page = new_page("/broken?W=9&note=a%26b", home=door.url, lang=lang)
    wait_settled(page)
    page.get_by_role("button", name="break").click()
    page.get_by_text(sentence).wait_for()
    assert "secret" not in page.inner_text("body") and "Traceback" not in page.inner_text("body")
    page.get_by_role("link", name=again).click()
    page.get_by_text("W was 9").wait_for()
    assert page.get_by_text(sentence).count() == 0
    assert page.url.endswith("/broken?W=9&note=a%26b")
    assert "a secret of the server" in door.log(), "the server's log is where the traceback belongs"


def test_a_visitor_too_many_waits_and_comes_in_when_another_leaves(door, new_page):
    first, second, third = (new_page(home=door.url) for _ in range(3))
    third.watch.expected = ["WebSocket"]
    for page in (first, second):
        page.goto(door.url + "/broken")
        page.get_by_text("W was").wait_for()
    with third.expect_websocket():
        third.goto(door.url + "/broken?lang=en")
    assert third.get_by_text("W was").count() == 0
    third.get_by_text("The course is full at the moment").wait_for(timeout=20_000)
    second.context.close()
    third.get_by_text("W was").wait_for(timeout=20_000)
    third.get_by_text("The course is full at the moment").wait_for(state="detached")
