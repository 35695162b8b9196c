"""Paths: their stops open as told, their minutes add up, and whoever walks one is led from stop to stop and out."""

from __future__ import annotations

import re

import pytest

from cnnlib.errors import InvalidSetting
from pages.frame.state.session import Visit
from pages.frame.state.settings import decode, encode, fields_of, not_as_said
from pages.frame.text.catalogue import LANGUAGES
from pages.frame.text.texts import Say
from pages.menu import titles
from pages.path import PATHS, minutes
from tests.course.test_menu import addresses, links
from tests.frame.visitor import link, press, visit
from tests.house.sources import ROOT

STOPS = [(path, n) for path, stops in PATHS.items() for n in range(1, len(stops) + 1)]
TITLES = titles()
# the statements of the article, as docs/article.md counts them, that each stop of its path is for
STATEMENTS = (
    *((1, 12), (13, 14), (15, 15), (16, 18), (19, 22), (23, 27), (28, 34), (35, 36), (37, 37), (38, 41)),
    *((42, 43), (44, 46), (47, 49), (50, 50), (51, 52), (53, 56), (57, 63), (64, 67)),
)


def test_the_link_knows_these_paths():
    assert set(PATHS) == set(fields_of(Visit)["path"].options) - {""}
    assert max(map(len, PATHS.values())) <= fields_of(Visit)["stop"].high


def test_minutes_add_up():
    assert [minutes(path) for path in PATHS] == [15, 90, 90]
    assert minutes("15") == 5 + 3 + 3 + 4


@pytest.mark.parametrize(("path", "n"), STOPS)
def test_a_stop_is_a_state_that_its_link_opens(path, n):
    stop = PATHS[path][n - 1]
    query = encode(stop.settings)
    assert decode(stop.lesson.settings, query) == stop.settings and not_as_said(stop.settings, query) == {}
    if not stop.lesson.works:  # those with long work are opened below
        try:
            stop.lesson.picture(stop.settings, Say(stop.lesson.topic, "en"))
        except InvalidSetting as problem:
            pytest.fail(f"it cannot be: {problem}")


def test_the_article_s_path_follows_the_article():
    text = (ROOT / "docs/article.md").read_text(encoding="utf-8")
    rows = [
        (int(n), set(re.findall(r"`/([a-z0-9-]+)", row))) for n, row in re.findall(r"^\| (\d+) \|(.*)$", text, re.M)
    ]
    assert [n for low, high in STATEMENTS for n in range(low, high + 1)] == sorted({n for n, _ in rows})
    for (low, high), stop in zip(STATEMENTS, PATHS["article"], strict=True):
        told = [named for n, named in rows if low <= n <= high]
        assert sum(stop.lesson.address in named for named in told) * 2 > len(told), f"statements {low} to {high}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whoever_walks_the_short_path_is_led_to_the_test(lang):
    app = visit("", lang=lang)
    start = next(query for _, query in links(app) if query.get("path") == "15")
    assert start == {"path": "15", "lang": lang, "S": "1"}, "as the lesson opens"
    stops = ["sliding-filter", "output-size", "pooling", "cifar10"]
    opens = {"cifar10": {"input": "cat_face"}}
    query = start
    for n, address in enumerate(stops, 1):
        app = visit(address, **query)
        assert not app.exception and not [each for each in app.caption if "path=" in each.value]
        at = {"zh": f"第 {n} 站，共 4 站", "en": f"stop {n} of 4"}[lang]
        assert any(at in each.value for each in app.caption)
        label, query = links(app)[0]
        if n < 4:
            at_stop = {"path": "15", "stop": str(n + 1), "lang": lang}
            assert (addresses(app)[0], query) == (stops[n], opens.get(stops[n], {}) | at_stop)
            assert TITLES[stops[n]][lang] in label
    assert addresses(app)[0] == "self-test" and set(query) == {"draw", "lang"}, "there the path is over"


def test_two_stops_in_one_lesson_are_told_apart_by_their_parts():
    app = visit("output-size", lang="en", path=90, stop=2)
    assert links(app)[0] == (
        "Next stop: Output size · Not whole",
        {"part": "rounding", "path": "90", "stop": "3", "lang": "en"},
    )


def test_a_detour_leads_back_and_the_path_can_be_left():
    app = visit("alexnet", lang="en", path=15, stop=2, bias=0)
    assert any("you left it at stop 2" in each.value for each in app.caption)
    assert links(app)[0] == ("Back to stop 2: Output size", {"path": "15", "stop": "2", "lang": "en"})
    assert all(query["path"] == "15" for _, query in links(app)), "a look at another lesson does not end it"
    before = link(app)
    press(app, "path.leave")
    assert link(app) == {name: text for name, text in before.items() if name not in ("path", "stop")}
    assert links(app)[0][0] == "Next: FC is CONV" and not any("path" in query for _, query in links(app))


@pytest.mark.parametrize("address", ["", "pooling", "self-test"])
def test_a_path_that_is_none_is_said(address):
    app = visit(address, lang="en", path="16", stop=3)
    assert not app.exception
    assert [each.value for each in app.caption if "path" in each.value and "16" in each.value]
    assert not any(query.get("path") == "16" or "stop" in query for _, query in links(app))


def test_a_stop_that_is_none_is_said_and_the_first_is_offered():
    app = visit("pooling", lang="en", path=15, stop=9)
    assert any("has 4 stops, and no stop 9" in each.value for each in app.caption)
    assert links(app)[0] == ("Back to stop 1: The sliding filter", {"path": "15", "lang": "en", "S": "1"})
