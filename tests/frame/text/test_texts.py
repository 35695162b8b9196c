"""Every word in both languages, with the same places to fill; every key used, and none used that is not there."""

import ast
import html
import re
from pathlib import Path

import pytest

from cnnlib.formulas.mistakes import MISTAKES
from cnnlib.formulas.symbols import Symbol
from cnnlib.network.notation.doubts import DOUBTS
from pages.frame.lesson import Question, WordQuestion
from pages.frame.state.fields import Cells, Choice, Place
from pages.frame.state.settings import fields_of
from pages.frame.text import formulas
from pages.frame.text.catalogue import GAP, LANGUAGES, SHARED, MissingText, catalogue
from pages.frame.text.texts import Say, _fill, plain, rich
from pages.frame.text.typed import as_typed
from pages.layers.fc_is_conv.passes_and_crops import crop_network
from pages.layers.output_size import Settings as OutputSize
from pages.layers.output_size.scenes import by_rule
from pages.menu import LESSONS, OTHER_PAGES
from pages.path import PATHS

ROOT = Path(__file__).parents[3]
BRACES = re.compile(r"\{(\w+)\}")
KEYS = sorted(catalogue())
# Files that raise what a visitor's settings and pictures can run into.
ERRORS_OF = (
    "cnnlib/training/schedule.py",
    "cnnlib/ops/pool.py",
    "pages/shared/upload.py",
    "cnnlib/formulas/sizes.py",
    "cnnlib/formulas/counts.py",
    "cnnlib/data/images.py",
    "cnnlib/network/weights.py",
    "cnnlib/network/cifar_net.py",
    "cnnlib/network/notation/reader.py",
    "cnnlib/network/notation/tokens.py",
    "cnnlib/network/network.py",
    "cnnlib/network/layers.py",
    "cnnlib/network/lenet_layers.py",
)
NOT_A_VISITORS = {
    "image-size",
    "image-absent",
    "data-absent",
    "rounding",
    "size-not-whole",
    "network-picture",
    "network-labels",
    "network-trace",
    "network-too-large",
    "schedule",
    "schedule-empty",
    "schedule-step",
    "pool-axes",
}


TOPICS = sorted({key.partition(".")[0] for key in KEYS})


def keys_of(topic: str) -> list[str]:
    return [key for key in KEYS if key.startswith(f"{topic}.")]


@pytest.mark.parametrize("topic", TOPICS)
def test_both_languages_say_it_with_the_same_gaps(topic):
    for key in keys_of(topic):
        same_gaps(key, catalogue()[key])


def same_gaps(key, entry):
    assert set(entry) == set(LANGUAGES), key
    assert all(entry[lang].strip() for lang in LANGUAGES), key
    names = {lang: {match[1] for match in GAP.finditer(entry[lang])} for lang in LANGUAGES}
    assert names["zh"] == names["en"], key
    braces = {lang: set(BRACES.findall(entry[lang])) for lang in LANGUAGES}
    assert braces["zh"] == braces["en"], key
    for lang in LANGUAGES:
        left = GAP.sub("", entry[lang])
        assert "[[" not in left and "]]" not in left, f"{key}: a gap that nothing will ever fill"
        assert re.findall(r"<(?!/?span\b|/?b\b|/?br\b)", left) == [], f"{key}: no markup but span, b and br"
    assert not re.search(r"[\u4e00-\u9fff]", entry["en"]), f"{key}: Chinese in the English words"


@pytest.mark.parametrize("topic", TOPICS)
def test_the_words_around_the_stage_are_plain(topic):
    """The stage's script puts them there as they are, and a question what it says of a choice: nobody reads Markdown in
    them."""
    for key in keys_of(topic):
        if re.search(r"\.(idea|formula|claim|answer)(_|$)|^mistakes\.", key):
            for text in catalogue()[key].values():
                assert not re.search(r"\*\*|`|\$|\]\(|^[-#>] |\n\n", GAP.sub("", text), re.MULTILINE), key


@pytest.mark.parametrize("topic", TOPICS)
def test_chinese_is_written_in_chinese(topic):
    for key in keys_of(topic):
        text = GAP.sub("", catalogue()[key]["zh"])
        letters = re.sub(r"<[^>]*>|[^A-Za-z\u4e00-\u9fff]", "", text)
        latin_only = letters and not re.search(r"[\u4e00-\u9fff]", letters)
        assert not (latin_only and re.search(r"\b(the|of|and|is|to)\b", text)), f"{key}: left untranslated"


# ---- keys used = keys there

# Settings that travel in the link and that something else than a widget of their own sets.
WITHOUT_A_WIDGET = {"seed", "filters", "speed", "ask"}


def said() -> set[str]:
    """Every key asked for: the first word of `say(...)` or `raw(...)`; what a name fills in stands as `*`."""
    found = set()
    for path in (ROOT / "pages").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            if re.search(r"(^|\.)(say(\.rich|\.knows)?|raw)$", ast.unparse(node.func)):
                found |= set(_spelled(node.args[0]))
    return found


