"""The questions of every lesson: the same for everybody, in their part, each wrong number what its mistake yields, and
what `show me` sets has the answer on the lesson's own picture."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from cnnlib.formulas.mistakes import MISTAKES
from pages import menu
from pages.frame.lesson import AT_ONCE, Question, drawn
from pages.frame.quiz import Row, Sheets, generator
from pages.frame.state.link import query_of
from pages.frame.state.session import Visit
from pages.frame.state.settings import decode, fields_of
from pages.frame.text.catalogue import LANGUAGES
from pages.frame.text.formulas import value_of
from pages.frame.text.texts import Say
from pages.frame.widgets import compared
from pages.network.alexnet import variant
from pages.network.cifar10.forward_pass import trained
from pages.training.batch_size.trainings import planned
from tests.frame.visitor import link, press, visit, words

LESSONS = {lesson.topic: lesson for lesson in menu.LESSONS}
QUESTIONS = {
    f"{topic}.{question.id}": (lesson, question) for topic, lesson in LESSONS.items() for question in lesson.questions
}
NUMERIC = {name: pair for name, pair in QUESTIONS.items() if isinstance(pair[1], Question)}
SHOWING = {name: pair for name, pair in QUESTIONS.items() if pair[1].shows}
DRAWS = 300


def parts_of(lesson):
    return getattr(fields_of(lesson.settings).get("part"), "options", ("",))


# ---- each wrong number is what its mistake yields, by a walk or a count of one's own


def walk(length: int, F: int, S: int) -> int:
    """How often a window is set down on a row that is so long already."""
    return len(range(0, length - F + 1, S))


@cache
def sheets(F: int, D: int, K: int) -> int:
    return sum(1 for _ in range(K) for _ in range(D) for _ in range(F * F))


def dealt(samples: int, B: int) -> int:
    return len(range(0, samples, B))


def places(W, F, P=0, S=1, **_):
    return walk(W + 2 * P, F, S) ** 2


WRONG = {
    "size_no_brackets": lambda W, F, P, S: W - F + (2 * P) // S + 1,
    "size_one_forgotten": lambda W, F, P, S: walk(W + 2 * P, F, S) - 1,
    "size_one_inside": lambda W, F, P, S: (W - F + 2 * P + 1) // S,
    "size_ceil_for_floor": lambda W, F, P, S: walk(W + 2 * P + S - 1, F, S),
    "size_floor_for_ceil": lambda W, F, P, S: walk(W + 2 * P, F, S),
    "size_already_padded": lambda W, F, P, S: walk(W, F, S),
    "size_padding_once": lambda W, F, P, S: walk(W + P, F, S),
    "size_stride_on_padding": lambda W, F, P, S: walk(W, F, S) + P + P,
    "size_stride_ignored": lambda W, F, P, S: walk(W + 2 * P, F, 1),
    "padding_total_per_side": lambda F, **_: F - 1,
    "padding_one_forgotten": lambda F, **_: round(F / 2 + 0.1),
    "padding_of_three": lambda **_: 1,
    "stack_first_only": lambda W, F, S, **_: walk(W, F, S),
    "stack_one_forgotten": lambda W, F, S, f, s: walk(walk(W, F, S) - 1, f, s) - 1,
    "stack_strides_only": lambda W, S, s, **_: W // (S * s),
    "parameters_filter_2d": lambda F, K, **_: sheets(F, 1, K) + K,
    "parameters_no_bias": lambda F, D, K, g=1, **_: sheets(F, D // g, K),
    "parameters_bias_per_product": lambda F, D, K, **_: 2 * sheets(F, D, K),
    "parameters_bias_per_position": lambda F, D, K, **n: sheets(F, D, K) + K * places(F=F, **n),
    "parameters_grow_with_picture": lambda W, D, K, g=1, **_: K * (W * W * (D // g) + 1),
    "parameters_per_position": lambda F, D, K, **n: (sheets(F, D, K) + K) * places(F=F, **n),
    "parameters_shrink_with_stride": lambda F, D, K, S, **_: K * (F * F * D / S + 1),
    "parameters_groups_ignored": lambda F, D, K, **_: K * (F * F * D + 1),
    "parameters_one_by_one": lambda D, K, **_: K * D + K,
    "parameters_one_filter": lambda F, D, **_: F * F * D + 1,
    "parameters_times_places": lambda W, F, D, K: (sheets(F, D, K) + K) * W * W,
    "depth_mixed_by_pooling": lambda **_: 1,
    "depth_pooled": lambda D, F, **_: D / F,
    "depth_times_window": lambda D, F, **_: sheets(F, D, 1),
    "macs_as_parameters": lambda F, D, K, g=1, **_: K * F * F * (D // g),
    "macs_as_flops": lambda F, D, K, g=1, **n: 2 * K * F * F * (D // g) * places(F=F, **n),
    "macs_groups_ignored": lambda F, D, K, g=1, **n: K * F * F * D * places(F=F, **n),
    "macs_filter_2d": lambda F, D, K, g=1, **n: K * F * F * places(F=F, **n),
    "macs_per_input_cell": lambda W, F, D, K, g=1, **_: K * F * F * (D // g) * W * W,
    "filled_weights_once": lambda F, D, K, **_: sheets(F, D, K),
    "filled_all_cells": lambda W, F, P, S, D, K: (K * places(W, F, P, S)) * (D * W * W),
    "products_filter_2d": lambda F, **_: F * F,
    "products_of_all_filters": lambda F, D, K, **_: sheets(F, D, K),
    "products_one_a_channel": lambda D, **_: D,
    "field_own_filter": lambda n, F: F,
    "field_filters_added": lambda n, F: sum([F] * n),
    "field_multiplied": lambda n, F: F**n,
    "updates_iteration_is_epoch": lambda N, B, E: E,
    "updates_batch_ignored": lambda N, B, E: N * E,
    "updates_one_always_added": lambda N, B, E: (N // B + 1) * E,
    "updates_last_batch_lost": lambda N, B, E: E * dealt(N - B + 1, B),
    "updates_last_batch_kept": lambda N, B, E: E * dealt(N, B),
    "updates_ceil_over_all": lambda N, B, E: dealt(N * E, B),
    "updates_floor_over_all": lambda N, B, E: dealt(N * E - B + 1, B),
    "updates_of_one_epoch": lambda N, B, E: dealt(N, B),
}


@pytest.mark.parametrize("name", NUMERIC)
def test_at_every_draw_four_numbers_differ_and_each_wrong_one_is_what_its_mistake_yields(name):
    _, question = NUMERIC[name]
    for ask in range(DRAWS):
        numbers, choices = drawn(question, ask)
        assert len({value for _, value in choices}) == len(choices) == 4
        for mistake, value in choices:
            if mistake:
                assert value == WRONG[mistake](**numbers) == MISTAKES[mistake](**numbers), (mistake, numbers)


@pytest.mark.parametrize("name", ["sliding_filter.size", "output_size.size", "output_size.twice"])
def test_nothing_is_rounded_before_rounding_is_taught(name):
    for ask in range(DRAWS):
        n = drawn(QUESTIONS[name][1], ask)[0]
        assert (n["W"] - n["F"] + 2 * n.get("P", 0)) % n["S"] == 0
        if "s" in n:
            assert (walk(n["W"], n["F"], n["S"]) - n["f"]) % n["s"] == 0


@pytest.mark.parametrize("name", ["output_size.down", "output_size.up", "pooling.size"])
def test_where_rounding_is_taught_there_is_something_to_round(name):
    for ask in range(DRAWS):
        n = drawn(QUESTIONS[name][1], ask)[0]
        assert (n["W"] - n["F"] + 2 * n["P"]) % n["S"]


@pytest.mark.parametrize("name", QUESTIONS)
def test_it_can_be_read_in_both_languages(name):
    lesson, question = QUESTIONS[name]
    for ask in range(8):
        numbers, choices = drawn(question, ask)
        for lang in LANGUAGES:
            say = Say(lesson.topic, lang).with_names(question.names(**numbers))
            said = [say.rich(f"{word}_{question.id}") for word in ("ask", "answer")]
            said += [question.label(say, *choice) for choice in choices]
            said += [say.rich(f"mistakes.{mistake}") for mistake, _ in choices if mistake]
            assert all(said) and "[[" not in "".join(said)
            assert len({question.label(say, *choice) for choice in choices}) == len(choices)


# ---- the same question for everybody, and in its part


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_draw_is_the_same_whatever_is_set_and_another_one_differs(name):
    lesson, question = QUESTIONS[name]
    draws = [question.draw(generator(f"{question.part}.{question.id}", ask), lesson.settings()) for ask in range(12)]
    assert draws == [drawn(question, ask) for ask in range(12)]
    assert draws == [question.draw(generator(f"{question.part}.{question.id}", ask)) for ask in range(12)]
    assert any(draw != draws[0] for draw in draws)


@pytest.mark.parametrize("topic", LESSONS)
def test_every_part_asks_one_or_two_and_every_question_is_asked_somewhere(topic):
    lesson, met = LESSONS[topic], set()
    for part in parts_of(lesson):
        of_part = lesson.settings(part=part) if part else lesson.settings()
        for ask in range(6):
            asked = lesson.questions_of(replace(of_part, ask=ask))
            assert 1 <= len(asked) <= AT_ONCE and len(set(asked)) == len(asked)
            assert all(question.part == part for question in asked)
            met |= {question.id for question in asked}
    assert met == {question.id for question in lesson.questions}


@pytest.mark.parametrize("topic", LESSONS)
def test_the_draw_is_in_the_link_and_absent_by_default(topic):
    lesson = LESSONS[topic]
    assert "ask" not in query_of(lesson.settings(), Visit())
    assert query_of(lesson.settings(ask=17), Visit()) == {"ask": "17"}
    assert decode(lesson.settings, {"ask": "17"}).ask == 17


# ---- show me

# What the lesson's own picture, or the library behind it, says where the question's numbers are set.
SHOWN = {
    "sliding_filter.size": lambda n, p, s: n["size"],
    "sliding_filter.count": lambda n, p, s: n["parameters"],
    "output_size.size": lambda n, p, s: n["size"],
    "output_size.down": lambda n, p, s: p.scene.facts["sizes"]["floor"],
    "output_size.up": lambda n, p, s: p.scene.facts["sizes"]["ceil"],
    "output_size.keep": lambda n, p, s: s.P if n["size"] == s.W else None,
    "output_size.twice": lambda n, p, s: p.scene.facts["layers"][1]["size"],
    "pooling.size": lambda n, p, s: n["size"],
    "pooling.depth": lambda n, p, s: {grid.id: len(grid.values) for grid in p.scene.grids}["output"],
    "fc_is_conv.filled": lambda n, p, s: n["count"],
    "fc_is_conv.as_conv": lambda n, p, s: n["weights"] + s.K2,  # and a bias each
    "alexnet.count": lambda n, p, s: counted(s)[0],
    "alexnet.work": lambda n, p, s: counted(s)[1],
    "builder.field": lambda n, p, s: n["field"],
    "cifar10.pixel": lambda n, p, s: {grid.id: grid.values.size for grid in p.scene.grids}["filter"],
    "cifar10.count": lambda n, p, s: sum(trained().params[f"{s.layer}.{end}"].size for end in "wb"),
    "batch_size.few": lambda n, p, s: [updates for kind, _, updates, _ in planned(s) if kind == "epochs"],
    "live_training.updates": lambda n, p, s: n["updates"],
    "steps_and_epochs.updates": lambda n, p, s: n["updates"],
    "steps_and_epochs.dropped": lambda n, p, s: n["updates"],
}
IN_WORDS_ONLY = {
    "shared_weights.shared",
    "shared_weights.work",
}  # this lesson's picture has one channel, and no control


def counted(settings) -> tuple[int, int]:
    """Parameters and multiply-adds of the layer at whose volume the picture has come to stand."""
    network = variant.network(settings)
    scene = LESSONS["alexnet"].picture(settings, Say("alexnet", "en")).scene
    volume = int(scene.arrays["stops"][settings.pos][0])
    name = scene.facts["volumes"][volume]["name"]
    i = network.names.index(name)
    weights, biases = (network.parameter_shapes()[f"{name}.{end}"] for end in "wb")
    each, side = weights[1] * weights[2] * weights[3], network.shapes[i][1]
    return weights[0] * each + biases[0], weights[0] * each * side * side


def test_every_question_about_numbers_is_shown_or_said_not_to_be():
    assert set(SHOWN) | IN_WORDS_ONLY == set(NUMERIC) and set(SHOWN) <= set(SHOWING)


@pytest.mark.parametrize("name", SHOWING)
def test_show_me_sets_what_the_lesson_can_hold_in_the_part_of_the_question(name):
    lesson, question = SHOWING[name]
    fields = fields_of(lesson.settings)
    for ask in range(60):
        for setting, value in question.shows(**drawn(question, ask)[0]).items():
            assert fields[setting].nearest(value) == value, (setting, value)
        shown = lesson.settings(**question.shows(**drawn(question, ask)[0]))
        assert getattr(shown, "part", "") == question.part


@pytest.mark.parametrize("name", SHOWN)
def test_what_show_me_sets_has_the_answer_on_the_lessons_own_picture(name):
    lesson, question = QUESTIONS[name]
    for ask in range(5):
        numbers, choices = drawn(question, ask)
        [answer] = [value for mistake, value in choices if mistake is None]
        shown = lesson.settings(**question.shows(**numbers))
        picture = lesson.picture(shown, Say(lesson.topic, "en"), *([{}] if lesson.works else []))
        said = SHOWN[name]({key: value_of(value) for key, value in picture.names.items()}, picture, shown)
        assert answer in said if isinstance(said, list) else answer == said


# ---- a mistake drawn beside what is right


@pytest.mark.parametrize("name", NUMERIC)
def test_a_picture_counts_what_was_chosen_and_what_is_right(name):
    lesson, question = NUMERIC[name]
    for ask in range(60):
        numbers, choices = drawn(question, ask)
        [answer] = [value for mistake, value in choices if mistake is None]
        for mistake, value in choices:
            found = question.draws(mistake, **numbers) if mistake else None
            if found is None:
                continue
            if isinstance(found.wrong, Row):
                assert (found.wrong.count, found.right.count) == (value, answer), (mistake, numbers)
                assert found.wrong.cells.count("x") == found.right.cells.count("x") == numbers["W"]
            else:
                depth = numbers["D"] // numbers.get("g", 1)
                assert found.wrong == Sheets(numbers["F"], 1, found.wrong.count)
                assert found.right == Sheets(numbers["F"], depth, found.right.count)
                assert int(found.wrong.count) * depth == int(found.right.count) == numbers["F"] ** 2 * depth
            for lang in LANGUAGES:
                assert compared.draw(found, Say(lesson.topic, lang)).count("<svg") == 2


def test_the_mistakes_that_can_be_drawn_are_drawn():
    drawn_ones = {
        mistake
        for _, question in NUMERIC.values()
        for ask in range(60)
        for mistake, _ in drawn(question, ask)[1]
        if mistake and question.draws(mistake, **drawn(question, ask)[0])
    }
    assert drawn_ones == {
        "size_padding_once",
        "size_stride_on_padding",
        "size_already_padded",
        "size_one_forgotten",
        "size_ceil_for_floor",
        "size_floor_for_ceil",
        "size_stride_ignored",
        "parameters_filter_2d",
        "macs_filter_2d",
        "products_filter_2d",
    }


# ---- on the page


def choose(app, lesson, question, ask, wrong: bool) -> None:
    """Press a choice of this kind."""
    choices = drawn(question, ask)[1]
    i = next(i for i, (mistake, _) in enumerate(choices) if bool(mistake) == wrong)
    press(app, f"{lesson.address}.question.{question.id}.{i}")
    assert not app.exception


def asked_on(app) -> list[str]:
    return [piece.value for piece in app.markdown if piece.value.startswith("### Predict")]


def test_the_link_asks_the_same_after_a_slider_was_moved_and_a_reload():
    app = visit("sliding-filter", lang="en", ask=17)
    asked = asked_on(app)
    app.slider(key="sliding-filter.W").set_value(40).run()
    assert link(app)["ask"] == "17" and link(app)["W"] == "40" and asked_on(app) == asked
    assert asked_on(visit("sliding-filter", **link(app))) == asked != asked_on(visit("sliding-filter", lang="en"))


def test_a_draw_that_cannot_be_read_is_said_in_one_line():
    app = visit("sliding-filter", lang="en", ask="x17")
    [said] = [caption.value for caption in app.caption if "x17" in caption.value]
    assert "ask" in said
    assert "ask" not in link(visit("sliding-filter", lang="en", W=9)), "old links open as they did"


def test_other_numbers_write_the_link_and_forget_the_answer():
    lesson, question = QUESTIONS["sliding_filter.size"]
    app = visit("sliding-filter", lang="en")
    choose(app, lesson, question, 0, wrong=True)
    assert 'class="verdict"' in words(app)
    press(app, "sliding-filter.questions.another")
    assert link(app)["ask"] == "1" and 'class="verdict"' not in words(app)
    numbers = [drawn(question, ask)[0] for ask in (0, 1)]
    assert numbers[0] != numbers[1] and f"{numbers[1]['W']}</span>" in words(app)


def test_right_and_wrong_are_told_apart_by_signs_and_words():
    lesson, question = QUESTIONS["sliding_filter.size"]
    app = visit("sliding-filter", lang="en")
    labels = lambda: [app.button(key=f"sliding-filter.question.size.{i}").label for i in range(4)]  # noqa: E731
    assert not any(sign in label for label in labels() for sign in "✓✗")
    choose(app, lesson, question, 0, wrong=True)
    assert [sum(label.startswith(sign) for label in labels()) for sign in "✓✗"] == [1, 1]
    assert 'role="status"><p><b>✗ Not quite.</b>' in words(app)
    choose(app, lesson, question, 0, wrong=False)
    assert [sum(label.startswith(sign) for label in labels()) for sign in "✓✗"] == [1, 0]
    assert 'role="status"><p><b>✓ Right.</b>' in words(app)


@pytest.mark.parametrize("name", ["sliding_filter.size", "output_size.twice"])
def test_show_me_sets_the_controls_in_one_step_of_the_link(name):
    lesson, question = QUESTIONS[name]
    app = visit(lesson.address, lang="en", **({"part": question.part} if question.part else {}))
    choose(app, lesson, question, 0, wrong=True)
    press(app, f"{lesson.address}.question.{question.id}.show-me")
    assert not app.exception
    shown = lesson.settings(**question.shows(**drawn(question, 0)[0]))
    assert decode(lesson.settings, link(app)) == shown
    assert 'class="verdict"' in words(app), "the answer is still there to be read"
