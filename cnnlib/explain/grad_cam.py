"""Grad-CAM: which places of a layer's maps speak for a class, worked out from the gradient of the class's score.

With A_k the maps of a layer and s the score of a class:

    alpha_k = mean over all positions of ds/dA_k        how much map k counts
    map     = ReLU(sum over k of alpha_k A_k)           where the maps that count are active

R. Selvaraju et al.: Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization, ICCV 2017. A map
that looks right is not yet a reason (J. Adebayo et al.: Sanity Checks for Saliency Maps, NeurIPS 2018).
"""

from dataclasses import dataclass

import numpy as np

from cnnlib.checks import is_whole, shown
from cnnlib.errors import InvalidSetting
from cnnlib.explain.class_score import one_image
from cnnlib.network.layers import Input
from cnnlib.network.network import Arrays, Network, Trace
from cnnlib.ops.activations import relu


@dataclass(frozen=True)
class GradCam:
    """The map, and every step on the way to it; K maps of H x W."""

    score: float  # of the class
    maps: np.ndarray  # A (K, H, W): what the layer gave
    gradients: np.ndarray  # ds/dA (K, H, W): how much each number of these moves the score
    weights: np.ndarray  # alpha (K,): the mean of each map's gradients
    weighted_sum: np.ndarray  # (H, W): the sum of alpha_k A_k
    map: np.ndarray  # (H, W): of that, what is positive


def grad_cam(network: Network, params: Arrays, x: np.ndarray, target: int, layer: str | int) -> GradCam:
    """Where the maps of a layer speak for class `target`.

    Args:
        x: one image (D, H, W), or (1, D, H, W), as the network takes it.
        target: which of the network's scores is asked about. Behind a softmax this is a probability: Grad-CAM is meant
            for the score before it.
        layer: the name of a layer that gives maps ("C2", "relu3"), or its index; usually the last before the first FC.

    Raises:
        InvalidSetting: no such layer, or one that gives no maps; see `one_image` for the others.
    """
    image, i = one_image(network, x, target), _index(network, layer)
    trace = network.trace(params, image)
    # The layers behind are a network of their own, of which the maps are the input.
    behind = Network((Input(network.shapes[i]), *network.layers[i + 1 :]), network.names[i:])
    by_scores = np.zeros_like(trace.scores)
    by_scores[0, target] = 1
    _, by_maps = behind.backward(params, Trace(trace.volumes[i:], trace.masks[i:]), by_scores, to_input=True)
    maps, gradients = trace.volumes[i][0], by_maps[0]
    weights = gradients.mean(axis=(1, 2))
    weighted_sum = (weights[:, None, None] * maps).sum(axis=0)
    score = float(trace.scores.reshape(-1)[target])
    return GradCam(score, maps, gradients, weights, weighted_sum, relu(weighted_sum))


def _index(network: Network, layer: str | int) -> int:
    """Where in the network a layer stands that gives maps."""
    named = {
        name: i for i, (name, shape) in enumerate(zip(network.names, network.shapes, strict=True)) if len(shape) == 3
    }
    indices = named | {i: i for i in named.values()}
    if not (is_whole(layer) or isinstance(layer, str)) or layer not in indices:
        repairs = tuple({"layer": name} for name in reversed(named))
        message = f"layer={shown(layer)}: needs one that gives maps, {', '.join(named)}"
        raise InvalidSetting("layer-without-maps", message, repairs, layer=layer)
    return indices[layer]
