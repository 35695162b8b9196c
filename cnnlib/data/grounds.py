"""What a see-through image is laid on: a ground that its outline stands out from. White strokes are lost on white."""

import numpy as np

GROUNDS = {"white": 1.0, "black": 0.0, "grey": 0.5}  # the first on which little is lost is taken
FAINT = 0.15  # of the way from black to white: what differs by less from its ground is lost on it
MOST_LOST = 0.1  # of an outline


def outline(alpha: np.ndarray) -> np.ndarray:
    """(H, W) of what is to be seen in an alpha (H, W) of 0 to 1, and has something see-through above, below or beside
    it: whether the ground matters there."""
    seen = alpha >= 0.5 if (alpha >= 0.5).any() else alpha > 0
    around = np.pad(seen, 1, mode="edge")
    return seen & ~(around[:-2, 1:-1] & around[2:, 1:-1] & around[1:-1, :-2] & around[1:-1, 2:])


def ground_for(colours: np.ndarray, alpha: np.ndarray) -> str:
    """A name of GROUNDS for colours (D, H, W) and their alpha (H, W), all from 0 to 1."""
    edge = outline(alpha)
    if not edge.any():
        return "white"
    lost = {}
    for name, level in GROUNDS.items():
        difference = alpha[edge] * np.abs(colours[:, edge] - level).max(axis=0)
        lost[name] = float((difference < FAINT).mean())
    return next((name for name in GROUNDS if lost[name] <= MOST_LOST), min(lost, key=lost.get))


def laid_on(ground: str, colours: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    """The colours (D, H, W) over that ground, as far as their alpha (H, W) lets it through."""
    return colours * alpha + GROUNDS[ground] * (1 - alpha)