def _spelled(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant):
        return [node.value]
    if isinstance(node, ast.JoinedStr):
        return ["".join("*" if isinstance(part, ast.FormattedValue) else part.value for part in node.values)]
    if isinstance(node, ast.IfExp):
        return _spelled(node.body) + _spelled(node.orelse)
    return []


SCRIPTS = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "pages").rglob("*.js"))
SCENES = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "pages").rglob("*.py"))


def named_by_scripts(word: str) -> bool:
    """Whether a view writes this word of the stage: `labels.word`, a name quoted there or in a scene, or the beginning
    of one to which a view adds the rest."""
    if re.search(rf"\blabels\.{word}\b|'{word}'", SCRIPTS) or f'"{word}"' in SCENES:
        return True
    return any(word.startswith(start) for start in re.findall(r"labels\[`(\w+)\$\{", SCRIPTS))


def spelled_out() -> dict[str, set[str]]:
    """For each key with a `*` in it, all that the `*` stands for."""
    declared = [(n, c) for lesson in LESSONS for n, c in fields_of(lesson.settings).items()]
    shown = {n.rstrip("0123456789") for n, c in declared if not isinstance(c, (Place, Cells))}
    drawn = {name for lesson in LESSONS for name in lesson.controls(lesson.settings())}
    parts = {option for name, control in declared if name == "part" for option in control.options}
    asked = [question for lesson in LESSONS for question in lesson.questions]
    said_by_word = {f"{q.id}_{m}" for q in asked if isinstance(q, WordQuestion) for m in ("right", *q.mistakes)}
    panels = [panel for lesson in LESSONS for panel in lesson.panels]
    questions = {question.id for question in asked}
    wrong = {name for lesson in LESSONS for question in lesson.questions for name in question.mistakes}
    return {
        "control_*": shown - (WITHOUT_A_WIDGET - drawn),
        "control_*_fixed": {"W", "D"},
        "option_*": {o for _, c in declared if isinstance(c, Choice) for o in c.options},
        "panel_*": {panel.id for panel in panels},
        "do_*": {name for lesson in LESSONS for p in lesson.panels for name in p.actions(lesson.settings())},
        "stage_*": {word for key in KEYS if ".stage_" in key and named_by_scripts(word := key.split(".stage_")[1])},
        "section_*": {section.id for lesson in LESSONS for section in lesson.sections},
        "section_*_about": {section.id for lesson in LESSONS for section in lesson.sections},
        "work_start_*": {work.id for lesson in LESSONS for work in lesson.works},
        "work_again_*": {"train"},  # the others begin anew without a word of their own
        "work_*": {"running", "waiting", "stopped", "exhausted", "abandoned", "done"},
        "*_*": {f"{word}_{part}" for word in ("idea", "formula", "source") for part in parts},
        "class_*": set(crop_network("trained", True).classes),
        "*.title": {lesson.topic for lesson in LESSONS} | set(OTHER_PAGES.values()),
        "*.aim": {lesson.topic for lesson in LESSONS} | {"self_test"},
        "name_*": set(PATHS),
        "path.name_*": set(PATHS),
        "path.about_*": set(PATHS),
        "task_*": {task.id for lesson in LESSONS for task in lesson.tasks},
        "task_*_why": {task.id for lesson in LESSONS for task in lesson.tasks},
        "ask_*": questions,
        "choice_*": {question.id for question in asked if isinstance(question, Question)},
        "choice_*_*": said_by_word,
        "answer_*": questions,
        "rule_*": set(by_rule(OutputSize())),
        "rule_*_who": set(by_rule(OutputSize())),
        "mistakes.*": wrong | {name for lesson in LESSONS for name in lesson.mistakes},
        "errors.*": error_keys(),
        "offer_*": set(DOUBTS),
        "refused_*": refusals(),
        "misread_*": {"link", "file"},
        "picture_*": {
            *("first-frame", "cropped", "shrunk", "enlarged", "eight-bits", "on-white", "on-black", "on-grey"),
        },
        # that each is shown somewhere, and by no other name, is held by tests/lessons/test_claims.py
        "claim_*": {key.split(".claim_")[1] for key in KEYS if ".claim_" in key},
    }


def refusals() -> set[str]:
    """Why class work refuses something."""
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "pages/classroom").rglob("*.py"))
    return set(re.findall(r'(?:Refused\(|return )"(\w+)"', sources)) | {"database"}


def error_keys() -> set[str]:
    found = set()
    for file in ERRORS_OF:
        for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))):
            called = ast.unparse(node.func).split(".")[-1] if isinstance(node, ast.Call) else ""
            place = {"InvalidSetting": 0, "error": 0, "one_of": 3, "refuse": 3}.get(called)  # where its key stands
            keys = node.args[place : place + 1] if place is not None else []
            found |= {key.value for key in keys if isinstance(key, ast.Constant)}  # others pass a key on
    return found - NOT_A_VISITORS


