"""Grad-CAM against PyTorch's autograd on the exported network."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib.explain.grad_cam import grad_cam
from cnnlib.network.cifar_net import load_trained
from cnnlib.network.network import initial_parameters, parse
from tests.cnnlib.torch_models import torch_model

torch = pytest.importorskip("torch", reason="PyTorch is the oracle: pip install -r requirements-oracle.txt")

LINES = (
    "INPUT 12x10x3 - CONV 4 F3 P1 G1 - RELU - POOL 2 - CONV 6 F3 - TANH - POOL 2 MEAN - FC 5 - RELU - FC 4",
    "INPUT 9x9x2 - CONV 4 F3 S2 G2 - SIGMOID - LRN N3 - CONV 5 F2 D2 - RELU - CONV 4 F2",
)


def cam_of(model, position, x, target):
    """The map by autograd: what module `position` gives, kept as it passes."""
    kept = []
    handle = model[position].register_forward_hook(lambda module, inputs, output: kept.append(output))
    score = model(torch.from_numpy(x)).reshape(-1)[target]
    handle.remove()
    (gradient,) = torch.autograd.grad(score, kept[0])
    weights = gradient.mean(dim=(2, 3))[0]
    cam = torch.relu((weights[:, None, None] * kept[0][0]).sum(dim=0))
    return weights.detach().numpy(), cam.detach().numpy(), float(score.detach())


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(LINES), st.integers(0, 3), st.integers(0, 99))
def test_drawn_networks_in_float64(line, target, seed):
    network, rng = parse(line), np.random.default_rng(seed)
    params = initial_parameters(network, rng, np.float64)
    x = rng.standard_normal((1, *network.input_shape))
    model = torch_model(network, params)
    with_maps = [i for i, shape in enumerate(network.shapes) if len(shape) == 3 and i]
    for i in with_maps:
        found = grad_cam(network, params, x, target, i)
        weights, expected, score = cam_of(model, i - 1, x, target)  # a Sequential has no INPUT
        assert found.score == pytest.approx(score, rel=1e-9)
        np.testing.assert_allclose(found.weights, weights, rtol=1e-5, atol=1e-10)
        np.testing.assert_allclose(found.map, expected, rtol=1e-5, atol=1e-10)


@pytest.mark.parametrize("target", range(10))
def test_the_trained_network_in_float32(target):
    trained = load_trained("assets/weights/cifar10.npz")
    x = np.random.default_rng(target).standard_normal((1, 3, 32, 32)).astype(np.float32)
    last = max(i for i, shape in enumerate(trained.network.shapes) if len(shape) == 3)
    found = grad_cam(trained.network, trained.params, x, target, last)
    _, expected, _ = cam_of(torch_model(trained.network, trained.params), last - 1, x, target)
    assert found.map.dtype == np.float32 and found.map.max() > 0
    assert np.abs(found.map - expected).max() < 1e-5 * found.map.max()
