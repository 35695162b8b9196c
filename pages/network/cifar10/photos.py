"""What the network is shown: the shipped photographs, the cat's face cut out of one, and which class each shows."""

from __future__ import annotations

from functools import cache

import numpy as np

from cnnlib.network.cifar_net import SIZE, image_shown
from pages.shared.photographs import PHOTOGRAPHS, SIDE, opened

WHOLE, FACE = "cat", "cat_face"
# Where the face begins, and its side: six pixels become one, and both eyes and the nose are in it.
LEFT, TOP, FACE_SIDE = 44, 28, 192
PHOTOS = (FACE, *PHOTOGRAPHS)
TRUE_CLASSES = {FACE: "cat", WHOLE: "cat"}  # those that show one of the ten classes
FACE_PIXELS = FACE_SIDE * SIZE // SIDE  # a side, of the face in the whole photograph as the network is shown that


@cache
def shown(name: str) -> np.ndarray:
    """(3, 32, 32) of one of PHOTOS, as the network is shown it; nobody writes into it."""
    if name == FACE:
        return image_shown(opened(WHOLE)[:, TOP : TOP + FACE_SIDE, LEFT : LEFT + FACE_SIDE])
    return image_shown(opened(name))
