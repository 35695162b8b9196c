"""Networks with weights and images drawn for a test."""

import numpy as np

from cnnlib.network.network import initial_parameters, parse


def drawn(line, rng, dtype=np.float64, N=2):
    """(network, params, N images) of a line or a network: all parameters are drawn, biases too."""
    network = parse(line) if isinstance(line, str) else line
    params = initial_parameters(network, rng, dtype)
    params = {name: array + 0.1 * rng.standard_normal(array.shape).astype(dtype) for name, array in params.items()}
    return network, params, rng.standard_normal((N, *network.input_shape)).astype(dtype)
