"""What is true of the pictures of the batch size: the sentences of "what you see", the most important first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pages.frame.text.claims import true_of
from pages.training.batch_size import direction, trainings


def of_picture(part: str, names: Mapping[str, Any]) -> tuple[str, ...]:
    """Those that hold in this part; of what is measured or trained, once it is."""
    return {"memory": _memory, "direction": _direction, "runs": _runs}[part](names)


def _memory(n: Mapping[str, Any]) -> tuple[str, ...]:
    more = n["growing"] > n["fixed"]
    return true_of(
        mostly_activations=more, mostly_fixed=not more, fits=True, lower_bound=True, as_formula=True, letters=True
    )


def _direction(n: Mapping[str, Any]) -> tuple[str, ...]:
    measured, sizes = n["measured"], direction.sizes()
    return true_of(
        measuring=measured < len(sizes),
        one_sample=measured,
        larger_closer=measured == len(sizes) and n["closer"],
        four_times=measured > sizes.index(256),
        doubling=measured > sizes.index(512),
        law=True,
    )


def _runs(n: Mapping[str, Any]) -> tuple[str, ...]:
    known, everything = n["known"], trainings.sizes()[-1]
    at_epochs = known >= {("epochs", everything), ("epochs", 16)}
    return true_of(
        training=("too_high", 1) not in known,
        fewer_updates=True,
        full_learns_less=at_epochs and n["full_epochs"] < n["sixteen"],
        full_learns_more=at_epochs and n["full_epochs"] >= n["sixteen"],
        rate_decides=known >= {("fitting", 1), ("too_high", 1)} and n["too_high"] < n["fitting"],
        equal_updates=known >= {("updates", everything), ("updates", 1)},
        small_is_slow=known >= {("epochs", 1), ("epochs", 64)} and n["time_64"] < n["time_single"],
        try_rate=True,
    )
