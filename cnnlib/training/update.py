"""One update of the weights, step by step: forward, loss, gradients, new weights. Training is this, over and over."""

from dataclasses import dataclass
from math import sqrt

import numpy as np

from cnnlib.errors import InvalidSetting
from cnnlib.network.layers import Softmax
from cnnlib.network.lenet_layers import Rbf
from cnnlib.network.network import Arrays, Network, Trace
from cnnlib.ops.losses import cross_entropy
from cnnlib.training import optimisers


@dataclass(frozen=True)
class Gradient:
    """What a batch says about the weights: the way forward, the loss, and the way back."""

    trace: Trace  # every volume, from the images to the scores
    labels: np.ndarray  # (N,)
    loss: float  # mean over the batch
    by_scores: np.ndarray  # gradient of the loss by the scores (N, K)
    grads: Arrays  # and by each parameter, of its shape

    @property
    def correct(self) -> int:
        """How many images have their highest score at their label."""
        scores = self.trace.scores.reshape(len(self.labels), -1)
        return int(np.count_nonzero(scores.argmax(axis=1) == self.labels))

    @property
    def norm(self) -> float:
        """Length of the gradient, all parameters as one vector."""
        return sqrt(sum(float(np.vdot(g, g)) for g in self.grads.values()))


@dataclass(frozen=True)
class Update(Gradient):
    """A gradient, the parameters it was computed at, and those it led to."""

    before: Arrays
    after: Arrays
    state: optimisers.State  # the optimizer's, after the update


def gradient(
    network: Network,
    params: Arrays,
    x: np.ndarray,
    y: np.ndarray,
    rng: np.random.Generator | None = None,
    smoothing: float = 0.0,
) -> Gradient:
    """Loss and gradients of one batch: images x (N, D, H, W), labels y (N,). rng draws dropout's masks; `smoothing`
    is that of the labels, see `losses.cross_entropy`.

    Raises InvalidSetting: the network ends in one number a position, in SOFTMAX (the loss contains it) or in RBF
    (its smallest output wins); labels that do not fit.
    """
    _check_end(network)
    with np.errstate(all="ignore"):  # too large a rate ends in inf and nan: the numbers themselves show it
        trace = network.trace(params, x, rng)
        loss, by_scores = cross_entropy(trace.scores.reshape(len(x), -1), y, smoothing)
        grads, _ = network.backward(params, trace, by_scores.reshape(trace.scores.shape))
    return Gradient(trace, y, loss, by_scores, grads)


def one_update(
    network: Network,
    params: Arrays,
    x: np.ndarray,
    y: np.ndarray,
    optimizer: optimisers.Optimizer,
    state: optimisers.State | None = None,
    rng: np.random.Generator | None = None,
    smoothing: float = 0.0,
) -> Update:
    """The update that one batch makes, with every number of it; `params` themselves stay as they are."""
    found = gradient(network, params, x, y, rng, smoothing)
    with np.errstate(all="ignore"):
        after, state = optimisers.update(optimizer, params, found.grads, state or optimisers.State())
    return Update(**vars(found), before=params, after=after, state=state)


def _check_end(network: Network) -> None:
    """InvalidSetting where the network does not end in one score a class."""
    last, shape = network.layers[-1], network.output_shape
    if isinstance(last, Softmax | Rbf):
        name = network.names[-1]
        raise InvalidSetting(
            "training-end",
            f"the network ends in {name}, but the loss needs scores, the highest for the right class: "
            f"needs another last layer than {name}",
            layer=name,
        )
    if len(shape) == 3 and shape[1:] != (1, 1):
        raise InvalidSetting(
            "training-end",
            f"the network ends in {shape[1]} x {shape[2]} positions: needs one score for each class, "
            f"for example by an FC at the end",
            layer=network.names[-1],
        )
