"""The wrong formulas that are seen in the wild, each by name: so a wrong answer can say which mistake it is.

Each takes the settings of the right formula (W, F, P, S, D, K, g, d; N, B, E; others are ignored) and returns the
number that the mistake yields. Named after what is done wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np


def _out(W: int, F: int, P: int, S: int, d: int = 1) -> int:
    return (W - d * (F - 1) - 1 + 2 * P) // S + 1


MISTAKES: dict[str, Callable[..., int]] = {
    # How large the output is: the right answer is floor((W - F + 2P)/S) + 1.
    "size_no_brackets": lambda W, F, P, S, **_: W - F + 2 * P // S + 1,
    "size_one_forgotten": lambda W, F, P, S, **_: (W - F + 2 * P) // S,
    "size_one_inside": lambda W, F, P, S, **_: (W - F + 2 * P + 1) // S,
    "size_ceil_for_floor": lambda W, F, P, S, **_: -(-(W - F + 2 * P) // S) + 1,
    "size_already_padded": lambda W, F, S, **_: (W - F) // S + 1,
    "size_padding_once": lambda W, F, P, S, **_: (W - F + P) // S + 1,
    "size_stride_on_padding": lambda W, F, P, S, **_: (W - F) // S + 2 * P + 1,
    "size_stride_ignored": lambda W, F, P, **_: W - F + 2 * P + 1,
    # How many parameters: the right answer is K(F·F·D/g + 1).
    "parameters_filter_2d": lambda F, K, **_: K * (F * F + 1),
    "parameters_no_bias": lambda F, D, K, g=1, **_: K * F * F * (D // g),
    "parameters_bias_per_product": lambda F, D, K, g=1, **_: K * 2 * F * F * (D // g),
    "parameters_bias_per_position": lambda W, F, P, S, D, K, g=1, d=1, **_: (
        K * (F * F * (D // g) + _out(W, F, P, S, d) ** 2)
    ),
    "parameters_grow_with_picture": lambda W, F, D, K, g=1, **_: K * (W * W * (D // g) + 1),
    "parameters_per_position": lambda W, F, P, S, D, K, g=1, d=1, **_: (
        K * (F * F * (D // g) + 1) * _out(W, F, P, S, d) ** 2
    ),
    "parameters_shrink_with_stride": lambda F, D, K, S, g=1, **_: K * (F * F * (D // g) // S + 1),
    "parameters_groups_ignored": lambda F, D, K, **_: K * (F * F * D + 1),
    "parameters_dilated_field": lambda F, D, K, g=1, d=1, **_: K * ((d * (F - 1) + 1) ** 2 * (D // g) + 1),
    "parameters_one_filter": lambda F, D, g=1, **_: F * F * (D // g) + 1,
    "parameters_pooling_has_weights": lambda F, D, **_: D * (F * F + 1),
    # How deep the output is: the right answer is K (and D after pooling).
    "depth_times_filters": lambda D, K, **_: D * K,
    "depth_of_input": lambda D, **_: D,
    "depth_pooled": lambda D, F, **_: max(D // F, 1),
    "depth_mixed_by_pooling": lambda **_: 1,
    # How many multiply-adds: the right answer is outputs · outputs · K · F · F · D/g.
    "macs_as_parameters": lambda F, D, K, g=1, **_: K * F * F * (D // g),
    "macs_as_flops": lambda W, F, P, S, D, K, g=1, d=1, **_: (
        2 * _out(W, F, P, S, d) ** 2 * K * F * F * (D // g)
    ),
    "macs_groups_ignored": lambda W, F, P, S, D, K, d=1, **_: _out(W, F, P, S, d) ** 2 * K * F * F * D,
    "macs_filter_2d": lambda W, F, P, S, K, d=1, **_: _out(W, F, P, S, d) ** 2 * K * F * F,
    "macs_per_input_cell": lambda W, F, D, K, g=1, **_: W * W * K * F * F * (D // g),
    # How many updates: the right answer is E · ceil(N/B), or E · floor(N/B) when the last batch is dropped.
    "updates_iteration_is_epoch": lambda E, **_: E,
    "updates_batch_ignored": lambda N, E, **_: N * E,
    "updates_one_always_added": lambda N, B, E, **_: (N // B + 1) * E,
    "updates_last_batch_lost": lambda N, B, E, **_: N // B * E,
    "updates_ceil_over_all": lambda N, B, E, **_: -(-N * E // B),
    "updates_of_one_epoch": lambda N, B, **_: -(-N // B),
}


def choices(
    right: int, names: Sequence[str], settings: Mapping[str, Any], rng: np.random.Generator, count: int = 4
) -> list[tuple[str | None, int]]:
    """The right answer (named None) among wrong ones, shuffled, all different and none below zero.

    Of the mistakes in `names` the earlier ones are preferred; where fewer differ, fewer choices come back.
    """
    chosen: list[tuple[str | None, int]] = [(None, right)]
    for name in names:
        value = int(MISTAKES[name](**settings))
        if value >= 0 and value not in [taken for _, taken in chosen] and len(chosen) < count:
            chosen.append((name, value))
    return [chosen[i] for i in rng.permutation(len(chosen))]


def draw_question(
    rng: np.random.Generator,
    draw_settings: Callable[[], dict[str, int]],
    right: Callable[..., int],
    names: Sequence[str],
    count: int = 4,
    tries: int = 50,
) -> tuple[dict[str, int], list[tuple[str | None, int]]]:
    """Settings drawn again until all `count` choices differ (or the best of `tries`), and the choices.

    Settings for which `right` raises ValueError are drawn again too.
    """
    best: tuple[dict[str, int], list[tuple[str | None, int]]] = ({}, [])
    for _ in range(tries):
        settings = draw_settings()
        try:
            found = choices(right(**settings), list(rng.permutation(list(names))), settings, rng, count)
        except ValueError:
            continue
        if len(found) > len(best[1]):
            best = settings, found
        if len(best[1]) == count:
            return best
    return best
