"""Whole networks against PyTorch: the source that cnnlib writes, executed with cnnlib's weights."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib.errors import InvalidSetting
from cnnlib.network.cost import summarize, total
from cnnlib.network.export.pytorch import to_pytorch
from cnnlib.network.network import initial_parameters, parse
from cnnlib.network.zoo import PRESETS, alexnet
from tests.cnnlib.network.export.networks import NETWORKS

torch = pytest.importorskip("torch", reason="PyTorch is the oracle: pip install -r requirements-oracle.txt")

LINES = {
    "dilated groups": "INPUT 12x10x4 - CONV 8 F3 D2 P2 G4 S2 NOBIAS - SIGMOID - FC 5 NOBIAS - SOFTMAX",
    "normalised": "INPUT 8x8x6 - LRN - CONV 4 F3 - LRN N4 K1 A0.01 B0.5 - RELU - FC 4",
}
NETWORKS = NETWORKS | {name: parse(line) for name, line in LINES.items()}


def torch_model(network):
    scope = {}
    exec(compile(to_pytorch(network), "<pytorch>", "exec"), scope)
    return scope["model"]


def with_weights(network, params):
    model = torch_model(network).double().eval()
    arrays = dict(zip(params, model.parameters(), strict=True))
    with torch.no_grad():
        for name, array in arrays.items():
            assert tuple(array.shape) == params[name].shape, name
            array.copy_(torch.from_numpy(params[name]))
    return model, arrays


def assert_the_same(network, params, batch, rng, rtol, atol, atol_backward):
    """Scores of ours and PyTorch's, and the gradients of a drawn weighting of them, by the input and all weights."""
    model, arrays = with_weights(network, params)
    x = rng.standard_normal((batch, *network.input_shape))
    x_torch = torch.from_numpy(x).requires_grad_()
    scores = model(x_torch)
    trace = network.trace(params, x)
    np.testing.assert_allclose(trace.scores, scores.detach().numpy(), rtol=rtol, atol=atol)
    weighting = rng.standard_normal(trace.scores.shape)
    (scores * torch.from_numpy(weighting)).sum().backward()
    grads, dx = network.backward(params, trace, weighting, to_input=True)
    for ours, theirs in ((dx, x_torch), *((grads[key], array) for key, array in arrays.items())):
        theirs = theirs.grad.numpy()
        there = np.isfinite(theirs)
        # Of an L2 window of zeros alone PyTorch's gradient is 0 / 0; the chain rule has no answer there, ours is 0.
        assert there.all() or " L2" in str(network)
        assert np.isfinite(ours).all()
        np.testing.assert_allclose(ours[there], theirs[there], rtol=rtol, atol=atol_backward)


@pytest.mark.parametrize("name", NETWORKS)
def test_pytorch_source_gives_the_same_scores_and_gradients(name):
    network, rng = NETWORKS[name], np.random.default_rng(0)
    params = {
        k: v + 0.1 * rng.standard_normal(v.shape) for k, v in initial_parameters(network, rng, np.float64).items()
    }
    assert_the_same(network, params, 3, rng, rtol=1e-5, atol=1e-9, atol_backward=1e-9)


@pytest.mark.parametrize("name", PRESETS)
def test_pytorch_source_has_the_same_parameter_count(name):
    network = PRESETS[name]()
    with torch.device("meta"):  # shapes only: VGG-16 costs no memory
        model = torch_model(network)
    count = sum(p.numel() for p in model.parameters())
    assert count == total(summarize(network)).parameters
    assert f"# {count:,} parameters" in to_pytorch(network)
    with torch.device("meta"):
        assert tuple(model(torch.empty(2, *network.input_shape)).shape) == (2, *network.output_shape)


def test_the_source_says_the_size_after_each_layer():
    lines = to_pytorch(alexnet()).splitlines()
    assert "    nn.Conv2d(3, 96, kernel_size=11, stride=4),  # 55x55x96" in lines
    assert "    nn.Linear(9216, 4096),  # 4096" in lines
    assert lines[0] == "# 60,965,224 parameters" and "import torch" not in lines


def test_alexnet_itself_runs_as_in_pytorch():
    """The real thing, grouped, with LRN: float32, one picture."""
    network, rng = alexnet(), np.random.default_rng(0)
    params = initial_parameters(network, rng)
    x = rng.standard_normal((1, 3, 227, 227)).astype(np.float32)
    with torch.device("meta"):  # 61 million weights need not be drawn twice
        model = torch_model(network).eval()
    names = [name for name, _ in model.named_parameters()]
    arrays = map(torch.from_numpy, params.values())
    model.load_state_dict(dict(zip(names, arrays, strict=True)), assign=True)
    with torch.no_grad():
        theirs = model(torch.from_numpy(x)).numpy()
    scores = network.forward(params, x)
    assert np.abs(scores - theirs).max() < 1e-5 * np.abs(theirs).max()


body = st.lists(
    st.sampled_from(
        (
            "CONV 4 F3",
            "CONV 6 F2 S2 P1",
            "CONV 4 F3 D2 P2 NOBIAS",
            "CONV 4 F1 G2",
            "POOL 2",
            "POOL 3 S2 P1",
            "POOL 2 MEAN",
            "RELU",
            "TANH",
            "SIGMOID",
            "SCALEDTANH",
            "LRN N3",
            "SUBSAMPLE 2",
            "POOL 2 S1 L2",
            "DROPOUT 0.5",
            "SOFTMAX",
        )
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=200, deadline=None)
@given(st.integers(4, 11), st.integers(4, 11), body, st.booleans(), st.integers(0, 9))
def test_drawn_networks_agree_with_pytorch(W, H, layers, fc, seed):
    rng = np.random.default_rng(seed)
    try:
        network = parse(" - ".join([f"INPUT {W}x{H}x2", *layers, *["FC 3"] * fc]))
    except InvalidSetting:
        return
    params = initial_parameters(network, rng, np.float64)
    assert_the_same(network, params, 2, rng, rtol=1e-6, atol=1e-9, atol_backward=1e-8)
