"""Pooling, forward and backward, against PyTorch's; p-norms where it agrees: even p, or inputs of one sign."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib.ops.pool import pool2d, pool2d_backward
from tests.cnnlib.geometry import pooled

torch = pytest.importorskip("torch")
functional = torch.nn.functional


def compare(case, how, pool, x=None, kind=np.float64, rtol=1e-10):
    """The output and the gradient of x, with ties in it."""
    given_x, shape = case
    x = (given_x if x is None else x).astype(kind)
    tensor = torch.tensor(x, requires_grad=True)
    out = pool(tensor)
    grad = np.random.default_rng(x.size).normal(size=out.shape).astype(kind)
    out.backward(torch.tensor(grad))
    np.testing.assert_allclose(pool2d(x, **shape, how=how), out.detach().numpy(), rtol=rtol, atol=rtol)
    found = pool2d_backward(grad, x, **shape, how=how)
    np.testing.assert_allclose(found, tensor.grad.numpy(), rtol=rtol, atol=rtol)


KINDS = pytest.mark.parametrize(("kind", "rtol"), [(np.float32, 1e-5), (np.float64, 1e-10)])


@KINDS
@settings(max_examples=200)
@given(case=pooled())
def test_max_with_ties(kind, rtol, case):
    shape = case[1].values()
    compare(case, "max", lambda x: functional.max_pool2d(x, *shape), kind=kind, rtol=rtol)
    compare(case, "min", lambda x: -functional.max_pool2d(-x, *shape), kind=kind, rtol=rtol)


@pytest.mark.parametrize("how", ["max", "min"])
def test_what_is_no_number_shows(how):
    """nan wins every window it is in, as in PyTorch; no gradient is lost there."""
    x = np.random.default_rng(0).normal(size=(2, 3, 6, 6))
    x[np.random.default_rng(1).random(x.shape) < 0.1] = np.nan
    x[0, 0, :2, :2] = [[np.inf, -np.inf], [np.inf, 0]]
    sign = 1 if how == "max" else -1
    theirs = sign * functional.max_pool2d(sign * torch.tensor(x), 2)
    y = pool2d(x, 2, how=how)
    assert 0 < np.isnan(y).sum() < y.size
    np.testing.assert_array_equal(y, theirs.numpy())
    dx = pool2d_backward(np.ones_like(y), x, 2, how=how)
    assert (pool2d(dx, 2, how=1) == 1).all()


@KINDS
@settings(max_examples=200)
@given(case=pooled())
def test_mean_with_padding_counted(kind, rtol, case):
    compare(case, "mean", lambda x: functional.avg_pool2d(x, *case[1].values()), kind=kind, rtol=rtol)


@KINDS
@settings(max_examples=200)
@given(case=pooled(), p=st.sampled_from([1, 2, 3, 4.0, 2.5]))
def test_p_norms(kind, rtol, case, p):
    x, shape = case
    (down, across), size, stride = shape["padding"], shape["size"], shape["stride"]
    x = x if p in (2, 4) else np.abs(x)  # LPPool takes no absolute value
    x = x + 0.25  # no window of zeros, where PyTorch gives nan

    def pool(tensor):
        if down or across:
            tensor = functional.pad(tensor, (across, across, down, down))
        return functional.lp_pool2d(tensor, float(p), size, stride)

    compare(case, p, pool, x, kind, rtol)
