"""What the known networks cost: the course's tables, every figure as the arithmetic of its layer."""

from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from cnnlib.errors import InvalidSetting
from cnnlib.formulas.counts import STATE_COPIES, batch_that_fits, flops, training_bytes
from cnnlib.formulas.symbols import Symbol
from cnnlib.network.cost import (
    formulas,
    largest_batch,
    neurons,
    size_bytes,
    summarize,
    total,
    training_memory,
    weighted,
)
from cnnlib.network.layers import Conv
from cnnlib.network.network import parse
from cnnlib.network.zoo import (
    PRESETS,
    alexnet,
    alexnet_torchvision,
    cifar10_net,
    cifar10_trained,
    lenet5,
    stride32_net,
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


def test_zfnet_has_the_papers_sizes():
    network = zfnet()
    sizes = [network.shapes[network.names.index(name)][1] for name in ("C1", "P1", "C2", "P2", "C3", "P5")]
    assert sizes == [110, 55, 26, 13, 13, 6]


def test_the_net_for_larger_pictures_has_five_pools_and_the_sizes_of_the_course():
    def before_fc(padded, side):
        network = stride32_net(padded).with_input(3, side, side)
        return network.shapes[network.names.index("FC1") - 1][1]

    assert stride32_net().output_shape == (10,)
    assert [layer.K for layer in stride32_net().layers if isinstance(layer, Conv)] == [4, 6, 8, 8, 8]
    assert [before_fc(True, side) for side in (224, 384)] == [7, 12]
    assert [before_fc(False, side) for side in (224, 384)] == [5, 10]


def test_the_presets_are_these():
    counts = {
        "lenet5": 61_706,
        "lenet5-1998": 60_000,
        "cifar10": 31_642,
        "convnetjs": 16 * 76 + 20 * 401 + 20 * 501 + 3210,
        "alexnet": 60_965_224,
        "alexnet-one-tower": 62_378_344,
        "alexnet-torchvision": 61_100_840,
        "zfnet": 62_357_608,
        "vgg16": 138_357_544,
    }
    assert {name: total(summarize(make())).parameters for name, make in PRESETS.items()} == counts


@pytest.mark.parametrize("name", PRESETS)
def test_every_network_of_the_zoo_is_a_line_and_says_where_it_is_from(name):
    network = PRESETS[name]()
    assert parse(str(network)) == network
    assert len(set(network.names)) == len(network)


@pytest.mark.parametrize("make", [alexnet, alexnet_torchvision, cifar10_net, lenet5, vgg16, zfnet])
def test_every_network_has_its_source(make):
    assert any(word in make.__doc__ for word in ("arXiv", "NIPS", "ECCV", "ICLR", "IEEE", "CS231n"))


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


def test_training_memory_of_symbols():
    assert training_bytes(77, 157, 5, 2) == 2 * (2 * 77 + 5 * 157)
    assert batch_that_fits(3000, 77, 157, 2) == (3000 - 2 * 77 * 2) // (157 * 2)
    formula = training_bytes(Symbol("p", 77), Symbol("a", 157), Symbol("B", 5), Symbol("v", 2), 1)
    assert formula.value == 2 * (3 * 77 + 5 * 157)
    fits = batch_that_fits(Symbol("M", 3000), Symbol("p", 77), Symbol("a", 157), Symbol("v", 2), 1)
    assert fits.value == (3000 - 3 * 77 * 2) // (157 * 2) == 8
    assert fits.latex() == r"\left\lfloor \frac{M - 3p \cdot v}{a \cdot v} \right\rfloor"


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
