"""The page of class work: the door, the desk and the seats, in both languages, and what is refused there."""

from __future__ import annotations

import csv
import io
import json

import pytest

from pages.classroom import asked, board, desk, doorkeeper
from pages.classroom.store import polls, rooms
from pages.frame.text.catalogue import LANGUAGES, catalogue
from pages.frame.text.texts import Say
from tests.classroom.pupils import mark, refused
from tests.course.test_menu import addresses, links
from tests.frame.visitor import go, link, press, report, visit, words


def text(key: str, lang: str = "en") -> str:
    return catalogue()[f"classroom.{key}"][lang]


def opened(lang: str = "en"):
    """A teacher at the desk: (her page, the code, the secret)."""
    app = press(visit("class", lang=lang), "class.open")
    query = link(app)
    return app, query["room"], query["desk"]


def said_by(number: int, ticks: object = None) -> str:
    """What the browser of this number tells: its mark and its ticks."""
    return json.dumps({"browser": json.dumps({"mark": mark(number), "ticks": json.dumps(ticks)})})


def told(app, number: int, ticks: object = None):
    return report(app, "unfolded_class", said_by(number, ticks))


def fresh(app):
    """The page a moment later, when what stands in the room is read anew."""
    board.forget_all()
    return app.run()


def arrived(code: str, number: int, lang: str = "en"):
    return told(visit("class", room=code, lang=lang), number)


def joined(code: str, number: int, name: str = "", lang: str = "en"):
    app = arrived(code, number, lang)
    app.text_input(key="class.nickname").set_value(name)
    return press(app, "class.join-it")


def test_the_link_of_the_desk_holds_a_secret_and_what_the_class_gets_does_not():
    app, code, secret = opened()
    assert rooms.find(code).is_desk(secret) and code in words(app)
    assert secret not in words(app)
    again = visit("class", room=code, desk=secret, lang="en")
    assert again.button(key="class.ask").label == text("ask")


@pytest.mark.parametrize("lang", ["en", pytest.param("zh", marks=pytest.mark.proof)])
def test_a_question_is_asked_voted_on_revealed_and_seen_by_all(lang):
    teacher, code, secret = opened(lang)
    teacher.selectbox(key="class.lesson").set_value("output-size").run()
    press(teacher, "class.ask")
    poll = polls.look(code).poll
    one = asked.question(poll.lesson, poll.question, poll.ask)
    pupils = [joined(code, number, lang=lang) for number in range(3)]
    said = one.say(lang)
    for pupil in pupils:
        assert not pupil.exception and said.rich(f"ask_{one.question.id}") in words(pupil)
        assert 'class="spread"' not in words(pupil)
    wrong = next(n for n in range(len(one.choices)) if n != one.right)
    for pupil, choice in zip(pupils, (wrong, wrong, one.right), strict=True):
        pupil.radio[0].set_value(choice).run()
        assert text("voted", lang) in words(pupil)
    pupils[0].radio[0].set_value(one.right).run()
    expected = [0] * len(one.choices)
    expected[wrong], expected[one.right] = 1, 2
    fresh(teacher)
    assert list(polls.look(code).counts) == expected
    assert {"en": "3 of 3 have voted", "zh": "3 票，共 3 人"}[lang] in words(teacher)
    assert 'class="spread"' not in words(teacher), "projected, it would tell"
    teacher.toggle(key="class.1.spread").set_value(True).run()
    assert 'class="spread"' in words(teacher) and "✓" not in words(teacher)
    press(teacher, "class.1.reveal")
    mistakes = [catalogue()[f"mistakes.{mistake}"][lang] for mistake, _ in one.choices if mistake]
    for app in (teacher, *(fresh(pupil) for pupil in pupils)):
        assert not app.exception
        seen = words(app)
        assert said.rich(f"answer_{one.question.id}") in seen and all(told in seen for told in mistakes)
        assert seen.count("<b>✓</b>") == 1 and "<b>2</b>" in seen
        shown = dict(links(app))[text("see", lang)]
        assert shown["W"] == str(one.numbers["W"]) and shown["ask"] == str(poll.ask) and shown["lang"] == lang
        assert "desk" not in shown and "room" not in shown
        assert [part.proto.component_name for part in app.get("bidi_component")].count("unfolded_stage") == 1
    assert not pupils[0].radio


def test_who_leaves_and_returns_is_the_same_voter_and_sees_the_vote():
    teacher, code, _ = opened()
    press(teacher, "class.ask")
    joined(code, 5).radio[0].set_value(2).run()
    back = arrived(code, 5)
    assert back.radio[0].value == 2 and text("voted") in words(back), "without joining again"
    back.radio[0].set_value(1).run()
    assert sum(polls.look(code).counts) == 1 and polls.look(code).counts[1] == 1 and polls.look(code).members == 1


def test_a_restarted_server_hears_the_vote_again_from_the_browser_itself():
    teacher, code, _ = opened()
    press(teacher, "class.ask")
    before = joined(code, 5)
    before.radio[0].set_value(2)
    states = before._tree.get_widget_states()
    assert sum(polls.look(code).counts) == 0, "it was chosen, and the server was gone"
    [listens] = [
        part.proto.id for part in before.get("bidi_component") if part.proto.component_name == "unfolded_class"
    ]
    states.widgets.add(id=listens, json_value=said_by(5))
    visit("class", room=code, lang="en")._run(states)
    assert polls.look(code).counts[2] == 1


