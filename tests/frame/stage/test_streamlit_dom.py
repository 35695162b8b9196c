"""Streamlit's own page is known from one list: no other file names what is in it, and each line of the list is used."""

import re
import tomllib

import pytest

from pages.frame.assets import PAGES
from pages.frame.stage import streamlit_dom
from pages.frame.text import colours

# What Streamlit named: its classes and test ids, the class of a key, the states of its widgets.
STREAMLITS = re.compile(
    r"""\.st[A-Z]\w+|data-testid|\bst-key-|\bst-emotion|\[(class|style|src)[*^$]?=|data-stale|data-rac|data-selected"""
    r"""|aria-expanded|data-collapsed|radiogroup|\[type=|\[disabled"""
)
FILES = [path for kind in ("css", "js", "py") for path in sorted(PAGES.rglob(f"*.{kind}"))]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (".stSlider p { margin: 0; }", True),
        ("document.querySelector('[data-testid=\"stHeader\"]')", True),
        (".st-key-head h1 {}", True),
        ('[class*="-S "] {}', True),
        (".stage .stacked text {}", False),
        (":--slider p {}", False),
        ("st.markdown(text)", False),
    ],
)
def test_the_rule_itself_tells_streamlits_names_from_ours(line, found):
    assert bool(STREAMLITS.search(line)) is found


def test_no_other_file_names_what_is_in_streamlits_page():
    named = {path.name: STREAMLITS.findall(path.read_text(encoding="utf-8")) for path in FILES}
    assert {name for name, found in named.items() if found} == set()


def test_each_line_of_the_list_has_a_reason_and_is_used():
    lines = tomllib.loads(streamlit_dom.LIST.read_text(encoding="utf-8"))
    assert all(len(reason.split()) > 2 for _, reason in lines.values())
    users = [path for path in FILES if path.suffix != ".py" or path.name == "component.py"]
    sources = [*(path.read_text(encoding="utf-8") for path in users), colours.style_sheet()]
    used = {use[0] for source in sources for use in streamlit_dom.USE.findall(source)}
    assert used == set(lines)


# What a rule styles by a piece of a class alone is looked for in all that has a class, at every change of the page:
# each number of a stage was. The piece stands behind a whole class, or is what the styled thing stands in.
def test_nothing_is_styled_by_a_piece_of_its_class_alone():
    text = "\n".join(path.read_text(encoding="utf-8") for path in FILES if path.suffix == ".css")
    rules = re.findall(r"([^{};]+)\{", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
    styled = [selector.split()[-1] for rule in rules for selector in rule.split(",") if selector.strip()]
    assert len(styled) > 300
    assert [each for each in styled if re.match(r":--(key-from|key-with|setting)\b", each)] == []


def test_names_are_written_out_with_their_words():
    assert streamlit_dom.written_out(":--app :--key(head) > h1 { x: y }") == ".stApp .st-key-head > h1 { x: y }"
    assert streamlit_dom.written_out("`:--setting(${name}):--element`") == '`[class*="-${name} "].stElementContainer`'
    with pytest.raises(KeyError, match="no-such"):
        streamlit_dom.written_out(":--no-such p { margin: 0 }")
