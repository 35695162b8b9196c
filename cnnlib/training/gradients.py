"""How far the gradient of a batch points away from that of all images, measured, and the law beside it.

A batch of B images drawn without replacement from N is a sample mean. Its error across the full gradient g has, by
the variance of such a mean, the expected square s^2/B · (N - B)/(N - 1), so that with c = s/|g|
tan(angle) = c sqrt((N - B)/(B (N - 1))): 0 at B = N, and falling as 1/sqrt(B) while B is far below N.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import atan, degrees, sqrt

import numpy as np

from cnnlib.errors import InvalidSetting
from cnnlib.network.network import Arrays, Network
from cnnlib.training.loop import EVALUATED, Data, arrays
from cnnlib.training.update import gradient


@dataclass(frozen=True)
class Spread:
    """Gradients of some batches of one size against the gradient g of all images."""

    batch_size: int
    along: np.ndarray  # for each batch, its part in the direction of g, in lengths of g: 1 on average
    across: np.ndarray  # for each batch, the length of the rest, in lengths of g

    @property
    def angles(self) -> np.ndarray:
        """Degrees between each batch's gradient and g."""
        return np.degrees(np.arctan2(self.across, self.along))

    @property
    def lengths(self) -> np.ndarray:
        """Length of each batch's gradient, in lengths of g."""
        return np.hypot(self.along, self.across)

    @property
    def tangent(self) -> float:
        """Root mean square of `across`, over the length of g: the tangent that the law speaks of."""
        return sqrt(float(np.mean(self.across**2)))

    @property
    def angle(self) -> float:
        """The typical angle in degrees, that of `tangent`."""
        return degrees(atan(self.tangent))


def angle_law(N: int, B: int, c: float) -> float:
    """tan(angle) = c sqrt((N - B)/(B (N - 1))) for batches of B out of N images."""
    return c * sqrt((N - B) / (B * (N - 1)))


def angles_of_law(N: int, c: float, points: int = 60) -> list[tuple[float, float]]:
    """The law as (B, degrees), B from 1 to N in even strides of its logarithm: a curve to be drawn."""
    return [(float(B), degrees(atan(angle_law(N, B, c)))) for B in np.geomspace(1, N, points)]


def fit(spreads: Iterable[Spread], N: int) -> float:
    """The c that lets the law pass through the measured tangents: the root of the mean of c^2 over all batches."""
    squares = [
        spread.across**2 / angle_law(N, spread.batch_size, 1) ** 2 for spread in spreads if spread.batch_size < N
    ]
    if not squares:
        raise InvalidSetting("gradients-fit", f"no batch smaller than N={N}: needs one at least", N=N)
    return sqrt(float(np.mean(np.concatenate(squares))))


def full_gradient(network: Network, params: Arrays, data: Data) -> np.ndarray:
    """Gradient of the mean loss of all images, all parameters in one row, added up in bounded memory."""
    x, y = arrays(network, data)
    total = 0.0
    for start in range(0, len(x), EVALUATED):
        part = slice(start, start + EVALUATED)
        total = total + _row(network, params, x[part], y[part]) * len(x[part])
    return total / len(x)


def measure(
    network: Network,
    params: Arrays,
    data: Data,
    sizes: Iterable[int],
    *,
    draws: int = 20,
    seed: int = 0,
) -> Iterator[Spread]:
    """One Spread a batch size, of `draws` batches drawn without replacement: a generator, as it takes its time.

    Raises InvalidSetting: a size not from 1 to N, or a full gradient of length 0, which points nowhere.
    """
    x, y = arrays(network, data)
    N, rng = len(x), np.random.default_rng(seed)
    g = full_gradient(network, params, data)
    length = float(np.linalg.norm(g))
    if not length:
        raise InvalidSetting("gradients-zero", "the gradient of all pictures is 0 and points nowhere")
    for size in sizes:
        if not 1 <= size <= N:
            raise InvalidSetting(
                "gradients-size",
                f"batch_size={size} of N={N}: needs 1 <= batch_size <= {N}",
                ({"batch_size": min(max(size, 1), N)},),
                batch_size=size,
                N=N,
            )
        along, across = [], []
        for _ in range(draws):
            batch = rng.choice(N, size, replace=False)
            own = full_gradient(network, params, (x[batch], y[batch]))
            along.append(float(own @ g) / length**2)
            across.append(float(np.linalg.norm(own - along[-1] * g)) / length)
        yield Spread(size, np.array(along), np.array(across))


def _row(network: Network, params: Arrays, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """A batch's gradient, all parameters one after the other, in float64: its angle may be small."""
    grads = gradient(network, params, x, y).grads
    return np.concatenate([g.ravel() for g in grads.values()]).astype(float)