def test_a_state_is_shown_to_the_class_from_its_lesson():
    teacher, code, _ = opened()
    pupil = joined(code, 1)
    assert text("nothing_asked") in words(pupil)
    lesson = go(teacher, "sliding-filter")
    lesson.query_params.clear()
    lesson.query_params.update({"W": "9", "F": "5", "lang": "en"})
    lesson.run()
    press(lesson, "class.show-this")
    poll = polls.look(code).poll
    assert (poll.lesson, poll.question) == ("sliding-filter", None)
    fresh(pupil)
    assert text("look_here") in words(pupil)
    assert dict(links(pupil))[text("open_it")] == {"W": "9", "F": "5", "lang": "en"}


def test_a_pupil_on_another_page_is_called():
    teacher, code, _ = opened()
    pupil = joined(code, 1)
    go(pupil, "pooling").run()
    assert text("called") not in dict(links(pupil))
    press(teacher, "class.ask")
    fresh(pupil)
    assert dict(links(pupil))[text("called")]["room"] == code


def test_ticks_are_counted_of_those_that_the_course_has():
    teacher, code, _ = opened()
    room = rooms.find(code).room
    pupil = joined(code, 1)
    told(pupil, 1, {"pooling": ["overlap", "nonsense"], "../etc": ["x"], "alexnet": "no list"})
    known = [task.id for task in asked.BY_ADDRESS["pooling"].tasks]
    assert polls.ticked(room, "pooling") == ({"overlap": 1} if "overlap" in known else {})
    told(pupil, 1, {"pooling": known})
    assert polls.ticked(room, "pooling") == dict.fromkeys(known, 1) and polls.ticked(room, "../etc") == {}
    teacher.selectbox(key="class.lesson").set_value("pooling").run()
    teacher.toggle(key="class.tasks").set_value(True).run()
    assert words(teacher).count("<tr><td>1</td>") == len(known)


def test_the_spread_as_csv():
    teacher, code, _ = opened()
    press(teacher, "class.ask")
    joined(code, 1).radio[0].set_value(3).run()
    poll = polls.look(code).poll
    one = asked.question(poll.lesson, poll.question, poll.ask)
    read = list(
        csv.DictReader(io.StringIO(desk.as_csv(rooms.find(code).room, Say("classroom", "en")).decode("utf-8-sig")))
    )
    assert [int(row["votes"]) for row in read] == [0, 0, 0, 1]
    assert [int(row["right"]) for row in read] == [int(n == one.right) for n in range(4)]
    assert [bool(row["mistake"]) for row in read] == [n != one.right for n in range(4)]
    assert {row["draw"] for row in read} == {str(poll.ask)}
    press(teacher, "class.end")
    assert teacher.get("download_button") and text("ended_about") in words(teacher)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_leads_to_no_room_is_said(lang):
    _, code, secret = opened()
    for query, reason in [
        ({"room": "BCDFB"}, "code"),
        ({"room": "hello"}, "no_code"),
        ({"room": code, "desk": "guessed"}, "desk"),
        ({"room": "BCDFB", "desk": secret}, "desk"),
    ]:
        app = visit("class", lang=lang, **query)
        assert not app.exception and [each.value for each in app.warning] == [text(f"refused_{reason}", lang)]
        assert code not in words(app)


def test_a_name_is_text_and_nothing_else_and_a_giant_is_refused():
    _, code, _ = opened()
    app = arrived(code, 1)
    app.text_input(key="class.nickname").set_value("x" * 5000)
    press(app, "class.join-it")
    assert "24" in app.warning[0].value and polls.look(code).members == 0


def test_guessing_is_slowed_and_members_are_let_in_meanwhile(monkeypatch):
    monkeypatch.setattr(doorkeeper, "guesses", doorkeeper.Doorkeeper(many=3, seconds=600))
    monkeypatch.setattr(doorkeeper, "address", lambda: "a school's")  # AppTest has none
    _, code, _ = opened()
    joined(code, 1)
    for _ in range(4):
        app = visit("class", room="BCDFB", lang="en")
    assert app.warning[0].value == text("refused_wait")
    assert visit("class", room=code, lang="en").warning[0].value == text("refused_wait"), "or a right one would tell"
    app = arrived(code, 1)
    assert not app.warning and text("nothing_asked") in words(app)


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "{",
        "[]",
        "null",
        '{"mark": 7}',
        '{"mark": "x"}',
        json.dumps({"mark": mark(1), "ticks": "["}),
        "[" * 30_000,
        '{"ticks": 1}',
    ],
)
def test_a_browser_that_tells_nonsense_is_nobody(forged):
    _, code, _ = opened()
    app = report(visit("class", room=code, lang="en"), "unfolded_class", json.dumps({"browser": forged}))
    assert not app.exception and not app.text_input and polls.look(code).members == 0


def test_a_database_that_is_gone_is_said_and_the_course_goes_on(monkeypatch, tmp_path):
    monkeypatch.setenv("UNFOLDED_DATABASE", str(tmp_path / "no" / "such" / "folder.sqlite"))
    app = press(visit("class", lang="en"), "class.open")
    assert not app.exception and text("refused_database") in [each.value for each in app.warning]
    assert not visit("pooling", lang="en").exception


def test_the_menu_leads_to_it_and_lessons_have_nothing_of_it():
    app = visit("pooling", lang="en")
    assert addresses(app).count("class") == 1
    assert "unfolded_class" not in [part.proto.component_name for part in app.get("bidi_component")]
    assert refused(rooms.find, "BBBBB") == ""
