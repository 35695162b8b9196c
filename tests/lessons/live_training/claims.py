"""What is true of a live training, of made-up moments: its sentences must tell just those."""

from __future__ import annotations

import random
from functools import cache
from math import exp

import numpy as np

from cnnlib.network.network import initial_parameters
from pages.training.live_training.trainings import Moment, network
from tests.lessons.claims import Shown, always

SAMPLES, HELD_OUT = 1438, 359


def steps_of(batch: int) -> int:
    return len(range(0, SAMPLES, batch))


@cache
def records(settings) -> dict:
    """Moments made up by chance, as many as have come by now; of a pair only short ones."""
    chance = random.Random(repr(settings))
    if settings.part != "pair":  # the confusions of a moment take their time
        count = chance.choice((0, 1, 4) if settings.part == "train" else (0, 0, 0, 0, 1, 2))
        return {"train": tuple(_moment(settings.network, n, chance) for n in range(count))}
    if settings.epochs * (steps_of(settings.B) + steps_of(settings.B2)) < 400:
        both = [(name, _of_pair(n, chance))
                for name, batch in (("one", settings.B), ("other", settings.B2))
                for n in range(1 + settings.epochs * (steps_of(batch) + 1))]  # fmt: skip
        return {"pair": tuple(both[: len(both) - chance.choice((0, 0, 0, 1))])}
    return {}


def _moment(name: str, n: int, chance: random.Random) -> Moment:
    rng = np.random.default_rng(chance.randrange(10**6))
    params = {key: w.astype(np.float32) for key, w in initial_parameters(network(name), rng).items()}
    loss = float("nan") if not n or chance.random() < 0.1 else chance.random()
    slope = rng.normal(size=next(iter(params.values())).shape) * chance.choice((0.1, 1, 3))
    return Moment(n, n / 9, loss, chance.random(), chance.random(), params, slope.astype(np.float32), {})


def _of_pair(n: int, chance: random.Random) -> Moment:
    about = chance.choice((0.1, 0.8, 0.82, 0.95))
    return Moment(n, n / 9, chance.random(), 0.5, about)


def moments(s: Shown) -> tuple[Moment, ...]:
    return records(s.settings).get("train", ())


def first_layer(moment: Moment) -> np.ndarray:
    return next(iter(moment.params.values()))


def length(values: np.ndarray) -> float:
    return float(np.sqrt((values.astype(float) ** 2).sum()))


def slopes(s: Shown) -> tuple[float, float]:
    return length(moments(s)[0].gradient), length(moments(s)[-1].gradient)


def near(*pairs: tuple[float, float]) -> bool:
    return all(abs(a - b) <= 1e-5 * abs(b) for a, b in pairs)


def ends(s: Shown) -> tuple[float, float]:
    """Accuracies in per cent of the run with fewer updates and of the other, when both are done."""
    pair = records(s.settings)["pair"]
    assert len(pair) == sum(1 + s.epochs * (steps_of(batch) + 1) for batch in (s.B, s.B2))
    last = {name: 100 * moment.held_out for name, moment in pair}
    return (last["other"], last["one"]) if s.B < s.B2 else (last["one"], last["other"])


def errors_apart(s: Shown) -> float:
    """Standard errors that the two accuracies lie apart."""
    few, many = (each / 100 for each in ends(s))
    return abs(few - many) / max(np.sqrt((few * (1 - few) + many * (1 - many)) / HELD_OUT), 1e-12)


CLAIMS = {
    "untrained": lambda s: len(moments(s)) == 1 and s.accuracy == 100 * moments(s)[0].held_out,
    "accuracy": lambda s: (s.accuracy_first, s.accuracy) == tuple(100 * moments(s)[n].held_out for n in (0, -1)),
    "diverged": lambda s: any(moment.loss != moment.loss for moment in moments(s)[1:]),
    "changed": lambda s: near(
        (
            s.changed,
            100 * length(first_layer(moments(s)[-1]) - first_layer(moments(s)[0])) / length(first_layer(moments(s)[0])),
        )
    ),
    "gradient_shrank": lambda s: (
        near((s.slope_first, slopes(s)[0]), (s.slope_now, slopes(s)[1])) and slopes(s)[1] < slopes(s)[0]
    ),
    "gradient_grew": lambda s: slopes(s)[1] > slopes(s)[0],
    "line": always,
    "dots": always,
    "beside": always,
    "go_back": lambda s: len(moments(s)) == s.kept > 1,
    "same_again": always,
    "can_fail": always,
    "rows": always,
    "surely_wrong": lambda s: len(s.picture.scene.facts["misread"]) > 0,
    "early": lambda s: s.kept > 1,
    "as_data": always,
    "eight": always,
    "fill": always,
    "pair_updates": lambda s: s.updates == s.epochs * steps_of(s.B) != s.epochs * steps_of(s.B2) == s.other_updates,
    "pair_same": lambda s: s.B == s.B2,
    "pair_pending": lambda s: s.B != s.B2,
    "pair_slower": lambda s: ends(s) == (s.few, s.many) and s.few < s.many and errors_apart(s) > 2,
    "pair_faster": lambda s: ends(s) == (s.few, s.many) and s.few > s.many and errors_apart(s) > 2,
    "pair_alike": lambda s: ends(s) == (s.few, s.many) and errors_apart(s) <= 2,
    "pair_failed": lambda s: min(ends(s)) < 20,
    "pair_same_net": lambda s: (
        s.parameters == {"small": 2050, "two": None, "dense": 65 * 32 + 33 * 10}[s.network] or s.network == "two"
    ),
}

PHRASES = {
    "学得慢|has learned less": lambda s: min(ends(s)) >= 20 and ends(s)[0] < ends(s)[1],
    "随机的权重|random weights": lambda s: False,  # some are biases, which begin at 0
}


def softmax_of(scores: np.ndarray) -> list[float]:
    return [exp(each) / sum(map(exp, scores)) for each in scores]


RIGHT = {
    "updates": lambda N, B, E: E * len(range(0, N, B)),
    "misread": {  # rows are the true digits: in the one of 4, the column of 9
        "right": lambda **_: True,
        "confusion_transposed": lambda **_: False,
        "confusion_diagonal": lambda **_: 4 == 9,
    },
    "scribble": {
        "right": lambda **_: np.isclose(sum(softmax_of(np.zeros(10))), 1),
        "softmax_can_refuse": lambda **_: max(softmax_of(np.zeros(10))) < 0.05,
        "drawing_trains": lambda **_: False,  # its weights are those of the moment, whatever is drawn
    },
    "pair": {
        "right": lambda **_: len(range(0, 1438, 128)) < len(range(0, 1438, 16)),
        "bigger_is_better": lambda **_: False,
        "batch_changes_model": lambda **_: False,
        "small_cannot_converge": lambda **_: False,
    },
}
