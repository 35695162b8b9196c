"""The same thing in another shape: FC as CONV, CONV as a matrix, one pass as many crops.

The parts stand in `as_conv`, `sparse`, `sliding` and `sliding_cost`; this is their common door.
"""

from cnnlib.as_conv import conv_to_fc, convolutional, convolutional_parameters, fc_to_conv
from cnnlib.sliding import (
    Comparison,
    compare,
    coverage,
    crop_of,
    crop_scores,
    crop_steps,
    dense_scores,
    grid,
    shift_and_stitch,
    stride_of,
)  # fmt: skip
from cnnlib.sliding_cost import DenseCost, dense_cost
from cnnlib.sparse import SparseMatrix, conv_matrix, filled_shares, matrix_count, wiring

__all__ = [
    "Comparison", "DenseCost", "SparseMatrix", "compare", "conv_matrix", "conv_to_fc", "convolutional",
    "convolutional_parameters", "coverage", "crop_of", "crop_scores", "crop_steps", "dense_cost", "dense_scores",
    "fc_to_conv", "filled_shares", "grid", "matrix_count", "shift_and_stitch", "stride_of", "wiring",
]  # fmt: skip
