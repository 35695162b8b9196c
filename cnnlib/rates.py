"""Learning rates that change on the way: how long a step to take, as a function of how many were taken."""

__all__ = ["one_cycle"]


def one_cycle(step: int, steps: int, highest: float, warm: float = 0.2, first: float = 0.1) -> float:
    """Up in a straight line, then down in one: begins at first · highest, ends at nearly nothing.

    Small steps while the first weights are wild, large ones to get far, small ones to settle. After L. Smith, N. Topin:
    Super-Convergence, arXiv:1708.07120, 2017.

    Args:
        step: updates made so far, 0 to steps - 1.
        warm: the part of all steps during which the rate rises.
        first: the rate at step 0, as a part of the highest.
    """
    top = warm * steps
    if step < top:
        return highest * (first + (1 - first) * step / top)
    return highest * (steps - step) / (steps - top)
