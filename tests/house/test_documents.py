"""The documents are true: links lead somewhere, pictures are light, states open, the article leads to lessons."""

import doctest
import re
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from cnnlib.errors import InvalidSetting
from pages.frame.state.settings import decode, encode
from pages.frame.text.catalogue import catalogue
from pages.frame.text.texts import Say
from pages.layers.sliding_filter import Settings, picture
from pages.menu import LESSONS

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
EACH = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
CANNOT_BE = {"F=9&W=5"}  # the README shows what the course says to it


@EACH
def test_every_link_leads_to_a_file(path):
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (path.parent / target).exists(), target


@EACH
def test_every_file_that_is_named_is_there(path):
    text = path.read_text(encoding="utf-8")
    for named in re.findall(r"\b(?:pages|cnnlib|tests|assets|docs|deploy)/[\w/.-]*\w", text):
        assert (ROOT / named).exists(), named


def test_the_walk_through_the_house_finds_every_function_in_its_file():
    walk = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    steps = re.findall(r"`(\w+)`\s+in\s+`([\w/.]+)`", walk)
    assert len(steps) > 12
    for function, file in steps:
        defined = rf"\b(def|function) {function}\(|^  {function}\([^)]*\) {{"  # or a method, in a script
        source = (ROOT / file).read_text(encoding="utf-8")
        assert re.search(defined, source, re.MULTILINE), f"{function} in {file}"


@EACH
def test_every_state_opens_and_is_the_shortest_link_to_itself(path):
    for written in re.findall(r"`/sliding-filter\?([^`]+)`", path.read_text(encoding="utf-8")):
        query = dict(parse_qsl(written))
        lang = query.pop("lang", "en")
        settings = decode(Settings, query)
        assert encode(settings) == query
        try:
            picture(settings, Say("sliding_filter", lang))
        except InvalidSetting:
            assert written in CANNOT_BE


@EACH
def test_a_formula_in_a_decision_is_what_the_library_says(path):
    assert not doctest.testfile(str(path), module_relative=False).failed


def test_the_pictures_are_light():
    for path in (ROOT / "docs/images").glob("*.png"):
        assert path.stat().st_size < 200_000, path.name


def test_the_article_leads_to_lessons_by_their_names():
    told = (ROOT / "docs/article.md").read_text(encoding="utf-8")
    names = {lesson.address: catalogue()[f"{lesson.topic}.title"]["en"] for lesson in LESSONS}
    assert set(re.findall(r"`/([\w-]+)", told)) <= names.keys()
    named = re.findall(r"[|;,] ([A-Z][^|;`]*) `/([\w-]+)", told)
    assert len(named) > 67
    for name, address in named:
        assert names[address] == name


@pytest.mark.parametrize(
    "package",
    [
        re.split("[=<>]", line)[0]
        for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ],
)
def test_every_package_has_its_reason(package):
    assert f"**{package}**" in (ROOT / "docs/decisions/dependencies.md").read_text(encoding="utf-8")
