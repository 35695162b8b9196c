"""Which samples are trained on when: batches, iterations, epochs.

One step = one iteration = one update of the weights, made from one batch. An epoch has seen every sample
once, save those of a dropped last batch.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from cnnlib.checks import flag, room_for, whole_number
from cnnlib.errors import InvalidSetting
from cnnlib.formulas.symbols import is_symbolic

# ---- the formulas, for numbers or symbols


def iterations_per_epoch(N, B, drop_last: bool = False):
    """Batches that N samples make: ceil(N / B), or floor(N / B) without the incomplete last one."""
    ratio = N / B if is_symbolic(N, B) else Fraction(N, B)  # exact, however large
    return math.floor(ratio) if drop_last else math.ceil(ratio)


def updates(N, B, E, drop_last: bool = False):
    """Updates of the weights in E epochs: E times the iterations of one."""
    return E * iterations_per_epoch(N, B, drop_last)


def effective_batch(B, k):
    """Samples of one update that is made from the gradients of k batches: gradient accumulation."""
    return k * B


def accumulated_updates(N, B, E, k, drop_last: bool = False):
    """Updates in E epochs, one for k batches; at the end of an epoch one for those that are left."""
    batches = iterations_per_epoch(N, B, drop_last)
    return E * math.ceil(batches / k if is_symbolic(N, B, k) else Fraction(batches, k))


def warm_up_length(updates: int, one_in: int = 10) -> int:
    """Updates of the warm-up: one in ten of all, at least one. `optimisers.warm_up` has their rates."""
    return -(-updates // one_in)


def check_batch(N: int, B: int) -> None:
    """InvalidSetting ("batch-larger") where a batch would hold more than all N samples."""
    if B > N:
        raise InvalidSetting(
            "batch-larger", f"B={B} is more than N={N}: needs B <= {N}, or N >= {B}", ({"B": N}, {"N": B}), B=B, N=N
        )


# ---- the schedule of one training


@dataclass(frozen=True)
class Position:
    """Where a training stands after so many updates."""

    step: int  # updates made so far
    epoch: int  # epochs completed
    step_in_epoch: int  # updates made in the epoch that has begun
    samples: int  # samples seen, each as often as it was seen
    epochs: Fraction  # epochs in updates, exactly: step / iterations per epoch


@dataclass(frozen=True)
class Schedule:
    """N samples in batches of `batch_size`, for so many epochs, the incomplete last batch kept or dropped.

    Raises InvalidSetting: a count below 1 or no whole number ("schedule"), dropping the last batch leaves none.
    """

    samples: int
    batch_size: int
    epochs: int = 1
    drop_last: bool = False

    def __post_init__(self):
        for key in ("samples", "batch_size", "epochs"):
            object.__setattr__(self, key, whole_number(key, getattr(self, key), 1, key="schedule"))
        object.__setattr__(self, "drop_last", flag("drop_last", self.drop_last))
        if self.drop_last and self.batch_size > self.samples:
            raise InvalidSetting(
                "schedule-empty",
                f"batch_size={self.batch_size} of samples={self.samples} with the last batch dropped "
                f"leaves no batch: needs batch_size <= {self.samples}, or the last batch kept",
                ({"batch_size": self.samples}, {"drop_last": False}),
                samples=self.samples,
                batch_size=self.batch_size,
            )

    @property
    def iterations_per_epoch(self) -> int:
        return iterations_per_epoch(self.samples, self.batch_size, self.drop_last)

    @property
    def updates(self) -> int:
        return updates(self.samples, self.batch_size, self.epochs, self.drop_last)

    @property
    def full_batches(self) -> int:
        """Batches of an epoch that are not short."""
        return self.samples // self.batch_size

    @property
    def last_batch(self) -> int:
        """Size of the last batch of an epoch."""
        return min(self.batch_size, self.samples - (self.iterations_per_epoch - 1) * self.batch_size)

    @property
    def left_out(self) -> int:
        """Samples that an epoch does without, when the incomplete last batch is dropped."""
        return self.samples - min(self.samples, self.iterations_per_epoch * self.batch_size)

    @property
    def batch_sizes(self) -> tuple[int, ...]:
        """The sizes of the batches of one epoch, in order; only the last may be smaller."""
        room_for(self.iterations_per_epoch)
        starts = range(0, self.iterations_per_epoch * self.batch_size, self.batch_size)
        return tuple(min(self.batch_size, self.samples - start) for start in starts)

    def order(self, epoch: int, seed: int | None) -> np.ndarray:
        """Sample numbers in the order in which an epoch deals them, (samples,); unshuffled for seed None.

        Epoch 0, 1, ... is shuffled from the seed and its own number, so that any epoch can be looked up or
        resumed without running those before.
        """
        epoch = whole_number("epoch", epoch, 0)
        room_for(self.samples)
        if seed is None:
            return np.arange(self.samples)
        # + 1 because [seed, 0] would be the stream of the seed alone, from which first weights are drawn
        seed = whole_number("seed", seed, 0)
        return np.random.default_rng([seed, epoch + 1]).permutation(self.samples)

    def batches(self, epoch: int, seed: int | None) -> list[np.ndarray]:
        """The sample numbers of each batch of an epoch."""
        order, B = self.order(epoch, seed), self.batch_size
        return [order[i * B : (i + 1) * B] for i in range(self.iterations_per_epoch)]

    def dropped(self, epoch: int, seed: int | None) -> np.ndarray:
        """The sample numbers that an epoch leaves out: others each time, unless it is not shuffled."""
        return self.order(epoch, seed)[self.samples - self.left_out :]

    def position(self, step: int) -> Position:
        """Where the training stands after `step` updates, 0 <= step <= updates."""
        step = whole_number("step", step, 0, self.updates, "schedule-step")
        sizes = self.batch_sizes
        epoch, within = divmod(step, len(sizes))
        return Position(step, epoch, within, epoch * sum(sizes) + sum(sizes[:within]), Fraction(step, len(sizes)))
