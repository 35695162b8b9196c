"""The Keras source, executed on Keras 3 with PyTorch beneath: the same parameter count, the same scores."""

import os

import numpy as np
import pytest

from cnnlib.network.cost import summarize, total
from cnnlib.network.export.keras import to_keras
from cnnlib.network.network import initial_parameters, parse
from cnnlib.network.zoo import PRESETS
from tests.cnnlib.network.export.networks import NETWORKS

torch = pytest.importorskip("torch", reason="Keras runs on PyTorch here: pip install -r requirements-oracle.txt")
os.environ.setdefault("KERAS_BACKEND", "torch")
keras = pytest.importorskip("keras", reason="pip install -r requirements-oracle.txt")
# Keras' own way of reading PyTorch's arrays; nothing of ours.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

LINES = {
    "groups": "INPUT 12x10x4 - CONV 8 F3 P2 G4 S2 NOBIAS - SIGMOID - FC 5 NOBIAS - SOFTMAX",
    "dilated": "INPUT 12x10x4 - CONV 8 F3 D2 P2 - RELU - POOL 2 - FC 5",
    "dilated table": "INPUT 12x10x3 - CONV 3 F3 D2 S2 T[01 2 012] - FC 4",
    "dilated strides": "INPUT 12x10x4 - CONV 8 F3 D2 S2 G2 P1 - RELU - FC 5",
    "normalised": "INPUT 8x8x6 - LRN - CONV 4 F3 - LRN N4 K1 A0.01 B0.5 - RELU - DROPOUT 0.5 - FC 4",
}
NETWORKS = NETWORKS | {name: parse(line) for name, line in LINES.items()}


def keras_model(network):
    scope = {}
    exec(compile(to_keras(network), "<keras>", "exec"), scope)
    return scope["model"]


def as_keras(array, kernel):
    """An array of ours in the axes of Keras: (K, D, F, F) as (F, F, D, K), (K, n) as (n, K), the others as they are."""
    if kernel.ndim == 4:
        return array.transpose(2, 3, 1, 0)
    return array.T if array.ndim == 2 else array


@pytest.mark.parametrize("name", NETWORKS)
def test_keras_source_gives_the_same_scores(name):
    network, rng = NETWORKS[name], np.random.default_rng(0)
    params = initial_parameters(network, rng)
    params = {k: v + 0.1 * rng.standard_normal(v.shape).astype(np.float32) for k, v in params.items()}
    model = keras_model(network)
    assert model.count_params() == total(summarize(network)).parameters
    model.set_weights([as_keras(array, array) for array in params.values()])
    x = rng.standard_normal((3, *network.input_shape)).astype(np.float32)
    theirs = keras.ops.convert_to_numpy(model(x.transpose(0, 2, 3, 1) if x.ndim == 4 else x))
    theirs = theirs.transpose(0, 3, 1, 2) if theirs.ndim == 4 else theirs
    scores = network.forward(params, x)
    assert np.abs(scores - theirs).max() < 1e-5 * max(1, np.abs(scores).max())


def test_the_source_says_the_size_after_each_layer():
    lines = to_keras(parse("INPUT 8x8x2 - CONV 4 F3 - LRN N3 - POOL 2 - FC 10")).splitlines()
    assert "    layers.Conv2D(4, 3),  # 6x6x4" in lines and "    layers.MaxPooling2D(2),  # 3x3x4" in lines
    assert "    LocalResponseNorm(3, 2.0, 0.0001, 0.75),  # 6x6x4" in lines and "    layers.Dense(10),  # 10" in lines


@pytest.mark.parametrize("name", ["zfnet", "alexnet"])
def test_the_large_ones_have_the_same_parameter_count(name):
    network = PRESETS[name]()
    count = total(summarize(network)).parameters
    assert f"# {count:,} parameters" in to_keras(network)
    with torch.device("meta"):
        assert keras_model(network).count_params() == count
