"""What occlusion and Grad-CAM both ask about: the score that a network gives one image for one class."""

import numpy as np

from cnnlib.checks import is_whole, kind_of, numbers, shown
from cnnlib.errors import InvalidSetting
from cnnlib.network.network import Network


def one_image(network: Network, x: np.ndarray, target: int) -> np.ndarray:
    """x, (D, H, W) or (1, D, H, W), as a batch of one; checked together with the class asked about.

    Raises:
        InvalidSetting: several images; a network that gives no single score a class; no such class.
    """
    kind_of("network", network, Network, "a Network, as parse() gives it")
    x = numbers("x", x)
    x = x[None] if x.ndim == 3 else x
    if x.ndim != 4 or len(x) != 1:
        raise InvalidSetting("one-image", f"x of shape {x.shape}: needs one image, (D, H, W) or (1, D, H, W)")
    classes, *places = network.output_shape
    if places not in ([], [1, 1]):
        message = f"the network ends in {network.output_shape}: needs one score a class, (K,) or (K, 1, 1)"
        raise InvalidSetting("one-score", message, output=network.output_shape)
    if not is_whole(target) or not 0 <= target < classes:
        nearest = int(min(max(target, 0), classes - 1)) if is_whole(target) else 0
        message = f"target={shown(target)} of {classes} classes: needs 0 to {classes - 1}"
        raise InvalidSetting("class", message, ({"target": nearest},), target=target, classes=classes)
    return x
