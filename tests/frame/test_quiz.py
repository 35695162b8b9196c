"""A question's choices: all differ, one is right, the wrong ones are what their mistakes yield."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib.errors import InvalidSetting
from cnnlib.formulas.mistakes import MISTAKES, SIZE
from cnnlib.formulas.sizes import output_size
from pages.frame.quiz import choices, draw_question

NOW = {"W": 10, "F": 3, "P": 1, "S": 2, "d": 2}  # the field is 5, the size floor((10 - 5 + 2)/2) + 1 = 4


def possible(rng: np.random.Generator) -> dict[str, int]:
    """Settings of which the size is possible."""
    W, P = int(rng.integers(12, 40)), int(rng.integers(0, 4))
    F, S, d = (int(rng.integers(1, top)) for top in (5, 5, 4))
    return {"W": W, "F": F, "P": P, "S": S, "d": d}


@settings(max_examples=200)
@given(st.integers(0, 2**16), st.integers(1, 6))
def test_choices_all_differ_and_hold_the_right_one(seed, count):
    rng = np.random.default_rng(seed)
    now, names = possible(rng), list(SIZE)
    answer = output_size(**{name: now[name] for name in "WFPS"}, dilation=now["d"])
    found = choices(answer, names, now, rng, count)
    values = [value for _, value in found]
    assert len(set(values)) == len(values) <= count and min(values) >= 0
    assert found.count((None, answer)) == 1
    for name, value in found:
        assert name is None or (MISTAKES[name](**now) == value != answer)
    wrong = {SIZE[name](**now) for name in names} - {answer}
    assert len(found) == min(count, 1 + len([value for value in wrong if value >= 0]))


def test_choices_are_shuffled():
    places = {choices(4, list(SIZE), NOW, np.random.default_rng(seed)).index((None, 4)) for seed in range(40)}
    assert places == {0, 1, 2, 3}


def test_earlier_names_are_preferred():
    found = choices(4, ["size_one_forgotten", "size_stride_ignored"], NOW, np.random.default_rng(0), 2)
    assert set(found) == {(None, 4), ("size_one_forgotten", 3)}


def test_a_question_is_drawn_again_until_all_choices_differ():
    rng, drawn = np.random.default_rng(0), []

    def draw():
        drawn.append({"W": 5, "F": 9 if not drawn else 3, "P": 0 if len(drawn) < 3 else 2, "S": min(len(drawn), 2)})
        return drawn[-1]

    numbers, found = draw_question(rng, draw, lambda **s: output_size(**s), list(SIZE))
    assert numbers == drawn[-1] and len(found) == 4 and len(drawn) > 2  # the first had no answer at all


def test_the_best_draw_is_kept_when_none_is_perfect():
    numbers, found = draw_question(
        np.random.default_rng(0), lambda: NOW, lambda **_: 4, ["size_one_forgotten", "size_floor_for_ceil"]
    )
    assert numbers == NOW and set(found) == {(None, 4), ("size_one_forgotten", 3)}


def test_no_answer_at_all_is_an_error():
    def impossible(**_):
        raise InvalidSetting("never", "never")

    with pytest.raises(ValueError, match="no right answer for any of 3 draws"):
        draw_question(np.random.default_rng(0), lambda: NOW, impossible, list(SIZE), tries=3)