def test_every_key_asked_for_is_there():
    topics = [lesson.topic for lesson in LESSONS] + ["home", "path", *OTHER_PAGES.values(), *SHARED]
    families = spelled_out()
    for key in sorted(said()):
        if key in ("help_*", "section_*_about", "work_again_*", "*_*"):  # asked whether it is there
            continue
        if "*" in key:
            assert key in families, f"{key}: say in this test what the * stands for"
        for name in families.get(key, {""}) if "*" in key else {""}:
            full = f"choice_{name}" if key == "choice_*_*" else key.replace("*", name)
            there = any(f"{topic}.{full}" in catalogue() for topic in topics) or full in catalogue()
            assert there, f"{full} has no text"


def test_every_key_there_is_asked_for():
    of_the_site = [
        path.read_text(encoding="utf-8") for kind in ("js", "py", "html") for path in (ROOT / "site").rglob(f"*.{kind}")
    ]
    families = spelled_out()
    asked = {key for key in said() if "*" not in key}
    asked |= {"idea", "formula", "source"}  # asked for by `words.part_key`
    whole = ("*_*", "choice_*_*")  # families whose names stand for the whole key, its first word included
    for pattern, names in families.items():
        asked |= {
            f"choice_{n}" if pattern == "choice_*_*" else n if pattern in whole else pattern.replace("*", n)
            for n in names
        }
    for key in KEYS:
        topic, name = key.split(".", 1)
        if topic == "app" or name.startswith("help_"):
            continue  # the door reads its own file; a help text is shown where there is one
        if topic == "site":  # whose pages and scripts are built apart
            assert any(re.search(rf"\b{name}\b", text) for text in of_the_site), f"{key} is never said"
            continue
        if topic == "mistakes" and name in MISTAKES:
            continue  # a mistake of the library, for the lesson that will ask about it
        assert name in asked or key in asked, f"{key} is never said"


@pytest.mark.parametrize("path", sorted((ROOT / "pages").rglob("*.js")), ids=lambda path: path.name)
def test_every_word_that_a_script_writes_is_there(path):
    """Of a view in a lesson's folder the lesson has it, or all share it; of a shared view some lesson has it."""
    topics = [lesson.topic for lesson in LESSONS]
    mine = [path.parent.name] if path.parent.name in topics else topics
    for word in re.findall(r"\blabels\.(\w+)", path.read_text(encoding="utf-8")):
        assert any(f"{topic}.stage_{word}" in catalogue() for topic in (*mine, *SHARED)), word


# ---- filling the places


def test_what_comes_from_outside_is_escaped():
    names = {"input": "<script>alert(1)</script>", "input_edited": ""}
    assert "<script>" not in rich("volumes.panel_input", "en", names)


@pytest.mark.parametrize(
    "typed", ["[a](http://b)", "![a](b)", "$$a$$", "*a* _b_", "`a`", ":material/home:", "<b>", "a -> b -- c"]
)
def test_what_was_typed_means_nothing_to_markdown_and_reads_as_it_was_typed(typed):
    for lang in LANGUAGES:
        sentence = rich("errors.notation-word", lang, {"typed": typed})
        assert typed not in sentence and as_typed(typed) in sentence
    assert not re.search(r"[\[\]$*_`<>]|:[\w/]|--|->", as_typed(typed))
    assert html.unescape(as_typed(typed)).replace("\u2060", "") == typed


@pytest.mark.parametrize(
    "plain", ["CONV 12 F3", "float32: 243.86 MB", "-1.5", "3 x 3", "(a), b; 0.5 %", "第 3 层：卷积"]
)
def test_what_means_nothing_anyway_is_left_as_it_is(plain):
    assert as_typed(plain) == plain


def test_a_place_without_a_name_is_found_out():
    with pytest.raises(MissingText, match="kind"):
        plain("volumes.panel_filter", "zh", {})
    with pytest.raises(MissingText):
        plain("sliding_filter.no_such_key", "zh")


@pytest.mark.parametrize(("count", "word"), [(1, "map"), (2, "maps"), (0, "maps")])
def test_the_form_that_goes_with_the_count(count, word):
    assert GAP.search("[[K:map/maps]]").groups() == ("K", None, "map", "maps")
    assert _fill("[[K:map/maps]]", {"K": Symbol("K", count)}, formulas.as_text, str) == word


def test_a_topic_finds_its_own_words_before_the_frames():
    say = Say("sliding_filter", "en")
    assert say("title") == catalogue()["sliding_filter.title"]["en"]
    assert say("copy_link") == catalogue()["frame.copy_link"]["en"]
    assert say("mistakes.filter_flipped") == catalogue()["mistakes.filter_flipped"]["en"]
    assert say.knows("title") and not say.knows("no_such_key")
