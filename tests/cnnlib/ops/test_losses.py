"""The loss against its definition, far-out scores, central differences and PyTorch."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib.errors import InvalidSetting
from cnnlib.ops.activations import log_softmax, softmax
from cnnlib.ops.losses import cross_entropy
from tests.cnnlib.naive import slope

BATCHES = st.tuples(st.integers(1, 5), st.integers(1, 6), st.integers(0, 2**16))


def batch(numbers):
    N, K, seed = numbers
    rng = np.random.default_rng(seed)
    return rng.normal(size=(N, K)) * 3, rng.integers(0, K, N)


@settings(max_examples=200)
@given(BATCHES)
def test_the_loss_is_its_definition_and_its_gradient_the_slope(numbers):
    scores, labels = batch(numbers)
    loss, grad = cross_entropy(scores, labels)
    each = [-math.log(math.exp(row[y]) / sum(map(math.exp, row))) for row, y in zip(scores, labels, strict=True)]
    assert loss == pytest.approx(sum(each) / len(each), rel=1e-12)
    found = slope(lambda s: np.array(cross_entropy(s, labels)[0]), scores, np.array(1.0))
    np.testing.assert_allclose(grad, found, rtol=1e-6, atol=1e-8)


def test_equal_scores_of_ten_classes_lose_log_ten():
    loss, grad = cross_entropy(np.zeros((1, 10)), np.array([3]))
    assert loss == pytest.approx(math.log(10))
    assert grad[0].tolist() == pytest.approx([0.1] * 3 + [-0.9] + [0.1] * 6)


@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_scores_of_ten_thousand_do_no_harm(kind):
    scores = np.array([[1e4, 0.0, -1e4], [0.0, 1e4, 0.0]], kind)
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        loss, grad = cross_entropy(scores, np.array([0, 0]))
        assert log_softmax(scores)[0].tolist() == [0, -1e4, -2e4]
    assert loss == 1e4 / 2 and grad.dtype == kind
    assert grad.tolist() == [[0, 0, 0], [-0.5, 0.5, 0]]
    assert softmax(scores)[0].tolist() == [1, 0, 0]


@pytest.mark.parametrize(
    ("labels", "sentence"),
    [
        ([0, 3], "label 3 of 3 classes: needs 0 to 2"),
        ([-1, 2], "label -1 of 3 classes: needs 0 to 2"),
        ([0], r"labels of shape \(1,\): needs 2 whole numbers"),
        ([0.0, 1.0], "needs 2 whole numbers"),
    ],
)
def test_labels_that_do_not_fit(labels, sentence):
    with pytest.raises(InvalidSetting, match=sentence):
        cross_entropy(np.zeros((2, 3)), np.array(labels))


@pytest.mark.parametrize(("kind", "rtol"), [(np.float32, 1e-5), (np.float64, 1e-12)])
@settings(max_examples=200)
@given(numbers=BATCHES, scale=st.sampled_from([1, 1e4]))
def test_against_pytorch(kind, rtol, numbers, scale):
    torch = pytest.importorskip("torch")
    scores, labels = batch(numbers)
    scores = (scores * scale).astype(kind)
    tensor = torch.tensor(scores, requires_grad=True)
    expected = torch.nn.functional.cross_entropy(tensor, torch.tensor(labels))
    expected.backward()
    loss, grad = cross_entropy(scores, labels)
    assert loss == pytest.approx(expected.item(), rel=rtol, abs=rtol)
    np.testing.assert_allclose(grad, tensor.grad.numpy(), rtol=rtol, atol=rtol)


# ---- label smoothing


def test_smoothing_written_out():
    """Three classes, e = 0.3: the label asks for 0.8, the others for 0.1 each."""
    scores = np.log([[0.5, 0.25, 0.25]])
    loss, grad = cross_entropy(scores, np.array([0]), 0.3)
    assert loss == pytest.approx(-0.8 * math.log(0.5) - 0.2 * math.log(0.25))
    assert grad[0].tolist() == pytest.approx([0.5 - 0.8, 0.25 - 0.1, 0.25 - 0.1])


@pytest.mark.parametrize(("kind", "rtol"), [(np.float32, 1e-5), (np.float64, 1e-12)])
@settings(max_examples=200)
@given(numbers=BATCHES, smoothing=st.sampled_from([0.0, 0.05, 0.5, 1.0]))
def test_smoothing_against_pytorch(kind, rtol, numbers, smoothing):
    torch = pytest.importorskip("torch")
    scores, labels = batch(numbers)
    scores = scores.astype(kind)
    tensor = torch.tensor(scores, requires_grad=True)
    expected = torch.nn.functional.cross_entropy(tensor, torch.tensor(labels), label_smoothing=smoothing)
    expected.backward()
    loss, grad = cross_entropy(scores, labels, smoothing)
    assert grad.dtype == kind
    assert loss == pytest.approx(expected.item(), rel=rtol, abs=rtol)
    np.testing.assert_allclose(grad, tensor.grad.numpy(), rtol=rtol, atol=rtol)


@pytest.mark.parametrize(("smoothing", "near"), [(-0.1, 0.0), (1.5, 1.0)])
def test_smoothing_is_a_part(smoothing, near):
    with pytest.raises(InvalidSetting, match="needs 0 to 1") as error:
        cross_entropy(np.zeros((2, 3)), np.array([0, 1]), smoothing)
    assert error.value.key == "smoothing" and error.value.repairs == ({"smoothing": near},)
