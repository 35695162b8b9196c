"""The wrong formulas that are seen in the wild, each by name: so a wrong answer can say which mistake it is.

Each takes the settings of the right formula by their letters (W F P S, D K, d g, N B E; those it does not know are
ignored) and returns the number that the mistake yields. The first word of a name says what was asked for: `size`,
`parameters`, `depth`, `macs`, `field`, `updates`, `padding`, `stack`, `filled`, `products`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from typing import Any

from cnnlib.checks import whole_number
from cnnlib.errors import InvalidSetting
from cnnlib.formulas.counts import conv_macs, conv_parameters, conv_weights, filter_weights
from cnnlib.formulas.sizes import field_size


def _moves(W: int, F: int, P: int, S: int, d: int = 1) -> int:
    """How many times the window moves on."""
    return (W - field_size(F, d) + 2 * P) // S


def _positions(W: int, F: int, P: int, S: int, d: int = 1) -> int:
    """How many output cells a map has."""
    return (_moves(W, F, P, S, d) + 1) ** 2


SIZE: dict[str, Callable[..., int]] = {  # right: floor((W - F + 2P)/S) + 1, F the field d(F-1)+1
    "size_no_brackets": lambda W, F, P, S, d=1, **_: W - field_size(F, d) + 2 * P // S + 1,
    "size_one_forgotten": lambda W, F, P, S, d=1, **_: _moves(W, F, P, S, d),
    "size_one_inside": lambda W, F, P, S, d=1, **_: (W - field_size(F, d) + 2 * P + 1) // S,
    "size_ceil_for_floor": lambda W, F, P, S, d=1, **_: -(-(W - field_size(F, d) + 2 * P) // S) + 1,
    "size_floor_for_ceil": lambda W, F, P, S, d=1, **_: _moves(W, F, P, S, d) + 1,  # where ceil is right
    "size_already_padded": lambda W, F, S, d=1, **_: _moves(W, F, 0, S, d) + 1,
    "size_padding_once": lambda W, F, P, S, d=1, **_: (W - field_size(F, d) + P) // S + 1,
    "size_stride_on_padding": lambda W, F, P, S, d=1, **_: _moves(W, F, 0, S, d) + 2 * P + 1,
    "size_stride_ignored": lambda W, F, P, d=1, **_: _moves(W, F, P, 1, d) + 1,
    "size_dilation_ignored": lambda W, F, P, S, **_: _moves(W, F, P, S) + 1,
}

SIZES_BESIDE: dict[str, Callable[..., int]] = {
    # right, of the padding with which stride 1 keeps the size: (F - 1)/2
    "padding_total_per_side": lambda F, **_: F - 1,
    "padding_one_forgotten": lambda F, **_: (F + 1) // 2,
    "padding_of_three": lambda **_: 1,  # what is right for F = 3
    # right, of a filter F with stride S and then a window f with stride s, unpadded: the size of the size
    "stack_first_only": lambda W, F, S, **_: _moves(W, F, 0, S) + 1,
    "stack_one_forgotten": lambda W, F, S, f, s, **_: _moves(_moves(W, F, 0, S), f, 0, s),
    "stack_strides_only": lambda W, S, s, **_: W // (S * s),
}

COUNTS: dict[str, Callable[..., int]] = {
    # right: K(F·F·D/g + 1), a pooling layer 0
    "parameters_filter_2d": lambda F, K, **_: conv_parameters(K, F, 1),
    "parameters_no_bias": lambda F, D, K, g=1, **_: conv_weights(K, F, D, g),
    "parameters_bias_per_product": lambda F, D, K, g=1, **_: 2 * conv_weights(K, F, D, g),
    "parameters_bias_per_position": lambda W, F, P, S, D, K, g=1, d=1, **_: (
        conv_weights(K, F, D, g) + K * _positions(W, F, P, S, d)
    ),
    "parameters_grow_with_picture": lambda W, D, K, g=1, **_: conv_parameters(K, W, D, g),
    "parameters_per_position": lambda W, F, P, S, D, K, g=1, d=1, **_: (
        conv_parameters(K, F, D, g) * _positions(W, F, P, S, d)
    ),
    "parameters_shrink_with_stride": lambda F, D, K, S, g=1, **_: K * (filter_weights(F, D, g) // S + 1),
    "parameters_groups_ignored": lambda F, D, K, **_: conv_parameters(K, F, D),
    "parameters_dilated_field": lambda F, D, K, g=1, d=1, **_: conv_parameters(K, field_size(F, d), D, g),
    "parameters_one_filter": lambda F, D, g=1, **_: conv_parameters(1, F, D, g),
    "parameters_one_by_one": lambda D, K, **_: conv_parameters(K, 1, D),  # "FC is a 1x1 conv", on a volume of F x F
    "parameters_times_places": lambda F, D, K, **_: conv_parameters(K, F, D) * F * F,
    "parameters_pooling_has_weights": lambda F, D, **_: conv_parameters(D, F, 1),
    "parameters_times_batch": lambda F, D, K, B, g=1, **_: conv_parameters(K, F, D, g) * B,
    # right: K, after pooling D
    "depth_times_filters": lambda D, K, **_: D * K,
    "depth_of_input": lambda D, **_: D,
    "depth_pooled": lambda D, F, **_: max(D // F, 1),
    "depth_mixed_by_pooling": lambda **_: 1,
    "depth_times_window": lambda D, F, **_: D * F * F,
    # right: outputs · outputs · K · F · F · D/g
    "macs_as_parameters": lambda F, D, K, g=1, **_: conv_weights(K, F, D, g),  # "sharing saves multiply-adds"
    "macs_as_flops": lambda W, F, P, S, D, K, g=1, d=1, **_: 2 * _macs(W, F, P, S, D, K, g, d),
    "macs_groups_ignored": lambda W, F, P, S, D, K, d=1, **_: _macs(W, F, P, S, D, K, 1, d),
    "macs_filter_2d": lambda W, F, P, S, K, d=1, **_: _macs(W, F, P, S, 1, K, 1, d),
    "macs_per_input_cell": lambda W, F, D, K, g=1, **_: conv_macs(W, W, K, F, D, g),
    # right, of a convolution without padding written as a matrix: as many cells as multiply-adds
    "filled_weights_once": lambda F, D, K, **_: conv_weights(K, F, D),
    "filled_all_cells": lambda W, F, P, S, D, K, d=1, **_: _positions(W, F, P, S, d) * K * W * W * D,
    # right, of one output number: F · F · D
    "products_filter_2d": lambda F, **_: F * F,
    "products_of_all_filters": lambda F, D, K, **_: conv_weights(K, F, D),
    "products_one_a_channel": lambda D, **_: D,
    # right, for n layers of F x F and stride 1: n(F - 1) + 1 pixels of the image
    "field_own_filter": lambda F, **_: F,
    "field_filters_added": lambda F, n, **_: n * F,
    "field_multiplied": lambda F, n, **_: F**n,
}


def _macs(W: int, F: int, P: int, S: int, D: int, K: int, g: int, d: int) -> int:
    """The multiply-adds of a convolution, from its settings."""
    return _positions(W, F, P, S, d) * conv_weights(K, F, D, g)


TRAINING: dict[str, Callable[..., int]] = {
    # right: E · ceil(N/B), or E · floor(N/B) when the last batch is dropped
    "updates_iteration_is_epoch": lambda E, **_: E,
    "updates_batch_ignored": lambda N, E, **_: N * E,
    "updates_one_always_added": lambda N, B, E, **_: (N // B + 1) * E,
    "updates_last_batch_lost": lambda N, B, E, **_: N // B * E,
    "updates_last_batch_kept": lambda N, B, E, **_: -(-N // B) * E,  # where it is dropped
    "updates_ceil_over_all": lambda N, B, E, **_: -(-N * E // B),
    "updates_floor_over_all": lambda N, B, E, **_: N * E // B,  # where it is dropped
    "updates_of_one_epoch": lambda N, B, **_: -(-N // B),
}


def _of_whole_numbers(name: str, formula: Callable[..., int]) -> Callable[..., int]:
    """The formula, which refuses (InvalidSetting) what is no whole number of at least 1, of P at least 0."""
    letters = [p for p in signature(formula).parameters.values() if p.kind is not Parameter.VAR_KEYWORD]

    @wraps(formula)
    def checked(**settings: Any) -> int:
        if missing := [p.name for p in letters if p.default is Parameter.empty and p.name not in settings]:
            raise InvalidSetting("mistake-letters", f"{name} needs {', '.join(missing)} too", missing=missing)
        given = [p.name for p in letters if p.name in settings]
        return formula(**{letter: whole_number(letter, settings[letter], int(letter != "P")) for letter in given})

    return checked


MISTAKES: dict[str, Callable[..., int]] = {
    name: _of_whole_numbers(name, formula) for name, formula in (SIZE | SIZES_BESIDE | COUNTS | TRAINING).items()
}
