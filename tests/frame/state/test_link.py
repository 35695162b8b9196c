"""The link and the state of a page in step, as far as this can be seen without a browser."""

import pytest

from pages.frame.text.catalogue import LANGUAGES
from pages.frame.text.texts import plain
from tests.frame.visitor import come_back, go, link, press, report, visit, words

PAGE = "sliding-filter"
TITLE = {lang: plain("sliding_filter.title", lang) for lang in LANGUAGES}


def values(app):
    return {slider.key.split(".")[1]: slider.value for slider in app.slider}


def test_a_first_visit_leaves_the_link_alone():
    app = visit(PAGE)
    assert not app.exception
    assert link(app) == {}


def test_a_link_sets_the_controls():
    app = visit(PAGE, W=9, F=5, P=2, S=1, lang="en")
    assert {n: values(app)[n] for n in "WFPS"} == {"W": 9, "F": 5, "P": 2, "S": 1}
    assert link(app) == {"W": "9", "F": "5", "P": "2", "S": "1", "lang": "en"}


def test_a_control_moved_is_written_and_a_default_is_not():
    app = visit(PAGE, W=9, lang="zh")
    app.slider(key=f"{PAGE}.W").set_value(7).run()
    app.slider(key=f"{PAGE}.S").set_value(1).run()
    assert link(app) == {"S": "1", "lang": "zh"}


def test_what_a_link_cannot_mean_is_set_right_in_the_next_link():
    app = visit(PAGE, W=999, F="rubbish", P="-3", lang="xx", unknown=1)
    assert not app.exception
    assert {n: values(app)[n] for n in "WFP"} == {"W": 64, "F": 3, "P": 0}
    app.slider(key=f"{PAGE}.S").set_value(3).run()
    assert link(app) == {"W": "64", "P": "0", "S": "3"}


def test_the_language_switch_keeps_every_setting():
    app = visit(PAGE, W=9, F=5, lang="zh")
    assert TITLE["zh"] in words(app)
    press(app, "lang.en")
    assert TITLE["en"] in words(app)
    assert link(app) == {"W": "9", "F": "5", "lang": "en"}
    assert values(app)["W"] == 9


@pytest.mark.parametrize(
    ("locale", "title"),
    [("zh-TW", TITLE["zh"]), ("en-US", TITLE["en"]), ("fr-FR", TITLE["en"])],
)
def test_without_lang_the_browsers_language_counts(monkeypatch, locale, title):
    from streamlit.runtime.context import ContextProxy

    monkeypatch.setattr(ContextProxy, "locale", locale)
    app = visit(PAGE)
    assert title in words(app)
    assert link(app) == {}


def test_a_label_of_the_language_just_left_is_no_choice():
    """The clock of a page that trains sends the labels that its browser has, until it has heard of the others."""
    app = visit("live-training", lang="en", B=128, epochs=1, network="two", part="mistakes")
    in_english = app._tree.get_widget_states()
    press(app, "lang.zh")
    app._run(in_english)
    assert not app.exception
    assert link(app) == {"network": "two", "B": "128", "epochs": "1", "part": "mistakes", "lang": "zh"}
    assert plain("live_training.title", "zh") in words(app)


def test_a_page_left_and_entered_again_is_as_it_was():
    app = visit(PAGE, W=9, F=5, lang="en")
    go(app, "")
    app.query_params.clear()
    app.query_params["lang"] = "en"
    app.run()
    assert plain("home.title", "en") in words(app)
    # The menu's own entry carries what was kept.
    kept = app.session_state["course"].settings[PAGE]
    assert (kept.W, kept.F) == (9, 5)
    go(app, PAGE)
    app.query_params.update({"W": "9", "F": "5"})
    app.run()
    assert {n: values(app)[n] for n in "WF"} == {"W": 9, "F": 5}


def test_back_brings_the_older_settings():
    app = visit(PAGE, W=9, lang="en")
    app.slider(key=f"{PAGE}.W").set_value(12).run()
    app.query_params["W"] = "9"
    app.run()
    assert values(app)["W"] == 9
    assert link(app) == {"W": "9", "lang": "en"}


