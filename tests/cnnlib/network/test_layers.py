"""Layers are data that do not change, and refuse settings that cannot be."""

from dataclasses import FrozenInstanceError

import pytest

from cnnlib.errors import InvalidSetting
from cnnlib.network.layers import Activation, Conv, Fc, Input, Lrn, Pool
from cnnlib.network.lenet_layers import Rbf, Subsample
from cnnlib.network.network import Network, parse
from cnnlib.network.zoo import alexnet, lenet5

NOT_WHOLE = ({"K": 0}, {"F": 0}, {"S": 0}, {"P": -1}, {"dilation": 0}, {"groups": 0})


def test_layers_do_not_change():
    for layer in (*lenet5(1998).layers, *alexnet().layers, parse("INPUT 8 - SOFTMAX").layers[1]):
        with pytest.raises(FrozenInstanceError):
            layer.K = 3
        assert hash(layer) == hash(layer)


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (lambda: Network((Input((1, 2)),)), "layer-input"),
        *((lambda s=s: Conv(**{"K": 2} | s), "layer-setting") for s in NOT_WHOLE),
        *((lambda s=s: Pool(**s), "layer-setting") for s in ({"F": 0}, {"S": 0}, {"P": -1})),
        (lambda: Conv(3, 2.5), "layer-setting"),
        (lambda: Fc(True), "layer-setting"),
        (lambda: Fc(0), "layer-setting"),
        (lambda: Rbf(0), "layer-setting"),
        (lambda: Subsample(0), "layer-setting"),
        (lambda: Lrn(0), "layer-setting"),
        (lambda: Input((0, 8, 8)), "layer-setting"),
        (lambda: Activation("swish"), "layer-activation"),
        (lambda: Conv(2, 1, table=((0,),)), "layer-table"),
        (lambda: Conv(1, 1, table=((1, 0),)), "layer-table"),
        (lambda: parse("INPUT 8x8x3 - FC 83 - RBF 10"), "layer-rbf"),
        (lambda: parse("INPUT 8x8x3 - FC 84 - RBF 11"), "layer-rbf"),
        (lambda: parse("INPUT 8x8x3 - FC 84 - LRN"), "layer-needs-volume"),
        (lambda: parse("INPUT 8x8x3 - LRN A0"), "layer-lrn"),
        (lambda: parse("INPUT 8x8x3 - POOL 2 L0.5"), "pool-how"),
    ],
)
def test_what_cannot_be_says_why(make, key):
    with pytest.raises(InvalidSetting) as caught:
        make()
    assert caught.value.key == key
