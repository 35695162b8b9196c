"""Convolution, forward and backward, against PyTorch's."""

import numpy as np
import pytest
from hypothesis import given, settings

from cnnlib.ops.conv import conv2d, conv2d_backward
from tests.cnnlib.geometry import Case, cases

torch = pytest.importorskip("torch")


def tensors(*arrays, kind):
    return [torch.tensor(array.astype(kind), requires_grad=True) for array in arrays]


def near(found, expected, rtol):
    """Within rtol of the largest value there is: a sum of both signs may end near zero."""
    expected = expected.detach().numpy()
    assert found.shape == expected.shape
    np.testing.assert_allclose(found, expected, rtol=rtol, atol=rtol * max(1, np.abs(expected).max(initial=0)))


@pytest.mark.parametrize(("kind", "rtol"), [(np.float32, 1e-5), (np.float64, 1e-12)])
@settings(max_examples=200)
@given(case=cases())
def test_forward_and_backward(kind, rtol, case: Case):
    x, w, b = tensors(case.x, case.w, case.b, kind=kind)
    out = torch.nn.functional.conv2d(x, w, b, **case.how)
    arrays = [case.x.astype(kind), case.w.astype(kind)]
    near(conv2d(*arrays, case.b, **case.how), out, rtol)
    grad = case.gradient(out.shape).astype(kind)
    out.backward(torch.tensor(grad))
    for found, tensor in zip(conv2d_backward(grad, *arrays, **case.how), (x, w, b), strict=True):
        assert found.dtype == kind
        near(found, tensor.grad, rtol)


@pytest.mark.parametrize(
    ("D", "side", "K", "how", "F"),
    [
        (3, 227, 96, {"stride": 4}, 11),
        (96, 27, 256, {"padding": 2, "groups": 2}, 5),
        (64, 56, 32, {"padding": 1}, 3),
        (64, 28, 32, {}, 1),
    ],
)
def test_layers_as_large_as_they_are(D, side, K, how, F):
    rng = np.random.default_rng(0)
    x = rng.normal(size=(1, D, side, side)).astype(np.float32)
    w = rng.normal(size=(K, D // how.get("groups", 1), F, F)).astype(np.float32)
    a, b = tensors(x, w, kind=np.float32)
    out = torch.nn.functional.conv2d(a, b, **how)
    near(conv2d(x, w, **how), out, 1e-5)
    grad = rng.normal(size=out.shape).astype(np.float32)
    out.backward(torch.tensor(grad))
    dx, dw, _ = conv2d_backward(grad, x, w, **how)
    near(dx, a.grad, 1e-5)
    near(dw, b.grad, 1e-5)