def test_after_a_restart_of_the_server_what_the_browser_has_counts_more_than_its_link():
    before = visit(PAGE, W=9, S=1)
    before.slider(key=f"{PAGE}.W").set_value(12)  # and before it is told, the server goes
    app = come_back(before, PAGE, W=9, S=1)
    assert {n: values(app)[n] for n in "WS"} == {"W": 12, "S": 1}
    assert link(app) == {"W": "12", "S": "1"}


def reconnected(app, **address):
    """The connection was lost, with all that was on its way, and is back: the browser has this address."""
    for name, value in address.items():
        app.query_params[name] = value
    return report(app, "unfolded_page", '{"back": 1795880888}')


def test_what_was_pressed_while_the_connection_was_down_counts_when_it_is_back():
    app = visit(PAGE, W=9, P=1, lang="en")
    app.slider(key=f"{PAGE}.P").set_value(2)  # and the message is lost
    reconnected(app)
    assert values(app)["P"] == 2 and link(app) == {"W": "9", "P": "2", "lang": "en"}
    assert [toast.value for toast in app.toast] == [plain("frame.was_away", "en")]
    app.run()
    assert not app.toast, "said once"


def test_an_address_that_did_not_come_while_the_connection_was_down_is_no_back():
    app = visit(PAGE, W=9, P=1, lang="zh")
    press(app, "lang.en")
    app.slider(key=f"{PAGE}.P").set_value(2).run()  # and the answer is lost
    reconnected(app, P="1", lang="zh")
    assert values(app)["P"] == 2 and link(app) == {"W": "9", "P": "2", "lang": "en"}


def test_back_on_the_browser_works_when_the_connection_has_been_down_before():
    app = reconnected(visit(PAGE, W=9, P=1, lang="en"))
    app.slider(key=f"{PAGE}.P").set_value(2).run()
    app.query_params["P"] = "1"
    app.run()
    assert values(app)["P"] == 1


def test_a_browser_that_finds_another_server_is_at_its_link():
    app = visit(PAGE, W=9, lang="en")
    again = come_back(reconnected(app), PAGE, W=9, lang="en")
    assert values(again)["W"] == 9 and link(again) == {"W": "9", "lang": "en"}


def test_a_hand_edit_and_a_position_travel_in_the_link():
    app = visit(PAGE, pos=3, x="0.1.2~5", w="0.0.1.1~-2", lang="en")
    kept = app.session_state["course"].settings[PAGE]
    assert kept.pos == 3
    assert kept.x == (((0, 1, 2), 5.0),)
    assert kept.w == (((0, 0, 1, 1), -2.0),)
    app.slider(key=f"{PAGE}.S").set_value(1).run()
    assert link(app) == {"S": "1", "pos": "3", "x": "0.1.2~5", "w": "0.0.1.1~-2", "lang": "en"}


def test_edits_too_long_for_a_link_are_said_and_kept():
    edits = "_".join(f"0.{i}.{j}~{i - 3}" for i in range(20) for j in range(20))
    app = visit(PAGE, W=20, x=edits, lang="en")
    assert [info.value for info in app.info] == [plain("frame.too_long_for_link", "en")]
    app.slider(key=f"{PAGE}.S").set_value(1).run()
    assert link(app) == {"W": "20", "S": "1", "lang": "en"}
    assert len(app.session_state["course"].settings[PAGE].x) == 400


def test_every_state_has_its_own_epoch_and_a_widgets_move_keeps_it():
    """The stage takes position and cells from Python only when the epoch is new."""
    app = visit(PAGE)
    first = app.session_state["course"].epoch
    app.slider(key=f"{PAGE}.W").set_value(9).run()
    assert app.session_state["course"].epoch == first
    press(app, f"{PAGE}.do.ufldl")
    assert app.session_state["course"].epoch != first


def test_a_page_without_a_link_opens_in_its_own_way_and_old_links_as_ever():
    """The sliding filter opens with S = 1 nowadays; a link that names something and not S was written when it was 2."""
    app = visit("sliding-filter", lang="en")
    assert values(app)["S"] == 1
    assert values(visit("sliding-filter", W=9))["S"] == 2
    app.slider(key="sliding-filter.S").set_value(2).run()
    assert link(app) == {"S": "2", "lang": "en"} and values(visit("sliding-filter", **link(app)))["S"] == 2
    app.slider(key="sliding-filter.S").set_value(1).run()
    assert link(app) == {"S": "1", "lang": "en"} and values(visit("sliding-filter", **link(app)))["S"] == 1
