"""The order of learning: what the menu and the course map show of it, and what every page leads on to."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qsl

import pytest

from pages.frame.stage import labels, scripts
from pages.frame.state.settings import fields_of
from pages.frame.text.catalogue import LANGUAGES, catalogue
from pages.menu import LESSONS, MINUTES, titles
from tests.frame.visitor import press, visit, words

ORDER = [
    "sliding-filter",
    "output-size",
    "shared-weights",
    "pooling",
    "cifar10",
    "alexnet",
    "fc-is-conv",
    "builder",
    "steps-and-epochs",
    "batch-size",
    "live-training",
]
TITLES = titles()


def links(app) -> list[tuple[str, dict[str, str]]]:
    """(label, query) of every link to a page."""
    return [(each.proto.label, dict(parse_qsl(each.proto.query_string))) for each in app.get("page_link")]


def addresses(app) -> list[str]:
    return [each.proto.page for each in app.get("page_link")]


def test_the_order_of_learning():
    assert [lesson.address for lesson in LESSONS] == ORDER


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_menu_numbers_the_lessons_in_that_order_and_keeps_the_language(lang):
    app = visit("pooling", lang=lang, W=9)
    menu = [found for found in links(app) if re.match(r"\*(\d+|\?)\* ", found[0])]
    assert [label for label, _ in menu] == [
        *(f"*{n}* {TITLES[address][lang]}" for n, address in enumerate(ORDER, 1)),
        f"*?* {TITLES['self-test'][lang]}",
    ]
    assert all(query["lang"] == lang for _, query in menu)
    assert menu[3][1] == {"W": "9", "lang": lang}, "what was set there is kept"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_home_begins_with_one_button_and_tells_of_each_lesson_its_aim_and_minutes(lang):
    found = links(visit("", lang=lang))
    assert TITLES["sliding-filter"][lang] in found[0][0] and found[0][1] == {"lang": lang}
    for (label, _), address in zip(found[1:12], ORDER, strict=True):
        topic = address.replace("-", "_")
        assert f"**{TITLES[address][lang]}**" in label and catalogue()[f"{topic}.aim"][lang] in label
        assert re.search(r"`(\d+) (minutes|分钟)`$", label)[1] == str(MINUTES[address])
    assert "155" in words(visit("", lang=lang)), "12 + 15 + 12 + 12 + 15 + 12 + 20 + 12 + 15 + 15 + 15"


def test_the_script_that_marks_lessons_knows_every_task():
    assert {address: set(ids) for address, ids in labels.tasks().items()} == {
        lesson.address: {task.id for task in lesson.tasks} for lesson in LESSONS
    }
    assert f"export const tasks = {json.dumps(labels.tasks())};" in scripts.script()


# ---- what comes next


@pytest.mark.parametrize("lesson", LESSONS, ids=ORDER)
def test_every_part_leads_to_the_next_and_the_last_to_the_next_lesson(lesson):
    parts = getattr(fields_of(lesson.settings).get("part"), "options", ("",))
    following = (*ORDER, "self-test")[ORDER.index(lesson.address) + 1]
    for part, onward in zip(parts, [*parts[1:], ""], strict=True):
        app = visit(lesson.address, lang="en", **({"part": part} if part else {}))
        (label, query), address = links(app)[0], addresses(app)[0]  # the menu comes after the page
        assert query["lang"] == "en" and query.get("part", "") == onward
        if onward:
            title = catalogue()[f"{lesson.topic}.option_{onward}"]["en"]
            assert (label, address) == (f"Next part: {title}", lesson.address)
            (label, query), address = links(app)[1], addresses(app)[1]
            assert label == f"Skip to the next lesson: {TITLES[following]['en']}" or following == "self-test"
        elif following != "self-test":
            assert label == f"Next: {TITLES[following]['en']}"
        if onward and following == "self-test":
            assert len(links(app)) == 1 + 1 + len(TITLES), "after the last lesson nothing is skipped to"
        else:
            assert address == following and "part" not in query


def test_the_links_onward_keep_language_and_settings():
    app = visit("output-size", lang="zh", W=20, F=5)
    assert links(app)[0][1] == {"W": "20", "F": "5", "part": "rounding", "lang": "zh"}
    press(app, "lang.en")
    assert links(app)[0][1] == {"W": "20", "F": "5", "part": "rounding", "lang": "en"}
