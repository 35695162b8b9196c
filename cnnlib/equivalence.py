"""The same thing in another shape: FC as CONV, CONV as a matrix, one pass as many crops.

The parts stand in `as_conv`, `sparse` and `sliding`; this is their common door.
"""

from cnnlib.as_conv import conv_to_fc, convolutional, convolutional_parameters, fc_to_conv
from cnnlib.sliding import (
    compare,
    coverage,
    crop_scores,
    crop_steps,
    dense_cost,
    dense_scores,
    shift_and_stitch,
)
from cnnlib.sparse import SparseMatrix, conv_matrix, matrix_count

__all__ = [
    "SparseMatrix",
    "compare",
    "conv_matrix",
    "conv_to_fc",
    "convolutional",
    "convolutional_parameters",
    "coverage",
    "crop_scores",
    "crop_steps",
    "dense_cost",
    "dense_scores",
    "fc_to_conv",
    "matrix_count",
    "shift_and_stitch",
]
