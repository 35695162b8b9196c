"""Sizes against PyTorch's own."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib.formulas.sizes import output_size, torch_ceil_mode
from tests.cnnlib.geometry import axis

torch = pytest.importorskip("torch")


@settings(max_examples=300)
@given(axis(5, 3))
def test_a_convolution_comes_out_as_large(numbers):
    W, F, P, S, d = numbers
    x, w = torch.zeros(1, 1, W), torch.zeros(1, 1, F)
    assert torch.nn.functional.conv1d(x, w, stride=S, padding=P, dilation=d).shape[2] == output_size(
        W, F, P, S, dilation=d
    )


@settings(max_examples=300)
@given(axis(5, 3), st.integers(1, 6))
def test_ceil_mode_comes_out_as_large(numbers, S):
    W, F, P, _, d = numbers
    if 2 * P > F:
        return  # PyTorch pads by half a window at most
    pooled = torch.nn.functional.max_pool1d(torch.zeros(1, 1, W), F, S, P, d, ceil_mode=True)
    assert pooled.shape[2] == torch_ceil_mode(W, F, P, S, d)
