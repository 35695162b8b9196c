"""The known networks: their sizes, their counts as arithmetic, a source for each."""

import pytest

from cnnlib.network import zoo
from cnnlib.network.cost import summarize, total
from cnnlib.network.layers import Conv
from cnnlib.network.network import parse
from cnnlib.network.zoo import (
    PRESETS,
    alexnet,
    alexnet_torchvision,
    cifar10_net,
    lenet5,
    stride32_net,
    vgg16,
    zfnet,
)


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


def test_the_paper_s_own_list_of_neurons():
    assert sum(zoo.ALEXNET_PAPER_NEURONS) == 622_312
    assert 659_272 - 622_312 == 55 * 55 * 96 - zoo.ALEXNET_PAPER_NEURONS[0]
