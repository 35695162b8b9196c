"""A class in Chromium: the teacher and three students, each with a browser of their own."""

from __future__ import annotations

import re

import pytest

from pages.classroom import asked
from pages.classroom.store.rooms import LETTERS
from tests.browser.axe import findings
from tests.browser.read import wait_settled

SOON = 10_000  # milliseconds; the course promises two seconds, on a machine that does nothing else


def join(new_page, code: str, name: str, **options):
    page = new_page(f"/class?room={code.lower()}&lang=en", width=390, lang="en-US", **options)
    box = page.get_by_label("Nickname (may stay empty)")
    box.fill(name)
    page.get_by_role("button", name="Join", exact=True).click()
    page.get_by_text("You are in.").wait_for()
    return page


def choose(page, label: str) -> None:
    page.locator('[data-testid="stRadioOption"]').filter(has_text=re.compile(f"^{re.escape(label)}$")).click()
    page.get_by_text("Your vote is in.").wait_for()


@pytest.mark.proof
def test_a_teacher_and_three_students(new_page):
    teacher = new_page("/class?lang=en", lang="en-US", width=1920, height=1080)
    assert findings(teacher) == []
    teacher.get_by_role("button", name="Open a room").click()
    code = teacher.locator(".code").inner_text()
    assert re.fullmatch(f"[{LETTERS}]{{5}}", code) and "desk=" in teacher.url
    teacher.locator(".qr-code svg").wait_for()
    students = [join(new_page, code, name, dark=name == "") for name in ("Li", "<b>Ann</b>", "")]
    teacher.get_by_text("3 are here").wait_for(timeout=SOON)
    assert findings(teacher) == [] and findings(students[0]) == []

    teacher.get_by_role("button", name="Ask the class").click()
    one = asked.question("sliding-filter", "size", 1)
    labels = [str(one.question.label(one.say("en"), *choice)) for choice in one.choices]
    wrong = next(label for n, label in enumerate(labels) if n != one.right)
    for student, label in zip(students, (wrong, labels[one.right], wrong), strict=True):
        student.locator('[data-testid="stRadioOption"]').first.wait_for(timeout=SOON)
        choose(student, label)
    assert findings(students[2]) == []
    teacher.get_by_text("3 of 3 have voted").wait_for(timeout=SOON)
    assert teacher.locator(".spread").count() == 0
    choose(students[0], labels[one.right])  # another vote replaces the first
    students[0].reload()
    students[0].get_by_text("Your vote is in.").wait_for()
    assert students[0].locator('[data-testid="stRadioOption"][data-selected="true"]').inner_text() == labels[one.right]

    teacher.get_by_text("Show the spread").click()
    bars = teacher.locator(".spread li")
    bars.nth(one.right).locator(".votes b", has_text="2").wait_for(timeout=SOON)
    assert bars.nth(labels.index(wrong)).locator(".votes b").inner_text() == "1"
    assert all(student.locator(".spread").count() == 0 for student in students)
    teacher.get_by_role("button", name="Show the answer").click()
    for page in (teacher, *students):
        page.locator(".spread li.right .votes b", has_text="2").wait_for(timeout=SOON)
        page.locator(".stage[data-index]").wait_for(timeout=SOON)
        assert findings(page) == []
    student = students[1]
    student.get_by_text("See it in the lesson").click()
    student.locator("h1", has_text="The sliding filter").wait_for()
    wait_settled(student)
    assert f"W={one.numbers['W']}" in student.url and "desk" not in student.url

    teacher.get_by_role("button", name="Ask the class").click()  # who is elsewhere is called
    student.get_by_text("Your teacher is asking").click(timeout=SOON)
    student.locator('[data-testid="stRadioOption"]').first.wait_for(timeout=SOON)
    teacher.get_by_role("button", name="End the lesson").click()
    for page in students:
        page.get_by_text("This lesson is over.").wait_for(timeout=SOON)
    with teacher.expect_download() as download:
        teacher.get_by_role("button", name="Votes as CSV").click()
    assert download.value.suggested_filename == f"class-{code}.csv"
