"""How weights follow their gradient: gradient descent, with momentum, and Adam; and learning rates that change.

Nothing is changed in place: each step gives new arrays, so that any earlier state can still be looked at.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cnnlib.checks import is_number, one_of, refuse
from cnnlib.formulas.counts import STATE_COPIES
from cnnlib.network.network import Arrays

# ---- the rules, for numbers, arrays or symbols


def descend(w, g, learning_rate):
    """New weights: a step against the gradient."""
    return w - learning_rate * g


def push(v, g, momentum):
    """New velocity: what is left of the old one, and the gradient."""
    return momentum * v + g


# ---- the optimizers


@dataclass(frozen=True)
class State:
    """What an optimizer remembers: how many updates it made, and `copies` arrays of each parameter's shape."""

    step: int = 0
    arrays: Mapping[str, tuple[np.ndarray, ...]] | None = None


@dataclass(frozen=True)
class Sgd:
    """w - learning_rate · g."""

    learning_rate: float
    copies = STATE_COPIES["sgd"]

    def update_one(self, w, g, arrays, step):
        """One parameter's new values, and what to remember for it."""
        return descend(w, g, self.learning_rate), ()


@dataclass(frozen=True)
class Momentum:
    """v = momentum · v + g, then w - learning_rate · v, as in PyTorch; the momentum of 0.9 is AlexNet's."""

    learning_rate: float
    momentum: float = 0.9
    copies = STATE_COPIES["momentum"]

    def update_one(self, w, g, arrays, step):
        v = push(arrays[0], g, self.momentum)
        return descend(w, v, self.learning_rate), (v,)


@dataclass(frozen=True)
class Adam:
    """Mean m and mean square v of the gradients, fading; w - learning_rate · m / (sqrt(v) + epsilon), both unbiased.

    Kingma, Ba: Adam: A Method for Stochastic Optimization, ICLR 2015, algorithm 1.
    """

    learning_rate: float
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    copies = STATE_COPIES["adam"]

    def update_one(self, w, g, arrays, step):
        m, v = arrays
        m = self.beta1 * m + (1 - self.beta1) * g
        v = self.beta2 * v + (1 - self.beta2) * g * g
        unbiased_m, unbiased_v = m / (1 - self.beta1**step), v / (1 - self.beta2**step)
        return descend(w, unbiased_m / (np.sqrt(unbiased_v) + self.epsilon), self.learning_rate), (m, v)


Optimizer = Sgd | Momentum | Adam
OPTIMIZERS = {"sgd": Sgd, "momentum": Momentum, "adam": Adam}


def optimizer(name: str, learning_rate: float) -> Optimizer:
    """The optimizer of that name, with its usual settings. Raises InvalidSetting "optimizer" or "learning-rate"."""
    one_of("optimizer", name, OPTIMIZERS, "optimizer")
    if not (is_number(learning_rate) and 0 < learning_rate < float("inf")):
        raise refuse("learning_rate", learning_rate, "a number > 0", "learning-rate", 0.1)
    return OPTIMIZERS[name](float(learning_rate))


def update(optimizer: Optimizer, params: Arrays, grads: Arrays, state: State) -> tuple[Arrays, State]:
    """(new parameters, new state) after one step of an optimizer; a fresh State() begins from zeros."""
    before = state.arrays or {name: (np.zeros_like(w),) * optimizer.copies for name, w in params.items()}
    both = {name: optimizer.update_one(w, grads[name], before[name], state.step + 1) for name, w in params.items()}
    return (
        {name: w for name, (w, _) in both.items()},
        State(state.step + 1, {name: arrays for name, (_, arrays) in both.items()}),
    )


# ---- how long a step to take


def one_cycle(step: int, steps: int, highest: float, warm: float = 0.2, first: float = 0.1) -> float:
    """A learning rate for each step: from first · highest up in a straight line, then down in one to nearly nothing.

    Small steps while the first weights are wild, large ones to get far, small ones to settle. After L. Smith, N. Topin:
    Super-Convergence, arXiv:1708.07120, 2017.

    Args:
        step: updates made so far, 0 to steps - 1.
        warm: the part of all steps during which the rate rises.
        first: the rate at step 0, as a part of the highest.
    """
    top = warm * steps
    if step < top:
        return highest * (first + (1 - first) * step / top)
    return highest * (steps - step) / (steps - top)


def warm_up(step: int, length: int, highest: float) -> float:
    """A learning rate that grows in a straight line over the first updates, then stays: highest · 1 / length for the
    first, the highest from update number `length` on.

    After P. Goyal et al.: Accurate, Large Minibatch SGD, arXiv:1706.02677, 2017.

    Args:
        step: updates made so far, from 0 on.
        length: updates that it takes to grow.
    """
    return highest * min(step + 1, length) / length
