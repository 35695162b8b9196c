"""Fully connected layers against PyTorch's."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib.ops.dense import dense, dense_backward

torch = pytest.importorskip("torch")


KINDS = pytest.mark.parametrize(("kind", "rtol"), [(np.float32, 1e-5), (np.float64, 1e-12)])


@KINDS
@settings(max_examples=200)
@given(seed=st.integers(0, 2**16), N=st.integers(1, 4), n=st.integers(1, 9), K=st.integers(1, 5), bias=st.booleans())
def test_dense(kind, rtol, seed, N, n, K, bias):
    rng = np.random.default_rng(seed)
    arrays = [rng.normal(size=shape).astype(kind) for shape in ((N, n), (K, n), (K,))]
    x, w, b = (torch.tensor(array, requires_grad=True) for array in arrays)
    expected = torch.nn.functional.linear(x, w, b if bias else None)
    grad = rng.normal(size=(N, K)).astype(kind)
    expected.backward(torch.tensor(grad))
    found = dense(*arrays[: 3 if bias else 2])
    np.testing.assert_allclose(found, expected.detach().numpy(), rtol=rtol, atol=rtol)
    for part, tensor in zip(dense_backward(grad, *arrays[:2]), (x, w, b) if bias else (x, w), strict=False):
        np.testing.assert_allclose(part, tensor.grad.numpy(), rtol=rtol, atol=rtol * 10)
