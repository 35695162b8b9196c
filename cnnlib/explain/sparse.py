"""A convolution as one big sparse matrix: which input each output is wired to, and by which weight."""

from dataclasses import dataclass

import numpy as np

from cnnlib.checks import numbers, whole_number
from cnnlib.errors import InvalidSetting
from cnnlib.formulas.counts import check_groups
from cnnlib.formulas.sizes import taps

LARGEST = 5_000_000  # positions that are really listed; 24 bytes each


@dataclass(frozen=True)
class SparseMatrix:
    """Positions (rows[i], cols[i]) with values[i], each position once; all others are empty."""

    rows: np.ndarray
    cols: np.ndarray
    values: np.ndarray
    shape: tuple[int, int]

    def __matmul__(self, vector: np.ndarray) -> np.ndarray:
        """Product with a vector (columns,), or with each column of a matrix (columns, n)."""
        vector = np.asarray(vector)
        if vector.ndim == 2:
            return np.stack([self @ column for column in vector.T], axis=1)
        if vector.shape != (self.shape[1],):
            raise InvalidSetting(
                "matrix-vector",
                f"a vector of {vector.shape}: needs ({self.shape[1]},)",
                shape=vector.shape,
                needed=self.shape[1],
            )
        return np.bincount(self.rows, self.values * vector[self.cols], minlength=self.shape[0])

    @property
    def count(self) -> int:
        """Filled positions, whatever stands in them."""
        return len(self.values)


def conv_matrix(
    w: np.ndarray, H: int, W: int, stride: int = 1, padding: int = 0, *, dilation: int = 1, groups: int = 1
) -> SparseMatrix:
    """The matrix of conv2d with filters w (K, D / groups, F, F) on a volume (D, H, W), both read map by map.

    m @ x.ravel() is conv2d(x[None], w, ...).ravel(), without the bias. Products with padded zeros have no
    column. Rows are in order, and the columns within each row. Raises InvalidSetting as conv2d, and for more than
    LARGEST filled cells.
    """
    w = numbers("w", w)
    if w.ndim != 4 or 0 in w.shape:
        raise InvalidSetting("matrix-filters", f"w of shape {w.shape}: needs (K, D / groups, F, F), no side 0")
    K, depth, F_rows, F_cols = w.shape
    H, W, groups = whole_number("H", H, 1), whole_number("W", W, 1), whole_number("groups", groups, 1)
    check_groups(depth * groups, K, groups)
    count = matrix_count(
        H, W, (F_rows, F_cols), padding, stride, D=depth * groups, K=K, dilation=dilation, groups=groups
    )
    if count > LARGEST:
        raise InvalidSetting(
            "matrix-large",
            f"a matrix with {count:,} filled cells: needs at most {LARGEST:,}",
            count=count,
            largest=LARGEST,
        )
    down = taps(H, F_rows, padding, stride, dilation)  # (output rows, F): the input row under each filter row
    along = taps(W, F_cols, padding, stride, dilation)
    k, i, j, d, a, b = np.ogrid[:K, : len(down), : len(along), :depth, :F_rows, :F_cols]
    y, x = down[i, a], along[j, b]
    rows = (k * len(down) + i) * len(along) + j
    cols = ((k // (K // groups) * depth + d) * H + y) * W + x
    inside = (y >= 0) & (y < H) & (x >= 0) & (x < W)
    rows, cols, values, inside = np.broadcast_arrays(rows, cols, w[:, None, None], inside)
    return SparseMatrix(
        rows[inside], cols[inside], values[inside], (K * len(down) * len(along), depth * groups * H * W)
    )


def matrix_count(
    H: int, W: int, F, P: int = 0, S: int = 1, *, D: int = 1, K: int = 1, dilation: int = 1, groups: int = 1
) -> int:
    """Filled positions of that matrix, counted without building it; F is one side, or (rows, columns).

    Without padding they are the multiply-adds; with padding fewer.
    """
    F_rows, F_cols = (F, F) if np.isscalar(F) else F
    down, along = taps(H, F_rows, P, S, dilation), taps(W, F_cols, P, S, dilation)
    return int(((down >= 0) & (down < H)).sum() * ((along >= 0) & (along < W)).sum()) * (D // groups) * K


def wiring(H: int, W: int, F: int, P: int = 0, S: int = 1, *, D: int = 1, K: int = 1) -> np.ndarray:
    """For each row of that matrix the column of each of its filter's D*F*F weights, in their order; -1 where the
    weight lies on the padding: (rows, D*F*F)."""
    places = np.arange(D * F * F).reshape(1, D, F, F)
    matrix = conv_matrix(np.repeat(places, K, axis=0), H, W, S, P)
    found = np.full((matrix.shape[0], D * F * F), -1)
    found[matrix.rows, matrix.values] = matrix.cols
    return found


def filled_shares(matrix: SparseMatrix, most: int = 300) -> np.ndarray:
    """The matrix in blocks, at most `most` each way: the share of each block's positions that is filled."""
    sizes = [-(-side // most) for side in matrix.shape]
    counts = [-(-side // size) for side, size in zip(matrix.shape, sizes, strict=True)]
    at = matrix.rows // sizes[0] * counts[1] + matrix.cols // sizes[1]
    filled = np.bincount(at, minlength=counts[0] * counts[1]).reshape(counts)
    high, wide = (np.diff([*range(0, side, size), side]) for side, size in zip(matrix.shape, sizes, strict=True))
    return filled / (high[:, None] * wide)
