"""What networks cost: the course's tables, every figure as the arithmetic of its layer."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from cnnlib.errors import InvalidSetting
from cnnlib.formulas.counts import STATE_COPIES, flops, training_bytes
from cnnlib.network.cost import (
    formulas,
    largest_batch,
    macs_of,
    neurons,
    pooling_savings,
    running_totals,
    shares,
    size_bytes,
    summarize,
    total,
    training_memory,
    weighted,
    without,
)
from cnnlib.network.network import parse
from cnnlib.network.zoo import (
    PRESETS,
    alexnet,
    alexnet_torchvision,
    cifar10_net,
    cifar10_trained,
    lenet5,
    vgg16,
    zfnet,
)

# AlexNet at 227, two towers: output, weights, biases, multiply-adds (course, A1)
GROUPED = {
    "C1": ((96, 55, 55), 96 * 11 * 11 * 3, 96, 55 * 55 * 34_848),
    "C2": ((256, 27, 27), 256 * 5 * 5 * 48, 256, 27 * 27 * 307_200),
    "C3": ((384, 13, 13), 384 * 3 * 3 * 256, 384, 13 * 13 * 884_736),
    "C4": ((384, 13, 13), 384 * 3 * 3 * 192, 384, 13 * 13 * 663_552),
    "C5": ((256, 13, 13), 256 * 3 * 3 * 192, 256, 13 * 13 * 442_368),
    "R1": ((4096,), 6 * 6 * 256 * 4096, 4096, 37_748_736),
    "R2": ((4096,), 4096 * 4096, 4096, 16_777_216),
    "R3": ((1000,), 4096 * 1000, 1000, 4_096_000),
}
UNGROUPED = GROUPED | {
    "C2": ((256, 27, 27), 614_400, 256, 447_897_600),
    "C4": ((384, 13, 13), 1_327_104, 384, 224_280_576),
    "C5": ((256, 13, 13), 884_736, 256, 149_520_384),
}


@pytest.mark.parametrize(("groups", "table"), [(2, GROUPED), (1, UNGROUPED)])
def test_alexnet_layer_by_layer(groups, table):
    rows = summarize(alexnet(groups=groups))
    found = {row.name: (row.output, row.weights, row.biases, row.macs) for row in rows if row.parameters}
    assert found == table


@pytest.mark.parametrize(
    ("settings", "weights", "biases", "macs"),
    [
        ({}, 60_954_656, 10_568, 724_406_816),
        ({"groups": 1}, 62_367_776, 10_568, 1_135_256_096),
        ({"size": 224, "padding": 2}, 60_954_656, 10_568, 724_406_816),
        ({"size": 224}, 49_420_320, 10_568, 643_026_048),
        ({"bias": False}, 60_954_656, 0, 724_406_816),
    ],
)
def test_alexnet_totals_for_every_switch(settings, weights, biases, macs):
    whole = total(summarize(alexnet(**settings)))
    assert (whole.weights, whole.biases, whole.macs) == (weights, biases, macs)
    assert whole.parameters == weights + biases and flops(whole.macs) == 2 * macs
    assert (whole.name, whole.output) == ("total", (1000,))
    assert type(whole.weights) is type(whole.macs) is int


def test_alexnet_at_224_unpadded_shrinks_its_first_fc():
    network = alexnet(size=224)
    assert [network.shapes[network.names.index(n)] for n in ("C1", "P1", "P2", "P5")] == [
        (96, 54, 54),
        (256 - 160, 26, 26),
        (256, 12, 12),
        (256, 5, 5),
    ]
    assert formulas(network, "R1")["weights"].value == 5 * 5 * 256 * 4096 == 26_214_400


def test_alexnets_parameters_and_work_are_in_different_places():
    def shares(groups):
        rows = summarize(alexnet(groups=groups))
        whole = total(rows)
        fc = sum(r.weights for r in rows if r.kind == "fc") / whole.weights
        conv = sum(r.macs for r in rows if r.kind == "conv") / whole.macs
        return round(100 * fc, 2), round(100 * conv, 2)

    assert shares(2) == (96.17, 91.91)
    assert shares(1) == (93.99, 94.84)


def test_alexnets_neurons():
    conv = 55 * 55 * 96 + 27 * 27 * 256 + 13 * 13 * (384 + 384 + 256)
    assert neurons(summarize(alexnet())) == conv + 4096 + 4096 + 1000 == 659_272


@pytest.mark.parametrize(
    ("network", "parameters", "macs"),
    [
        (vgg16(), 138_357_544, 15_470_264_320),
        (alexnet_torchvision(), 61_100_840, 714_188_480),
        (lenet5(), 61_706, 6 * 25 * 28 * 28 + 16 * 150 * 100 + 120 * 400 + 120 * 84 + 84 * 10),
        (
            lenet5(1998),
            60_000,
            6 * 25 * 28 * 28 + 6 * 14 * 14 + 60 * 25 * 100 + 16 * 25 + 120 * 400 + 120 * 84 + 84 * 10,
        ),
        (cifar10_net(), 12 * 75 + 12 + 16 * 16 * 12 * 10 + 10, 32 * 32 * 900 + 30_720),
        (
            cifar10_trained(),
            24 * 28 + 40 * 217 + 40 * 361 + 56 * 361 + 56 * 505 + 8970,
            1024 * 24 * 27 + 256 * 40 * (216 + 360) + 64 * 56 * (360 + 504) + 8960,
        ),
        (zfnet(), 14_208 + 614_656 + 885_120 + 1_327_488 + 884_992 + 37_752_832 + 16_781_312 + 4_097_000, None),
    ],
)
def test_known_totals(network, parameters, macs):
    whole = total(summarize(network))
    assert whole.parameters == parameters == sum(int(np.prod(s)) for s in network.parameter_shapes().values())
    assert macs is None or whole.macs == macs


def test_lenet5_of_1998_layer_by_layer():
    rows = {row.name: row.parameters for row in summarize(lenet5(1998)) if row.parameters}
    # The connection table has 6 x 3 + 9 x 4 + 1 x 6 = 60 connections.
    assert rows == {"C1": 156, "S2": 12, "C3": 60 * 25 + 16, "S4": 32, "C5": 48_120, "F6": 10_164}
    assert rows["C3"] == 1516


# ---- formulas


@pytest.mark.parametrize("name", PRESETS)
def test_formulas_are_the_counts(name):
    network = PRESETS[name]()
    for row in summarize(network):
        values = {key: formula.value for key, formula in formulas(network, row.name).items()}
        counts = {"weights": row.weights, "biases": row.biases, "macs": row.macs}
        assert values == {key: count for key, count in counts.items() if count}


def test_formulas_print_their_factors():
    c1 = formulas(alexnet(), "C1")["weights"]
    assert c1.latex(numbers=True) == r"96 \cdot 11 \cdot 11 \cdot 3"
    assert formulas(alexnet(groups=2), "C2")["weights"].latex() == r"K \cdot F \cdot F \cdot \frac{D}{g}"
    assert formulas(alexnet(), "R1")["weights"].latex(numbers=True) == r"4{,}096 \cdot 6 \cdot 6 \cdot 256"


# ---- bytes and memory


def test_alexnet_in_megabytes():
    nbytes = size_bytes(total(summarize(alexnet())).parameters)
    assert nbytes == 60_965_224 * 4
    assert round(nbytes / 10**6, 2) == 243.86 and round(nbytes / 2**20, 2) == 232.56
    assert [size_bytes(10, t) for t in ("float64", "float32", "float16", "int8")] == [80, 40, 20, 10]


@pytest.mark.parametrize("optimizer", STATE_COPIES)
def test_training_memory_is_its_four_parts(optimizer):
    # 8x8x1 -> CONV 2 F3 -> 6x6x2 -> RELU in place -> POOL 2 -> 3x3x2 -> FC 3
    network = parse("INPUT 8x8x1 - CONV 2 F3 - RELU - POOL 2 - DROPOUT 0.5 - FC 3")
    parameters = (2 * 9 + 2) + (18 * 3 + 3)
    stored = 64 + 72 + 18 + 3
    copies = {"sgd": 0, "momentum": 1, "adam": 2}[optimizer]
    memory = training_memory(network, batch=5, dtype="float16", optimizer=optimizer)
    assert memory.weights == memory.gradients == 2 * parameters
    assert memory.state == 2 * copies * parameters
    assert memory.activations == 2 * 5 * stored
    assert memory.total == 2 * ((2 + copies) * parameters + 5 * stored)
    assert memory.total == training_bytes(parameters, stored, 5, 2, copies)


@pytest.mark.parametrize("gib", [1, 4, 8, 24, 80])
@pytest.mark.parametrize("optimizer", STATE_COPIES)
def test_the_largest_batch_fits_and_one_more_does_not(gib, optimizer):
    network, memory = vgg16(), gib * 2**30
    batch = largest_batch(network, memory, optimizer=optimizer)
    assert batch == 0 or training_memory(network, batch, optimizer=optimizer).total <= memory
    assert training_memory(network, batch + 1, optimizer=optimizer).total > memory
    assert gib < 4 or batch > 0


def test_rows_are_fixed():
    for thing in (summarize(cifar10_net())[0], training_memory(cifar10_net())):
        with pytest.raises(FrozenInstanceError):
            thing.weights = 0


def test_memory_names_what_it_does_not_know():
    for key, settings in (("dtype", {"dtype": "int4"}), ("optimizer", {"optimizer": "lion"})):
        with pytest.raises(InvalidSetting) as caught:
            training_memory(cifar10_net(), **settings)
        assert caught.value.key == key and caught.value.repairs


def test_training_memory_is_of_one_picture_unless_said():
    network = parse("INPUT 8x8x1 - FC 10")
    assert training_memory(network) == training_memory(network, 1) != training_memory(network, 2)


def test_vgg_16_is_named_after_its_layers_with_parameters():
    assert weighted(summarize(vgg16())) == 13 + 3
    assert weighted(summarize(lenet5(1998))) == 6, "the pooling learns; the distances to the digits do not"


def test_shares_of_alexnet():
    for groups, fc, conv in ((2, 96.17, 91.91), (1, 93.99, 94.84)):
        rows = summarize(alexnet(groups=groups))
        assert round(shares(rows, "fc")[0], 2) == fc
        assert round(shares(rows, "conv")[1], 2) == conv
        assert macs_of(rows, "conv") + macs_of(rows, "fc") == sum(row.macs for row in rows)


def test_alexnet_s_three_pooling_layers():
    found = {row.name: row for row in pooling_savings(alexnet())}
    assert list(found) == ["P1", "P2", "P5"]
    assert (found["P1"].before, found["P1"].after) == (55 * 55 * 96, 27 * 27 * 96) == (290_400, 69_984)
    assert (found["P1"].next, found["P1"].macs, found["P1"].macs_unpooled) == (
        "C2",
        223_948_800,
        55 * 55 * 256 * 5 * 5 * 48,
    )
    assert (found["P2"].next, found["P2"].macs_unpooled) == ("C3", 27 * 27 * 384 * 3 * 3 * 256)
    assert (found["P5"].next, found["P5"].macs) == ("R1", 37_748_736)
    assert found["P5"].macs_unpooled == 13 * 13 * 256 * 4096


def test_a_layer_left_out_leaves_the_others_their_names():
    network = alexnet()
    left = without(network, network.names.index("P1"))
    assert left.names == tuple(name for name in network.names if name != "P1")
    assert left.shapes[left.names.index("C2")] == (256, 55, 55)


def test_running_totals_are_the_sums_so_far():
    assert running_totals([1, 2, 3]) == [1, 3, 6]
