"""How weights follow their gradient: plain gradient descent, with momentum, and Adam; and rates that change on the way.

Nothing is changed in place: each step gives new arrays, so that any earlier state can still be looked at.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cnnlib.errors import InvalidSetting

Arrays = Mapping[str, np.ndarray]


# ---- the rules, for numbers, arrays or symbols


def descend(w, g, rate):
    """New weights: a step against the gradient."""
    return w - rate * g


def push(v, g, momentum):
    """New velocity: what is left of the old one, and the gradient."""
    return momentum * v + g


# ---- the optimizers


@dataclass(frozen=True)
class State:
    """What an optimizer remembers: how many updates it made, and some arrays for each parameter."""

    step: int = 0
    kept: Mapping[str, tuple[np.ndarray, ...]] | None = None


@dataclass(frozen=True)
class Sgd:
    """w - rate · g."""

    rate: float
    copies = 0  # numbers remembered for each parameter

    def one(self, w, g, kept, step):
        return descend(w, g, self.rate), ()


@dataclass(frozen=True)
class Momentum:
    """v = momentum · v + g, then w - rate · v, as in PyTorch; the momentum of 0.9 is AlexNet's."""

    rate: float
    momentum: float = 0.9
    copies = 1

    def one(self, w, g, kept, step):
        v = push(kept[0], g, self.momentum)
        return descend(w, v, self.rate), (v,)


@dataclass(frozen=True)
class Adam:
    """Mean m and mean square v of the gradients, fading; w - rate · m / (sqrt(v) + epsilon), both unbiased.

    Kingma, Ba: Adam: A Method for Stochastic Optimization, ICLR 2015, algorithm 1.
    """

    rate: float
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    copies = 2

    def one(self, w, g, kept, step):
        m, v = kept
        m = self.beta1 * m + (1 - self.beta1) * g
        v = self.beta2 * v + (1 - self.beta2) * g * g
        unbiased = m / (1 - self.beta1**step), v / (1 - self.beta2**step)
        return descend(w, unbiased[0] / (np.sqrt(unbiased[1]) + self.epsilon), self.rate), (m, v)


OPTIMIZERS = {"sgd": Sgd, "momentum": Momentum, "adam": Adam}


def optimizer(name: str, rate: float) -> Sgd | Momentum | Adam:
    """The optimizer of that name, with its usual settings. Raises InvalidSetting "optimizer" or "rate"."""
    if name not in OPTIMIZERS:
        raise InvalidSetting(
            "optimizer",
            f"optimizer {name!r}: needs one of {', '.join(OPTIMIZERS)}",
            tuple({"optimizer": other} for other in OPTIMIZERS),
            optimizer=name,
        )
    if not 0 < rate < float("inf"):
        raise InvalidSetting("rate", f"rate={rate}: needs a number > 0", ({"rate": 0.1},), rate=rate)
    return OPTIMIZERS[name](rate)


def update(how: Sgd | Momentum | Adam, params: Arrays, grads: Arrays, state: State) -> tuple[dict, State]:
    """(new parameters, new state) after one step of an optimizer; a fresh State() begins from zeros."""
    kept = state.kept or {name: (np.zeros_like(w),) * how.copies for name, w in params.items()}
    both = {name: how.one(w, grads[name], kept[name], state.step + 1) for name, w in params.items()}
    return (
        {name: w for name, (w, _) in both.items()},
        State(state.step + 1, {name: own for name, (_, own) in both.items()}),
    )


# ---- how long a step to take


def one_cycle(step: int, steps: int, highest: float, warm: float = 0.2, first: float = 0.1) -> float:
    """A rate for each step: from first · highest up in a straight line, then down in one to nearly nothing.

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
