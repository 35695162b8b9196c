"""Local response normalisation against PyTorch's, which divides alpha by n."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib.ops.normalisation import lrn, lrn_backward

torch = pytest.importorskip("torch")


@settings(max_examples=200, deadline=None)
@given(
    st.integers(1, 9),
    st.integers(1, 7),
    st.floats(0.5, 3),
    st.floats(0.01, 1),
    st.floats(0.1, 2),
    st.integers(0, 99),
)
def test_lrn_is_pytorchs_with_alpha_times_n(D, n, k, alpha, beta, seed):
    rng = np.random.default_rng(seed)
    x, grad = rng.standard_normal((2, 2, D, 2, 3))
    x_torch = torch.from_numpy(x).requires_grad_()
    y = torch.nn.functional.local_response_norm(x_torch, n, alpha * n, beta, k)
    y.backward(torch.from_numpy(grad))
    np.testing.assert_allclose(lrn(x, n, k, alpha, beta), y.detach().numpy(), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(lrn_backward(grad, x, n, k, alpha, beta), x_torch.grad.numpy(), rtol=1e-7, atol=1e-10)
