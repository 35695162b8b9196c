"""What is true of a live training: the sentences of "what you see" of each part, the most important first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cnnlib.formulas.counts import differ_by_more_than_chance
from pages.frame.text.claims import true_of

GUESSED = 20  # per cent: below that a network of ten classes has hardly learned


def of_training(n: Mapping[str, Any]) -> tuple[str, ...]:
    """From what the training has given so far."""
    trained, diverged = n["trained"] and n["kept"] > 1, n["diverged"]
    return true_of(
        untrained=n["kept"] == 1,
        diverged=diverged,
        accuracy=trained,
        changed=trained and not diverged,
        gradient_shrank=trained and n["slope_now"] < n["slope_first"],
        gradient_grew=trained and n["slope_now"] > n["slope_first"],
        line=True,
        dots=True,
        beside=True,
        go_back=n["kept"] > 1,
        same_again=True,
        can_fail=not diverged,
    )


def of_mistakes(n: Mapping[str, Any], misread: Sequence[str]) -> tuple[str, ...]:
    return true_of(rows=True, surely_wrong=misread, early=n["kept"] > 1)


def of_drawing() -> tuple[str, ...]:
    return true_of(as_data=True, eight=True, fill=True)


def of_pair(n: Mapping[str, Any]) -> tuple[str, ...]:
    """A verdict only where both are done, have learned, and differ by more than chance."""
    few, many, same = n["few"], n["many"], n["B"] == n["B2"]
    judged = n["both_done"] and not same
    failed = judged and min(few, many) < GUESSED
    apart = judged and not failed and differ_by_more_than_chance(few / 100, many / 100, n["held_out_samples"])
    return true_of(
        pair_same=same,
        pair_pending=not same and not judged,
        pair_failed=failed,
        pair_slower=apart and few < many,
        pair_faster=apart and few > many,
        pair_alike=judged and not failed and not apart,
        pair_updates=n["updates"] != n["other_updates"],
        pair_same_net=True,
    )
