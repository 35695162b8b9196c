"""Activations against PyTorch's."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib.ops.activations import ACTIVATIONS, softmax, softmax_backward

torch = pytest.importorskip("torch")

KINDS = pytest.mark.parametrize(("kind", "rtol"), [(np.float32, 1e-5), (np.float64, 1e-12)])
TORCH = {
    "relu": torch.relu,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "scaledtanh": lambda x: 1.7159 * torch.tanh(2 / 3 * x),
}


@KINDS
@pytest.mark.parametrize("name", TORCH)
@settings(max_examples=200)
@given(seed=st.integers(0, 2**16))
def test_activations(kind, rtol, name, seed):
    rng = np.random.default_rng(seed)
    x = (rng.integers(-6, 7, (2, 5)) * rng.choice([1, 0.3])).astype(kind)  # zeros among them
    grad = rng.normal(size=x.shape).astype(kind)
    tensor = torch.tensor(x, requires_grad=True)
    expected = TORCH[name](tensor)
    expected.backward(torch.tensor(grad))
    forward, backward = ACTIVATIONS[name]
    y = forward(x)
    assert y.dtype == backward(grad, y).dtype == kind
    np.testing.assert_allclose(y, expected.detach().numpy(), rtol=rtol, atol=rtol)
    np.testing.assert_allclose(backward(grad, y), tensor.grad.numpy(), rtol=rtol, atol=rtol)


@KINDS
@settings(max_examples=200)
@given(
    seed=st.integers(0, 2**16), shape=st.sampled_from([(3, 4), (1, 1), (2, 3, 2, 2)]), scale=st.sampled_from([1, 1e4])
)
def test_softmax(kind, rtol, seed, shape, scale):
    rng = np.random.default_rng(seed)
    x, grad = (rng.normal(size=shape) * scale).astype(kind), rng.normal(size=shape).astype(kind)
    tensor = torch.tensor(x, requires_grad=True)
    expected = torch.softmax(tensor, dim=1)
    expected.backward(torch.tensor(grad))
    y = softmax(x, axis=1)
    np.testing.assert_allclose(y, expected.detach().numpy(), rtol=rtol, atol=rtol)
    np.testing.assert_allclose(softmax_backward(grad, y, axis=1), tensor.grad.numpy(), rtol=rtol, atol=rtol)
