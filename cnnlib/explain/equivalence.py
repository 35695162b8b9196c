"""The same thing in another shape: FC as CONV, CONV as a matrix, one pass as many crops.

The parts stand in `as_conv`, `sparse`, `sliding`, `sliding_steps` and `sliding_cost`; this is their common door.
"""

from cnnlib.explain.as_conv import conv_to_fc, convolutional, convolutional_parameters, fc_to_conv, flat_place
from cnnlib.explain.sliding import (
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
)
from cnnlib.explain.sliding_cost import DenseCost, conv_saving, dense_cost, saving
from cnnlib.explain.sliding_steps import Step, race
from cnnlib.explain.sparse import SparseMatrix, conv_matrix, filled_shares, matrix_count, wiring

__all__ = [
    "Comparison",
    "DenseCost",
    "SparseMatrix",
    "Step",
    "compare",
    "conv_matrix",
    "conv_saving",
    "conv_to_fc",
    "convolutional",
    "convolutional_parameters",
    "coverage",
    "crop_of",
    "crop_scores",
    "crop_steps",
    "dense_cost",
    "dense_scores",
    "fc_to_conv",
    "filled_shares",
    "flat_place",
    "grid",
    "matrix_count",
    "race",
    "saving",
    "shift_and_stitch",
    "stride_of",
    "wiring",
]
