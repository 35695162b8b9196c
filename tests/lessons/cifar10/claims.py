"""What is true of the living network, off the numbers on its stage and the record of its training."""

from __future__ import annotations

from math import exp

import numpy as np

from pages.network.cifar10.forward_pass import photograph_pass, trained, with_edits
from pages.network.cifar10.one_map import ACTIONS
from tests.lessons.claims import Shown, always

CLASSES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")


def kind(s: Shown) -> str:
    return s.picture.scene.facts["kind"]


def relu_volumes(s: Shown) -> list[np.ndarray]:
    """The grids of the RELU layers on the stage."""
    layers = s.picture.scene.facts["layers"]
    wanted = {f"volume.{i}" for i, layer in enumerate(layers) if layer["kind"] == "relu"}
    return [grid.values for grid in s.picture.scene.grids if grid.id in wanted]


def halved(s: Shown) -> bool:
    layers = s.picture.scene.facts["layers"]
    pairs = [(a, b) for a, b in zip(layers, layers[1:], strict=False) if b["kind"] == "pool"]
    return all(b["side"] * 2 == a["side"] and b["maps"] == a["maps"] for a, b in pairs) and len(pairs) == 3


def scores(s: Shown) -> list[float]:
    return s.picture.scene.arrays["scores"].tolist()


def says(s: Shown, k: int) -> str:
    return s.picture.scene.facts["classes"][k]


def chance(s: Shown) -> float:
    """Of the winner, in per cent."""
    return 100 * exp(max(scores(s))) / sum(map(exp, scores(s)))


def softmaxed(s: Shown) -> list[float]:
    return [exp(score) / sum(map(exp, scores(s))) for score in scores(s)]


def names_the_cat(s: Shown) -> bool:
    """Whether one of the two photographs of a cat is shown, and the network says so."""
    return s.input in ("cat", "cat_face") and CLASSES[int(np.argmax(scores(s)))] == "cat"


def answers_of_the_cat() -> tuple[str, str]:
    """As it was trained, and with the one weight of the example set to 0."""
    shown = photograph_pass("cat")
    x = shown.volumes[0]
    other = trained().network.forward(with_edits(ACTIONS["one_weight"]["w"]), x)[0]
    return CLASSES[int(shown.scores.argmax())], CLASSES[int(other.argmax())]


def right_of(k: int) -> tuple[int, int]:
    row = trained().confusion[k]
    return int(row[k]), int(sum(row))


def most_of(row: np.ndarray, but: int) -> int:
    """The column of the largest number, this one left out."""
    return max((k for k in range(len(row)) if k != but), key=lambda k: row[k])


CLAIMS = {
    "answer": lambda s: (
        says(s, int(np.argmax(scores(s)))) == s.picture.names["winner"] and abs(chance(s) - s.chance) < 1e-6
    ),
    "right": lambda s: names_the_cat(s) and abs(chance(s) - s.chance) < 1e-6,
    "wrong": lambda s: s.input in ("cat", "cat_face") and not names_the_cat(s),
    "unsure": lambda s: (
        not names_the_cat(s) and chance(s) < 50 and abs(100 * softmaxed(s)[3] - s.true_chance) < 1e-6 < chance(s)
    ),
    "saw": lambda s: s.input == "cat" and s.face_pixels == sum(44 <= x < 44 + 192 for x in range(0, 256, 8)),
    "each_map": always,
    "smaller": halved,
    "colours": lambda s: len(relu_volumes(s)) == 5 and min(v.min() for v in relu_volumes(s)) >= 0,
    "scales": always,
    "look_closer": always,
    "own_picture": always,
    "edited": lambda s: len(s.w) > 0 and abs(chance(s) - s.chance) < 1e-6,
    "sums": lambda s: kind(s) in ("conv", "fc"),
    "activation": lambda s: kind(s) == "conv" and s.picture.scene.facts["acts"],
    "class_score": lambda s: kind(s) == "fc" and not s.picture.scene.facts["acts"],
    "largest": lambda s: kind(s) == "pool" and all(grid.id != "filter" for grid in s.picture.scene.grids),
    "change_weight": lambda s: any(grid.id == "filter" for grid in s.picture.scene.grids),
    "fc_as_conv": lambda s: kind(s) == "fc",
    "one_weight": lambda s: answers_of_the_cat()[0] == "frog" != answers_of_the_cat()[1],
    "not_better": lambda s: s.trained_on == 50_000,
    "scores_mean_nothing": lambda s: abs(sum(scores(s)) - s.score_sum) < 1e-6 and f"{s.score_sum:.2f}" != "1.00",
    "softmax": lambda s: abs(s.picture.scene.arrays["chances"].sum() - 1) < 1e-9,
    "same_order": lambda s: np.argmax(scores(s)) == s.picture.scene.arrays["chances"].argmax(),
    "must_choose": always,
    "diagonal": always,
    "hardest": lambda s: (s.worst_right, s.worst_of) == min(right_of(k) for k in range(10)),
    "photographs": lambda s: (s.photos, s.photos_right, s.photos_wrong) == (7, 1, 1),
    "low_resolution": always,
    "recount": lambda s: sum(right_of(k)[0] for k in range(10)) == s.right == trained().record["right"],
    "learned_or_chosen": always,
    "fill_in": lambda s: not s.checked,
    "look_at_sizes": lambda s: not s.checked,
    "have_both": lambda s: s.checked == 1,
    "pool_and_relu": lambda s: s.checked == 1,
    "lenet": lambda s: s.checked == 1 and (s.s2, s.s4) == (6 * 2, 16 * 2),
    "last_is_a_row": lambda s: [layer["maps"] for layer in s.picture.scene.facts["layers"]].count(False) == 1,
    "alexnet_rows": lambda s: s.checked == 1 and s.r1_size == 4096,
}

PHRASES = {
    "权重、乘积|weights, products": lambda s: kind(s) in ("conv", "fc"),
    "LeNet": lambda s: s.part != "table" or s.checked == 1,
}

RIGHT = {
    "scores": {
        "right": lambda most, least: least < 0 < most,
        "scores_are_probabilities": lambda most, least: 0 <= least <= most <= 1,
        "softmax_changes_winner": lambda most, least: exp(most) < exp(least),
        "softmax_can_refuse": lambda most, least: exp(most) / (exp(most) + exp(least)) == 0,
    },
    "pooled": {
        "right": lambda before, after, F, S, **_: len(range(0, before - F + 1, S)) == after,
        "depth_mixed_by_pooling": lambda **_: False,
        "depth_pooled": lambda maps, fewer, **_: maps == fewer,
        "parameters_pooling_has_weights": lambda **_: False,
    },
    "pixel": lambda F, D, **_: sum(1 for _ in range(D) for _ in range(F) for _ in range(F)),
    "count": lambda F, D, K, **_: K * (F * F * D + 1),
    "row": {  # of the record's own table, in which the case described is so
        "right": lambda **_: most_of(trained().confusion[3], 3) == 5,
        "confusion_transposed": lambda **_: False,  # that is said by the row of the dog
        "confusion_always": lambda **_: trained().confusion[3][3] == 0,
    },
    "learned": {
        "right": lambda **_: {name[-1] for name in trained().params} == set("wb"),
        "learned_hyper": lambda **_: any(name[-1] in "KS" for name in trained().params),
        "learned_activations": lambda **_: False,  # computed anew for each picture
        "parameters_pooling_has_weights": lambda **_: any(name[0] == "P" for name in trained().params),
    },
}
