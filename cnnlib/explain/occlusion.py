"""Occlusion: what a class's score depends on in an image, found by covering one part after the other.

A patch of the image's mean colour slides over it as a filter does, with (W - F)/S + 1 stops along each side; how far
the score falls at a stop is one cell of a map. M. Zeiler, R. Fergus: Visualizing and Understanding Convolutional
Networks, ECCV 2014, section 4.2. A deep fall shows that this network needs this part of this image; it does not show
why (J. Adebayo et al.: Sanity Checks for Saliency Maps, NeurIPS 2018).
"""

import numpy as np

from cnnlib.checks import whole_pair
from cnnlib.explain.class_score import one_image
from cnnlib.formulas.sizes import output_size
from cnnlib.network.network import Arrays, Network
from cnnlib.ops.im2col import Pair


def occlusion(
    network: Network, params: Arrays, x: np.ndarray, target: int, *, size: Pair, stride: Pair | None = None
) -> np.ndarray:
    """How far the score of class `target` falls while a patch covers the image.

    Args:
        x: one image (D, H, W), or (1, D, H, W), as the network takes it.
        target: which of the network's scores is watched.
        size: of the patch, one number or (height, width).
        stride: pixels from one stop to the next; the patch's own size unless said, so that no two stops overlap.

    Returns:
        (rows, columns): the score of the image as it is, less that with the patch at each stop. Positive where the
        covered part spoke for the class, negative where it spoke against it.

    Raises:
        InvalidSetting: the patch does not fit the image; see `one_image` for the others.
    """
    image = one_image(network, x, target)
    sizes, strides = whole_pair("size", size), whole_pair("stride", size if stride is None else stride)
    (high, wide), (down, across) = sizes, strides
    rows, columns = (output_size(W, F, S=S) for W, F, S in zip(image.shape[2:], sizes, strides, strict=True))
    mean_colour = image.mean(axis=(2, 3))[0][:, None, None]
    uncovered = network.forward(params, image).reshape(-1)[target]
    falls = np.empty((rows, columns), uncovered.dtype)
    for i in range(rows):  # all stops of a row at once, as a batch
        covered = np.repeat(image, columns, axis=0)
        for j in range(columns):
            covered[j, :, i * down : i * down + high, j * across : j * across + wide] = mean_colour
        falls[i] = uncovered - network.forward(params, covered).reshape(columns, -1)[:, target]
    return falls
