"""What the first picture of each lesson must show at a position, reckoned by cnnlib or by hand.

Each function reads a page (playwright's, or an `Engine`) and holds it against the settings of its link.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pytest

from cnnlib.data.filters import random_filters
from cnnlib.data.images import open_square
from cnnlib.data.patterns import small_integers
from cnnlib.explain.row import conv_row, small_filters, small_row
from cnnlib.explain.sharing import small_bank
from cnnlib.explain.sparse import conv_matrix
from cnnlib.network import cost
from cnnlib.network.cifar_net import load_trained, prepare
from cnnlib.network.network import initial_parameters
from cnnlib.network.zoo import alexnet, digits_net
from cnnlib.ops.activations import softmax
from cnnlib.ops.conv import conv2d
from cnnlib.ops.pool import pool2d
from cnnlib.training.loop import train
from cnnlib.training.schedule import Schedule
from pages.frame.assets import ASSETS
from pages.layers.shared_weights.scenes import BIASES, small_image
from pages.shared.digits import training_and_held_out
from tests.lessons.alexnet.table import figures

# Map -> its numbers in the order in which they are drawn.
_MAPS = """() => {
    const maps = {};
    for (const { dataset: { map, v } } of document.querySelectorAll('.stage [data-map]'))
        if (v !== undefined && v !== '') (maps[map] ??= []).push(Number(v));
    return maps;
}"""
_TEXT = "where => document.querySelector(where)?.innerText ?? ''"
_SIZES = "() => [...document.querySelectorAll('.volume')].map(volume => volume.dataset.size)"
_VALUES = "([map, places]) => places.map(place => document.querySelector('.stage').value(map, ...place))"
GIB = 2**30


_BARS = "() => [...document.querySelectorAll('.stage [data-map=memory]')].map(bar => Number(bar.getAttribute('width')))"


def maps(page) -> dict[str, list[float]]:
    """The numbers of every map that is drawn as cells or bars."""
    return page.evaluate(_MAPS)


def text(page, where: str) -> str:
    """What is written there; where lines end is each browser's own affair."""
    return " ".join(page.evaluate(_TEXT, where).split())


def numbers(page, where: str) -> list[float]:
    """The numbers in a text; those of names (C1) are none."""
    found = re.findall(r"(?<![\w.])[−-]?\d[\d,]*(?:\.\d+)?", text(page, where))
    return [float(number.replace("−", "-").replace(",", "")) for number in found]


def near(values) -> object:
    return pytest.approx(np.ravel(values).tolist(), rel=1e-9, abs=1e-9)


def window(x: np.ndarray, i: int, j: int, side: int, stride: int, padding: int = 0) -> np.ndarray:
    """(depth, side, side) of x (depth, height, width) that output (i, j) looks at."""
    wide = np.pad(x, ((0, 0), (padding, padding), (padding, padding)))
    return wide[:, i * stride : i * stride + side, j * stride : j * stride + side]


def sliding_filter(page, state, index: int) -> None:
    given, shown = state.make_input(), maps(page)
    bank = state.make_bank(len(given.values), given.is_photograph)
    x, w = given.values / given.divisor, bank.cells / np.array(bank.divisors)[:, None, None, None]
    output = conv2d(x[None], w, np.array(bank.biases, float), stride=state.S, padding=state.P, dilation=state.d)[0, 0]
    i, j = divmod(index, output.shape[1])
    assert shown["input"] == near(x) and shown["filter"] == near(w)
    assert shown["output"] == near(output.ravel()[: index + 1])
    assert shown["product"] == near(window(x, i, j, state.F, state.S, state.P) * w[0])


def output_size(page, state, index: int) -> None:
    x, w, shown = small_row(state.W), small_filters(state.K, state.F), maps(page)
    output = conv_row(x, w, state.b, P=state.P, S=state.S)[0]
    seen = np.pad(x, state.P)[index * state.S :][: state.F]
    assert shown["input"] == near(x) and shown["output"] == near(output[: index + 1])
    assert shown["product"] == near(seen * w[0])


def shared_weights(page, state, index: int) -> None:
    x, bank, shown = small_image(state)[None].astype(float), small_bank(state.K, state.F).astype(float), maps(page)
    biases = np.array(BIASES[: state.K], float)
    output = conv2d(x[None], bank[:, None], biases, stride=state.S, padding=state.P)[0].reshape(state.K, -1)
    assert shown["input"] == near(x) and shown["filter"] == near(bank)
    assert shown["output"] == near(output[0, : index + 1]) and shown["column"] == near(output[:, index])


def pooling(page, state, index: int) -> None:
    x, shown = state.make_input().values.astype(float), maps(page)
    output = pool2d(x[None], state.F, stride=state.S, padding=state.P, how=state.way())[0, 0]
    i, j = divmod(index, output.shape[1])
    assert shown["input"] == near(x) and shown["output"] == near(output.ravel()[: index + 1])
    assert shown["window"] == near(window(x, i, j, state.F, state.S, state.P))


def fc_is_conv(page, state, index: int) -> None:
    rng, shown = np.random.default_rng(state.seed), maps(page)
    x = small_integers(rng, state.D, state.W, state.W)
    w = random_filters(rng, state.K, state.D, state.F)
    y = conv2d(x[None].astype(float), w.astype(float), stride=state.S, padding=state.P)[0]
    i, j = divmod(index, y.shape[2])
    assert shown["output"] == near(y)
    assert shown["output"] == near(conv_matrix(w, state.W, state.W, state.S, state.P) @ x.ravel())
    assert shown["window"] == near(window(x, i, j, state.F, state.S, state.P))


