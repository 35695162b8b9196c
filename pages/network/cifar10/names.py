"""The names of the words: what the network says to the picture, the chosen map's counts, the record's figures."""

from __future__ import annotations

from typing import Any

import numpy as np

from cnnlib.formulas import counts as layer_cost
from cnnlib.network import account, zoo
from cnnlib.network.layers import Conv, Fc
from pages.frame.text.texts import Say
from pages.network.cifar10 import run as cifar_run
from pages.network.cifar10 import scores, table
from pages.network.cifar10.flow import class_names, name_of
from pages.network.cifar10.one_map import front_of
from pages.shared.symbols import symbols

ANIMALS = ("bird", "cat", "deer", "dog", "frog", "horse")


def names_of(settings: Any, say: Say) -> dict[str, Any]:
    """All that the page's sentences may say."""
    return _said(settings, say) | _map(settings, say) | _record(say) | _others(settings, say)


def _said(settings: Any, say: Say) -> dict[str, Any]:
    run, plain = cifar_run.run(settings), cifar_run.run(settings, edited=False)
    classes = class_names(say)
    return {
        "input": say(f"option_{settings.input}"),
        "winner": classes[run.winner],
        "chance": 100 * float(run.chances.max()),
        "plain_winner": classes[plain.winner],
        "plain_chance": 100 * float(plain.chances.max()),
        "score": float(run.scores.max()),
        "least_score": float(run.scores.min()),
        "score_sum": float(run.scores.sum()),
        "weights_edited": say("edited") if settings.w else "",
        "after_edits": say("after_edits", name=classes[plain.winner], chance=100 * float(plain.chances.max()))
        if settings.w
        else "",
    }


def _map(settings: Any, say: Say) -> dict[str, Any]:
    """Of the chosen map, and of the filter that made it."""
    network, i = cifar_run.trained().network, cifar_run.index_of(settings.layer)
    layer, depth = network.layers[i], network.shapes[i - 1][0]
    names = {"layer": name_of(i, say), "map": front_of(settings) + 1, "maps": network.shapes[i][0]}
    score = class_names(say)[front_of(settings)] if isinstance(layer, Fc) else ""
    names |= {
        "which": say("which_score", name=score, **names) if score else say("which_map", **names),
        "before": name_of(i - 1, say),
    }
    if not isinstance(layer, Conv | Fc):
        return names | {"made_by": say("made_by_pool", F=layer.F)}
    field = layer.F if isinstance(layer, Conv) else network.shapes[i - 1][2]
    s = symbols(F=field, D=depth)
    return names | {"made_by": say("made_by_filter", weights=layer_cost.filter_weights(s["F"], s["D"]))}


def _record(say: Say) -> dict[str, Any]:
    kept = cifar_run.trained()
    right, tested = kept.record["right"], kept.record["test_pictures"]
    counts = kept.confusion
    animals = np.array([name in ANIMALS for name in kept.classes])
    alike = counts[animals[:, None] == animals].sum() - right  # mistakes that stay among animals, or among vehicles
    worst = int(counts.diagonal().argmin())
    return {
        "accuracy": account.percent(right, tested),
        "right": right,
        "tested": tested,
        "trained_on": kept.record["training_pictures"],
        "parameters": kept.record["parameters"],
        "epochs": kept.record["epochs"],
        # the pictures were read from JPEG copies: whoever reads the accuracy should know
        "caveat": say("caveat_jpeg") if "JPEG" in kept.record["data"] else "",
        "alike": account.percent(int(alike), tested - right),
        "worst": class_names(say)[worst],
        "worst_right": int(counts[worst, worst]),
        "worst_of": int(counts[worst].sum()),
    }


def _others(settings: Any, say: Say) -> dict[str, Any]:
    """Of the shipped photographs, of AlexNet and of LeNet-5."""
    verdicts = [scores.is_right(name, cifar_run.photograph_run(name)) for name in cifar_run.PHOTOGRAPHS]
    alexnet = zoo.alexnet()
    rows = [i for i, shape in enumerate(alexnet.shapes[:-1]) if len(shape) == 1 and isinstance(alexnet.layers[i], Fc)]
    lenet = table.parameters_of(zoo.lenet5(1998), "subsample")
    names = {
        "r1": alexnet.names[rows[0]],
        "r2": alexnet.names[rows[1]],
        "r1_size": alexnet.shapes[rows[0]][0],
        "s2": lenet["S2"],
        "s4": lenet["S4"],
    }
    return names | {
        "photos": len(verdicts),
        "photos_right": verdicts.count(True),
        "photos_wrong": verdicts.count(False),
        "photos_neither": verdicts.count(None),
        # the answers are not given away before the reader has filled in the table
        "told": say("table_told", **names) if settings.checked else say("table_first"),
        "told_short": say("short_told") if settings.checked else say("short_first"),
    }
