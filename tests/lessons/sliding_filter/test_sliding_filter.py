"""The sliding filter by itself: settings that cannot be, and how they are repaired."""

import pytest

from pages.frame.text.catalogue import LANGUAGES
from pages.frame.text.texts import Say, plain
from pages.layers.sliding_filter import LESSON, Settings, picture
from tests.frame.visitor import link, press, visit, visit_deeper, words

PAGE = LESSON.address


def repairs(app):
    return {b.key: b.label for b in app.button if ".do.repair." in b.key}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_impossible_setting_is_a_sentence_and_the_controls_stay_as_typed(lang):
    app = visit(PAGE, W=5, F=7, P=0, lang=lang)
    assert not app.exception
    said = words(app).replace('<b class="value">', "").replace("</b>", "")
    assert plain("errors.filter-too-large", lang, {"field": 7, "room": 5}) in said
    assert app.slider(key=f"{PAGE}.F").value == 7
    assert link(app) == {"W": "5", "F": "7", "P": "0", "lang": lang}, "teachers share mistakes"


@pytest.mark.parametrize(
    "query",
    [
        {"W": 5, "F": 7, "P": 0},
        {"W": 3, "F": 11, "P": 1},
        {"W": 4, "F": 3, "d": 4, "P": 0},
        {"D": 3, "K": 2, "g": 2},
        {"D": 8, "K": 7, "g": 4},
        {"D": 5, "K": 5, "g": 3},
        {"W": 3, "F": 11, "P": 0, "d": 4},
    ],
)
def test_every_repair_works_and_changes_what_it_says(query):
    labels = repairs(visit(PAGE, lang="en", **query))
    assert labels, "at least one way out"
    for key, label in labels.items():
        app = press(visit(PAGE, lang="en", **query), key)
        assert not app.exception and not repairs(app), f"{label} does not repair {query}"
        promised = dict(part.split(" = ") for part in label.split(", "))
        shown = {name: str(getattr(app.session_state["course"].settings[PAGE], name)) for name in promised}
        assert shown == promised
        # Nothing else was changed.
        for name in set(query) - set(promised):
            assert getattr(app.session_state["course"].settings[PAGE], name) == query[name]


def test_the_last_good_picture_stays_behind_the_sentence():
    app = visit(PAGE, W=9, F=3, P=0, lang="en")
    app.slider(key=f"{PAGE}.W").set_value(3).run()
    app.slider(key=f"{PAGE}.F").set_value(11).run()
    assert repairs(app)
    assert app.session_state["course"].last_good[PAGE].F == 3
    assert app.session_state["course"].last_good[PAGE].W == 3


def test_the_page_speaks_of_the_very_numbers_it_shows():
    """W=7, F=3, P=1, S=2: (7 - 3 + 2)/2 + 1 = 4; one filter: 3*3*1 + 1 = 10; 4*4 stops of 9 products = 144."""
    names = picture(Settings(), Say(LESSON.topic, "en")).names
    assert (names["size"].value, names["parameters"].value, names["macs"].value) == (4, 10, 144)
    assert names["weights_each"].value == 9
    deep = Settings(W=9, D=4, K=6, g=2, F=3, P=0, S=3, d=2)
    names = picture(deep, Say(LESSON.topic, "en")).names
    # field 2*(3-1)+1 = 5; (9-5)/3 + 1 = 2.33 -> 2; each filter sees 4/2 = 2 channels: 6*(3*3*2 + 1) = 114
    assert (names["size"].value, names["parameters"].value, names["macs"].value) == (2, 114, 2 * 2 * 6 * 18)
    assert names["dropped"] == 1


def test_a_photograph_decides_width_and_depth_and_says_so():
    app = visit(PAGE, input="cat", lang="en")
    say = Say(LESSON.topic, "en")
    fixed = {s.label: (s.value, s.disabled) for s in app.slider if s.disabled}
    assert fixed == {say(f"control_{n}_fixed"): (value, True) for n, value in (("W", 256), ("D", 3))}
    said = say.with_names(picture(Settings(input="cat"), say).names).rich("formula")
    assert ">256<" in said, "the formula too speaks of the photograph's size"


def test_the_article_is_quoted_and_the_flip_is_said():
    app = visit_deeper(PAGE, lang="en")
    assert "cross-correlation" in words(app)
    assert "互相关" in words(visit_deeper(PAGE, lang="zh"))


def test_the_chart_is_drawn_only_when_asked_for():
    app = visit_deeper(PAGE, lang="en")
    assert not app.get("plotly_chart")
    app.toggle(key=f"{PAGE}.section.uses").set_value(True).run()
    assert not app.exception
    assert len(app.get("plotly_chart")) == 1