def steps_and_epochs(page, state, index: int) -> None:
    schedule, shown = Schedule(state.N, state.B, state.E, state.last == "drop"), maps(page)
    epoch, iteration = divmod(index, schedule.iterations_per_epoch + 1)  # one stop more: the shuffle
    update = epoch * schedule.iterations_per_epoch + iteration
    assert (shown["iteration"], shown["update"]) == ([iteration], [update])
    assert shown["epoch"] == [update // schedule.iterations_per_epoch]
    assert shown["dealt"] == near(schedule.order(epoch, state.seed) + 1)


def batch_size(page, state, index: int) -> None:
    parameters, stored = figures()["total"]["parameters"], cost.total(cost.summarize(alexnet())).stored
    bars = [[4 * parameters] * 3 + [4 * stored * 2**doubling] for doubling in range(13)]
    assert maps(page)["memory"] == near(bars) and maps(page)["chosen"] == [state.B]
    drawn = page.evaluate(_BARS)  # as long as they are large, as far as the scale goes
    fitting = [bytes for row in bars for bytes in row if sum(row) < 8 * GIB]
    assert len(fitting) == 4 * 11
    assert drawn[: len(fitting)] == pytest.approx([bytes * drawn[0] / fitting[0] for bytes in fitting], abs=0.6)
    gib = (3 * parameters + stored * state.B) * 4 / GIB
    assert numbers(page, ".formula")[:2] == [state.B, pytest.approx(gib, abs=0.0051)]


@cache
def run(B: int, rate: float, epochs: int, seed: int) -> tuple:
    """The records of the lesson's training, made here and by itself."""
    training, tried = training_and_held_out()
    asked = {"batch_size": B, "learning_rate": rate, "epochs": epochs, "seed": seed}
    return tuple(train(digits_net(), training, held_out=tried, **asked))


def live_training(page, state, index: int) -> None:
    records = run(state.B, state.rate, state.epochs, state.seed)
    ends = [100 * record.held_out_accuracy for record in records if record.kind == "epoch"]
    assert maps(page)["held-out"][1:] == pytest.approx(ends, rel=1e-6)
    step = int(numbers(page, ".stage .written")[0])
    first = initial_parameters(digits_net(), np.random.default_rng(state.seed))
    found = {0: first["C1.w"]} | {record.step: record.params["C1.w"] for record in records}
    filters, side = found[step].shape[::3]
    places = [(index * filters + k, i, j) for k in range(filters) for i in range(side) for j in range(side)]
    tint = float(max(np.abs(w).max() for w in found.values())) / 127  # as fine as weights are told apart
    assert page.evaluate(_VALUES, ["filters", places]) == pytest.approx(found[step].ravel().tolist(), abs=tint)


def alexnet_in_numbers(page, state, index: int) -> None:
    table = figures(variant=state.variant, groups=state.groups, size=state.size, bias=int(state.bias))
    total, sizes = table["total"], page.evaluate(_SIZES)
    assert sizes[0] == "227×227×3" and set(sizes) >= {row["output"] for row in table.values() if row["output"]}
    assert numbers(page, ".formula")[:2] == [total["parameters"], total["work"]]
    if index < 12:  # where windows of C1 stop: 11 wide, 4 apart
        _sees(page, field=11, stride=4, padding=0)


def builder(page, state, index: int) -> None:
    assert page.evaluate(_SIZES) == ["32×32×3", "32×32×12", "16×16×12", "10"]
    weights = 12 * (5 * 5 * 3 + 1) + 10 * (16 * 16 * 12 + 1)
    assert numbers(page, ".formula")[:2] == [weights, 32 * 32 * 12 * 5 * 5 * 3 + 10 * 16 * 16 * 12]
    if index < 12:
        _sees(page, field=5, stride=1, padding=2)


def _sees(page, field: int, stride: int, padding: int) -> None:
    row, column, *seen = numbers(page, ".stage .written")
    tops = [stride * (place - 1) - padding + 1 for place in (row, column)]
    assert seen == [edge for top in tops for edge in (top, top + field - 1)]


def face() -> np.ndarray:
    """The part of the cat's photograph on which its lesson opens."""
    return open_square(ASSETS / "images/cat.jpg")[:, 28:220, 44:236]


@cache
def volumes(photograph: str) -> tuple[np.ndarray, ...]:
    """What the trained network makes of a shipped photograph, layer after layer."""
    trained = load_trained(ASSETS / "weights" / "cifar10.npz")
    x = prepare(face() if photograph == "cat_face" else open_square(ASSETS / "images" / f"{photograph}.jpg"))
    return trained.network.trace(trained.params, x).volumes


def cifar10(page, state, index: int) -> None:
    found = volumes(state.input)
    assert numbers(page, ".formula")[0] == pytest.approx(100 * softmax(found[-1][0].astype(float)).max(), abs=0.0051)
    if not 0 < index < len(found) - 1:
        return
    volume = found[index][0]
    largest = float(np.percentile(np.abs(volume[volume != 0]), 98))  # where the tints end, in 127 steps
    places = [(k, i, i + 1) for k in range(0, len(volume), 7) for i in range(volume.shape[1] - 1)]
    expected = [float(np.clip(volume[place], -largest, largest)) for place in places]
    assert page.evaluate(_VALUES, [f"volume.{index}", places]) == pytest.approx(expected, abs=largest / 250)


HOLDS = {
    "alexnet": alexnet_in_numbers,
    "cifar10": cifar10,
    "builder": builder,
    "sliding-filter": sliding_filter,
    "output-size": output_size,
    "shared-weights": shared_weights,
    "pooling": pooling,
    "fc-is-conv": fc_is_conv,
    "steps-and-epochs": steps_and_epochs,
    "batch-size": batch_size,
    "live-training": live_training,
}
