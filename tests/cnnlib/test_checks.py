"""What a caller may hand over: each wrong call of the reports by itself, with its sentence, and what stays right."""

import math

import numpy as np
import pytest

from cnnlib import InvalidSetting, Schedule, alexnet, conv2d, lenet5, output_size, parse, pool2d, train
from cnnlib.checks import MOST_CELLS, shown
from cnnlib.formulas.symbols import Symbol

NETWORK = parse("INPUT 4x4x1 - FC 3")
IMAGES, LABELS = np.zeros((100, 1, 4, 4)), np.zeros(100, int)
ONE, FILTER = np.ones((1, 1, 5, 5)), np.ones((2, 1, 3, 3))


def trained(**how):
    return next(train(NETWORK, how.pop("data", (IMAGES, LABELS)), **how))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda: output_size(7, 2.9), "F=2.9: needs a whole number"),
        (lambda: output_size(7, 3, 1.5), "P=1.5: needs a whole number"),
        (lambda: output_size(7, 3.0), "F=3.0: needs a whole number"),
        (lambda: output_size(7, math.nan), "F=nan: needs a whole number"),
        (lambda: output_size(math.inf, 3), "W=inf: needs a whole number"),
        (lambda: output_size(7, Symbol("F", 2.5)), "needs a whole number"),
        (lambda: output_size(7, 3, rounding=["floor"]), "needs one of floor, ceil, exact"),
        (lambda: output_size(10**5000, 3), "W=a number of thousands of digits: needs a whole number"),
        (lambda: Schedule(10.0, 3.0), "samples=10.0: needs a whole number >= 1"),
        (lambda: Schedule(10, 3, math.nan), "epochs=nan: needs a whole number >= 1"),
        (lambda: Schedule(10, 3, drop_last="no"), "drop_last='no': needs True or False"),
        (lambda: Schedule(10**12, 1).order(0, None), f"needs at most {MOST_CELLS:,}"),
        (lambda: conv2d(ONE, FILTER, padding="same"), "padding='same': needs a whole number, or two"),
        (lambda: conv2d(ONE, FILTER, stride=(1, 2, 3)), "stride=.* needs a whole number, or two"),
        (lambda: conv2d(ONE, FILTER, padding=10**9), "cells: needs at most"),
        (lambda: conv2d(ONE, FILTER, np.ones(1)), r"b of shape \(1,\): needs \(2,\)"),
        (lambda: conv2d([[1, 2], [3]], FILTER), "x is .* needs an array of numbers"),
        (lambda: conv2d(ONE, np.ones((0, 1, 3, 3))), "no side 0"),
        (lambda: pool2d(ONE, 2.0), "size=2.0: needs a whole number"),
        (lambda: alexnet(groups="2"), "groups='2': needs a whole number"),
        (lambda: alexnet(bias="NOBIAS"), "needs True or False"),
        (lambda: lenet5(1989), "year=1989: needs one of None, 1998"),
        (lambda: trained(data=(IMAGES[:40], LABELS)), r"labels of shape \(100,\): needs 40 whole numbers"),
        (lambda: trained(data=(IMAGES, LABELS + 3)), "label 3 of 3 classes: needs 0 to 2"),
        (lambda: trained(held_out=(IMAGES[:0], LABELS[:0])), "needs one at least"),
        (lambda: trained(learning_rate="0.1"), "learning_rate='0.1': needs a number > 0"),
        (lambda: trained(optimizer=None), "needs one of sgd, momentum, adam"),
        (lambda: trained(batch_size=16.0), "batch_size=16.0: needs a whole number"),
        (lambda: trained(progress=trained().progress, optimizer="adam"), "needs the one that it was made with"),
    ],
)
def test_a_wrong_call_says_what_is_wrong_and_what_would_work(wrong, sentence):
    with pytest.raises(InvalidSetting, match=sentence):
        wrong()


def test_the_whole_numbers_of_numpy_are_whole_numbers_and_do_not_overflow():
    whole = [np.int8(100), np.uint8(3), np.int64(50), np.array(1)]
    assert output_size(*whole) == 100 - 3 + 2 * 50 + 1 and type(output_size(*whole)) is int
    schedule = Schedule(np.int16(10), np.uint8(3), np.int32(2))
    assert schedule == Schedule(10, 3, 2) and type(schedule.samples) is int
    assert np.array_equal(conv2d(ONE, FILTER, stride=np.int8(2)), conv2d(ONE, FILTER, stride=2))
    assert np.array_equal(conv2d(ONE, FILTER, padding=np.array([1, 0])), conv2d(ONE, FILTER, padding=(1, 0)))


def test_lists_are_arrays():
    assert conv2d(ONE.tolist(), FILTER.tolist(), [1, 2]).tolist() == conv2d(ONE, FILTER, np.array([1, 2])).tolist()


def test_nan_and_inf_are_settings_never_but_data_may_hold_them():
    assert np.isnan(conv2d(ONE * np.nan, FILTER)).all() and np.isinf(pool2d(ONE * np.inf, 2)).all()


def test_a_sentence_shows_the_beginning_of_something_long():
    assert shown("a" * 100) == "'" + "a" * 56 + "..." and shown(np.ones((2, 3))) == "an array of shape (2, 3)"
