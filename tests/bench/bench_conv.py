"""conv2d, forward and backward, on the convolutional layers of AlexNet and VGG-16, against PyTorch on the CPU."""

import numpy as np

from cnnlib.network.layers import Conv
from cnnlib.network.zoo import alexnet, vgg16
from cnnlib.ops.conv import conv2d, conv2d_backward
from tests.bench.race import race

THREADS = (1, 2)
FORWARD, BACKWARD = 1.6, 2.0


def rows():
    for name, network, rounds in (("AlexNet, 227, grouped", alexnet(), 9), ("VGG-16, 224", vgg16(), 5)):
        stack = layers(network)
        yield race(f"conv2d, {name}", lambda s=stack: forward(s), lambda s=stack: torch_forward(s), FORWARD, rounds)
        yield race(
            f"conv2d_backward, {name}", lambda s=stack: backward(s), lambda s=stack: torch_backward(s), BACKWARD, rounds
        )


def layers(network):
    """For each CONV: its settings, input, weights, biases, and a gradient of its output; one picture, float32."""
    rng, found = np.random.default_rng(0), []
    for i, layer in enumerate(network.layers):
        if isinstance(layer, Conv):
            before, after = network.shapes[i - 1], network.shapes[i]
            shapes = (1, *before), (layer.K, before[0] // layer.groups, layer.F, layer.F), (layer.K,), (1, *after)
            found.append((layer, *(rng.standard_normal(shape, np.float32) for shape in shapes)))
    return found


def forward(stack):
    for layer, x, w, b, _ in stack:
        conv2d(x, w, b, stride=layer.S, padding=layer.P, groups=layer.groups)


def backward(stack):
    for layer, x, w, _, grad in stack:
        conv2d_backward(grad, x, w, stride=layer.S, padding=layer.P, groups=layer.groups)


def torch_forward(stack):
    import torch

    with torch.no_grad():
        for layer, *arrays, _ in stack:
            x, w, b = map(torch.from_numpy, arrays)
            torch.nn.functional.conv2d(x, w, b, layer.S, layer.P, 1, layer.groups)


def torch_backward(stack):
    import torch

    for layer, *arrays in stack:
        x, w, _, grad = map(torch.from_numpy, arrays)
        S, P = [layer.S] * 2, [layer.P] * 2
        torch.ops.aten.convolution_backward(
            grad, x, w, [layer.K], S, P, [1, 1], False, [0, 0], layer.groups, [True, True, True]
        )
