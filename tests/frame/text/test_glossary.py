"""The glossary: both languages of each term, no name twice, each said in the course and moving where it is said to; and
how a text is marked."""

import re
from urllib.parse import parse_qsl

import pytest

from cnnlib.network import zoo
from pages.frame.state.settings import decode, fields_of, not_as_said
from pages.frame.text import glossary
from pages.frame.text.catalogue import LANGUAGES, catalogue
from pages.frame.text.texts import Say
from pages.menu import LESSONS
from pages.shared.symbols import symbols

TERMS = {term.id: term for term in glossary.terms()}
EACH = pytest.mark.parametrize("term", TERMS.values(), ids=TERMS)
LONGEST = {"zh": 45, "en": 130}  # characters of a sentence: one that is read at a glance
END = {"zh": "。", "en": "."}
MARK = re.compile(r'<span class="term" data-term="(\w+)">([^<]*)</span>')


def names(term, lang) -> list[str]:
    wording = getattr(term, lang)
    return [wording.name, *wording.also, *wording.loosely]


def terms_in(text: str, lang: str) -> list[tuple[str, str]]:
    """(term, how it is said there) of each span."""
    return MARK.findall(glossary.marked(text, lang))


def test_there_are_some_seventy_and_the_textbooks_names_find_them():
    assert len(TERMS) >= 60
    of = {name: term.id for term in TERMS.values() for lang in LANGUAGES for name in names(term, lang)}
    textbooks = {
        "stride": ["步幅"],
        "padding": ["填充"],
        "pooling": ["汇聚", "汇合", "subsampling"],
        "filter": ["滤波器", "过滤器", "kernel"],
        "batch": ["批量", "小批量"],
        "batch_size": ["批量大小"],
        "epoch": ["轮", "轮次", "迭代周期"],
        "fully_connected_layer": ["稠密层", "dense layer", "linear layer"],
    }
    for term, called in textbooks.items():
        assert [of[name] for name in called] == [term] * len(called)


@EACH
def test_each_has_one_short_sentence_in_each_language(term):
    for lang in LANGUAGES:
        says = getattr(term, lang).says
        assert len(says) <= LONGEST[lang] and says.endswith(END[lang])
        assert len(re.findall(r"[。！？]|[.!?](?=\s|$)", says)) == 1
        assert not re.search(r"[<>`*\[\]{}]", says), "plain text"
        assert all(len(name) > 1 for name in getattr(term, lang).also), "one sign stands in many other words: loosely"
    assert re.search(r"[\u4e00-\u9fff]", term.zh.says)
    assert not re.search(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", "".join([*names(term, "en"), term.en.says]))
    assert not re.search(r"[,;:?]", term.zh.says.replace("1,048,576", "")), "Chinese has its own punctuation"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_name_belongs_to_two_terms(lang):
    owners: dict[str, set[str]] = {}
    for term in TERMS.values():
        assert len(set(names(term, lang))) == len(names(term, lang)), term.id
        for name in [*names(term, lang), *getattr(term, lang).spellings(lang)]:
            owners.setdefault(name.casefold(), set()).add(term.id)
    assert not {name: ids for name, ids in owners.items() if len(ids) > 1}


@EACH
def test_it_moves_where_it_says(term):
    address, _, written = term.at.partition("?")
    lesson = {lesson.address: lesson for lesson in LESSONS}[address]
    query = dict(parse_qsl(written, strict_parsing=bool(written)))
    assert set(query) <= set(fields_of(lesson.settings)), "a setting that the lesson does not have"
    settings = decode(lesson.settings, query)
    assert not not_as_said(settings, query)
    for lang in LANGUAGES:
        say = Say(lesson.topic, lang)
        lesson.picture(settings, say, *([{}] if lesson.works else []))  # none of them cannot be
        assert term.place(lang) == catalogue()[f"{lesson.topic}.title"][lang]


def test_lenet_moves_as_the_network_of_the_library():
    assert dict(parse_qsl(TERMS["lenet5"].at.partition("?")[2])) == {"line": str(zoo.lenet5())}


@pytest.mark.parametrize("lang", LANGUAGES)
@EACH
def test_the_course_says_it(term, lang):
    """Looked for sign by sign; an English word ending in y has another ending in the plural."""
    said = " ".join(re.sub("<[^>]*>", "", entry[lang]) for entry in catalogue().values()).casefold()
    looked_for = [name.casefold() for name in names(term, lang)]
    if lang == "en":
        said = re.sub('[^a-z0-9×" -]', " ", said)
        looked_for = [f" {name.removesuffix('y')}" for name in looked_for]
    assert any(name in said for name in looked_for)


# ---- marking


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("zh", "卷积核在卷积层里做卷积", [("filter", "卷积核"), ("conv_layer", "卷积层"), ("convolution", "卷积")]),
        ("zh", "批大小是一批有多少张", [("batch_size", "批大小"), ("batch", "批")]),
        ("zh", "same 填充和填充", [("same_padding", "same 填充"), ("padding", "填充")]),
        ("zh", "用 Adam，不用 Adams", [("adam", "Adam")]),
        ("zh", "轮子走一步，代替三代", []),
        ("zh", "2×2池化", [("pooling", "池化")]),
        ("en", "Filters, filtered by a Filter", [("filter", "Filters"), ("filter", "Filter")]),
        ("en", "batch size, batches", [("batch_size", "batch size"), ("batch", "batches")]),
        ("en", "strided, non-padding, stride_2, ministride", []),
        ('en', '("same" padding).', [("same_padding", '"same" padding')]),
        ("en", "a floor, the unit, one step", []),
        ("en", "losses; accuracies", [("loss", "losses"), ("accuracy", "accuracies")]),
    ],
)  # fmt: skip
def test_the_longest_spelling_counts_and_whole_words_only(lang, text, found):
    assert terms_in(text, lang) == found


@pytest.mark.parametrize(
    "text",
    [
        "<h3>The stride</h3>",
        "<button type='button'>stride</button>",
        "<summary>stride</summary>",
        "<a href='x'>stride</a>",
        '<span title="stride">S</span>',
        "[[stride]] [[size:stride/strides]] [[stride.numbers]]",
    ],
)
def test_what_is_pressed_or_heads_or_is_no_word_is_left_alone(text):
    assert glossary.marked(text, "en") == text


def test_nothing_but_marks_is_added():
    for key, entry in catalogue().items():
        for lang in LANGUAGES:
            unmarked = MARK.sub(r"\2", glossary.marked(entry[lang], lang))
            assert unmarked == entry[lang], key


@pytest.mark.parametrize(
    ("name", "plural"),
    [("filter", "filters"), ("batch", "batches"), ("loss", "losses"), ("accuracy", "accuracies"), ("array", "arrays"),
     ("forward pass", "forward passes"), ("Adam", "Adams")],
)  # fmt: skip
def test_plurals(name, plural):
    assert glossary.plural_of(name) == plural


def test_a_questions_words_are_marked_and_its_gaps_filled():
    marked = Say("sliding_filter", "en").marked("ask_size", **symbols(W=7, F=3, P=1, S=2))
    assert '<span class="term" data-term="stride">stride</span>' in marked
    assert 'data-symbol="S"' in marked and "[[" not in marked
