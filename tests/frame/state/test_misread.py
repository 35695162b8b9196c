"""What a link or a file asks for and does not get is named in one line, in the reader's language, until a change."""

import json

import pytest

from pages.frame.state.settings import decode, not_as_said
from pages.frame.text.texts import plain, rich
from pages.layers.sliding_filter import Settings
from tests.frame.visitor import link, visit, visit_deeper

PAGE = "sliding-filter"


def said(app) -> list[str]:
    """The lines about what was not read."""
    begins = [
        plain(f"frame.misread_{source}", lang, {"found": "|"}).split("|")[0]
        for source in ("link", "file")
        for lang in ("zh", "en")
    ]
    return [caption.value for caption in app.caption if caption.value.startswith(tuple(begins))]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"W": "3.0", "F": "３", "S": "1", "b": "-2", "input": "edge", "pos": "", "x": ""}, {}),
        ({"W": 9, "F": 3.0, "x": "0.1.2~5_0.1.2~6"}, {}),
        ({"W": "1e3"}, {"W": ("1e3", "64")}),
        ({"W": "9.5"}, {"W": ("9.5", "7")}),
        ({"W": 9.5, "F": None, "S": [1]}, {"W": ("9.5", "7"), "F": ("null", "3"), "S": ("[1]", "2")}),
        ({"input": "secret"}, {"input": ("secret", "integers")}),
        ({"x": "0.1~5"}, {"x": ("0.1~5", "")}),
        ({"x": "0.1.2~5_rubbish"}, {"x": ("0.1.2~5_rubbish", "0.1.2~5")}),
        ({"pos": "first"}, {"pos": ("first", "")}),
        ({"utm_source": "letter"}, {}),
    ],
)
def test_what_is_not_shown_as_asked(query, found):
    assert not_as_said(decode(Settings, query), query) == found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_link_that_cannot_be_followed_says_so_until_the_next_change(lang):
    app = visit(PAGE, W="3.0", P="３", F="a*b*", S="1e3", lang=lang)
    assert not app.exception
    one = " · ".join(
        plain("frame.shown_instead", lang, {"name": name, "typed": typed, "shown": shown})
        for name, typed, shown in [("F", "a*b*", "3"), ("S", "1e3", "8")]
    )
    assert said(app) == [rich("frame.misread_link", lang, {"found": one})] and "*" not in said(app)[0]
    app.slider(key=f"{PAGE}.W").set_value(12).run()
    assert said(app) == []


def test_a_link_that_is_followed_says_nothing():
    assert said(visit(PAGE, W="3.0", P="３", lang="en")) == []


def opened(content, **query):
    app = visit_deeper(PAGE, lang="en", **query)
    app.toggle(key=f"{PAGE}.file").set_value(True).run()
    app.file_uploader(key=f"{PAGE}.open").upload("state.json", json.dumps(content).encode(), "application/json").run()
    assert not app.exception
    return app


def test_a_file_of_states_takes_numbers_as_well_as_text():
    app = opened({"page": PAGE, "settings": {"W": 9, "F": "5", "S": 1.0, "seed": 3}})
    assert link(app) == {"W": "9", "F": "5", "S": "1", "seed": "3", "lang": "en"} and said(app) == []


def test_what_a_file_asks_for_in_vain_is_named():
    app = opened({"page": PAGE, "settings": {"W": 9, "F": 2.5, "stride": 2}}, P=0)
    assert link(app) == {"W": "9", "lang": "en"}  # the file is the whole state
    assert said(app) == ["Not as the file says: F = 2.5 (shown: 3) · stride = 2 (left out)."]
