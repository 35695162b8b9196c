"""Each mistake yields the number it should, and not the right one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib.formulas.counts import conv_macs, conv_parameters
from cnnlib.formulas.mistakes import COUNTS, MISTAKES, SIZE, SIZES_BESIDE, TRAINING
from cnnlib.formulas.sizes import output_size
from cnnlib.training.schedule import updates

# W=10, F=3, P=1, S=2, D=6, K=4, d=2, g=2: the field is 5, the size floor((10 - 5 + 2)/2) + 1 = 4.
NOW = {"W": 10, "F": 3, "P": 1, "S": 2, "D": 6, "K": 4, "d": 2, "g": 2, "N": 100, "B": 30, "E": 3}
NOW |= {"n": 4, "f": 2, "s": 3}
YIELDS = {
    "size_no_brackets": 10 - 5 + 2 // 2 + 1,
    "size_one_forgotten": 3,
    "size_one_inside": (10 - 5 + 2 + 1) // 2,
    "size_ceil_for_floor": 4 + 1,
    "size_floor_for_ceil": 3 + 1,
    "size_already_padded": 5 // 2 + 1,
    "size_padding_once": (10 - 5 + 1) // 2 + 1,
    "size_stride_on_padding": 5 // 2 + 2 + 1,
    "size_stride_ignored": 10 - 5 + 2 + 1,
    "size_dilation_ignored": (10 - 3 + 2) // 2 + 1,
    "padding_total_per_side": 3 - 1,
    "padding_one_forgotten": 4 // 2,
    "padding_of_three": 1,
    "stack_first_only": 7 // 2 + 1,
    "stack_one_forgotten": (3 - 2) // 3,
    "stack_strides_only": 10 // 6,
    "parameters_filter_2d": 4 * (9 + 1),
    "parameters_no_bias": 4 * 9 * 3,
    "parameters_bias_per_product": 4 * (27 + 27),
    "parameters_bias_per_position": 4 * (27 + 4 * 4),
    "parameters_grow_with_picture": 4 * (10 * 10 * 3 + 1),
    "parameters_per_position": 4 * (27 + 1) * 4 * 4,
    "parameters_shrink_with_stride": 4 * (27 // 2 + 1),
    "parameters_groups_ignored": 4 * (9 * 6 + 1),
    "parameters_dilated_field": 4 * (5 * 5 * 3 + 1),
    "parameters_one_filter": 27 + 1,
    "parameters_one_by_one": 4 * (6 + 1),
    "parameters_times_places": 4 * (9 * 6 + 1) * 9,
    "parameters_pooling_has_weights": 6 * (9 + 1),
    "parameters_times_batch": 4 * (27 + 1) * 30,
    "depth_times_filters": 24,
    "depth_of_input": 6,
    "depth_pooled": 2,
    "depth_mixed_by_pooling": 1,
    "depth_times_window": 6 * 9,
    "filled_weights_once": 4 * 9 * 6,
    "filled_all_cells": 16 * 4 * 10 * 10 * 6,
    "products_filter_2d": 9,
    "products_of_all_filters": 4 * 9 * 6,
    "products_one_a_channel": 6,
    "macs_as_parameters": 4 * 27,
    "macs_as_flops": 2 * 16 * 4 * 27,
    "macs_groups_ignored": 16 * 4 * 54,
    "macs_filter_2d": 16 * 4 * 9,
    "macs_per_input_cell": 100 * 4 * 27,
    "field_own_filter": 3,
    "field_filters_added": 12,
    "field_multiplied": 81,
    "updates_iteration_is_epoch": 3,
    "updates_batch_ignored": 300,
    "updates_one_always_added": (3 + 1) * 3,
    "updates_last_batch_lost": 3 * 3,
    "updates_last_batch_kept": 4 * 3,
    "updates_ceil_over_all": 10,
    "updates_floor_over_all": 10,
    "updates_of_one_epoch": 4,
}


def right(name: str, W, F, P, S, D, K, d, g, N, B, E, n, f, s) -> int:
    """The answer that the mistake misses."""
    if name == "size_floor_for_ceil":
        return output_size(W, F, P, S, dilation=d, rounding="ceil")
    size = output_size(W, F, P, S, dilation=d)
    first = output_size(W, F, 0, S)
    if "pool" in name or name == "depth_times_window":
        return 0 if name.startswith("parameters") else D
    return {
        "size": size,
        "parameters": conv_parameters(K, F, D, g),
        "depth": K,
        "macs": conv_macs(size, size, K, F, D, g),
        "field": n * (F - 1) + 1,
        "updates": updates(N, B, E, drop_last=name in ("updates_last_batch_kept", "updates_floor_over_all")),
        "padding": (F - 1) // 2,
        "stack": output_size(first, f, 0, s),
        "filled": conv_macs(size, size, K, F, D),
        "products": F * F * D,
    }[name.split("_")[0]]


@pytest.mark.parametrize("name", MISTAKES)
def test_each_yields_its_number_whatever_else_is_given(name):
    assert MISTAKES[name](**NOW, colour="blue") == YIELDS[name]


def test_all_are_listed():
    assert set(MISTAKES) == set(YIELDS) == set(SIZE) | set(SIZES_BESIDE) | set(COUNTS) | set(TRAINING)


def draws(seed: int, count: int = 200):
    """Settings of which the sizes are possible."""
    rng = np.random.default_rng(seed)
    for _ in range(count):
        W, P, g = int(rng.integers(12, 40)), int(rng.integers(0, 4)), int(rng.integers(1, 4))
        F, S, d, B = (int(rng.integers(1, top)) for top in (5, 5, 4, 60))
        D, K = (g * int(rng.integers(1, 5)) for _ in range(2))
        N, E, n = (int(rng.integers(1, top)) for top in (200, 6, 5))
        f, s = int(rng.integers(1, 4)), int(rng.integers(1, 4))
        letters = {"W": W, "F": F, "P": P, "S": S, "D": D, "K": K, "d": d, "g": g, "N": N, "B": B, "E": E, "n": n}
        yield letters | {"f": f, "s": s}


@pytest.mark.parametrize("name", MISTAKES)
@settings(max_examples=5)
@given(seed=st.integers(0, 2**16))
def test_each_differs_from_the_truth_somewhere_and_is_a_number_everywhere(name, seed):
    wrong = [(MISTAKES[name](**now), right(name, **now)) for now in draws(seed)]
    assert all(isinstance(value, int) for value, _ in wrong)
    assert any(value != truth for value, truth in wrong)


@pytest.mark.parametrize(
    "family", ["size", "parameters", "depth", "macs", "field", "updates", "padding", "stack", "filled", "products"]
)
def test_no_two_of_a_family_are_the_same_formula(family):
    names = [name for name in MISTAKES if name.startswith(family)]
    columns = {tuple(MISTAKES[name](**now) for now in draws(1)) for name in names}
    assert len(columns) == len(names)


@pytest.mark.parametrize("name", MISTAKES)
def test_there_is_one_group_and_no_dilation_unless_said(name):
    plain = {setting: value for setting, value in NOW.items() if setting not in "dg"}
    assert MISTAKES[name](**plain) == MISTAKES[name](**plain, d=1, g=1)


def test_forgotten_brackets_divide_the_padding_alone():
    assert MISTAKES["size_no_brackets"](W=10, F=3, P=3, S=2) == 10 - 3 + 6 // 2 + 1
