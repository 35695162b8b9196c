"""Where the windows of one axis stop, as it is, and as a mistake about the output's size has it."""

from __future__ import annotations

from dataclasses import dataclass

from cnnlib.formulas.sizes import check_fits, output_size

Window = tuple[int, int]  # its first cell, and how many


@dataclass(frozen=True)
class Stops:
    """Zeros, inputs, zeros in a row; the windows that are counted on it, and those that are left out. The cells are
    counted from the first zero on."""

    zeros: tuple[int, int]  # before the inputs, and after
    inputs: int
    windows: tuple[Window, ...]
    uncounted: tuple[Window, ...] = ()

    @property
    def beyond(self) -> int:
        """How many cells that are not there the last window reaches over."""
        return max(0, *(first + length - sum(self.zeros) - self.inputs for first, length in self.windows))


def stops(W: int, F: int, P: int = 0, S: int = 1, rounding: str = "floor") -> Stops:
    """The windows as they stop, rounded down or up. Raises InvalidSetting as `output_size`."""
    return Stops((P, P), W, _windows(output_size(W, F, P, S, rounding=rounding), F, S))


def mistaken_stops(mistake: str, W: int, F: int, P: int = 0, S: int = 1) -> Stops | None:
    """As a mistake of `formulas.mistakes` has them, which counts just as many; None of one that is a slip in the
    arithmetic only, or where it leaves no room for a window. Raises InvalidSetting as `output_size`."""
    check_fits(W, F, P, S)
    there, room = stops(W, F, P, S), W - F
    match mistake:
        case "size_one_forgotten":
            return Stops((P, P), W, there.windows[1:], there.windows[:1])
        case "size_ceil_for_floor":
            return stops(W, F, P, S, rounding="ceil")
        case "size_floor_for_ceil":
            return there
        case "size_stride_ignored":
            return stops(W, F, P, 1)
        case "size_padding_once" if room + P >= 0:
            return Stops((P, 0), W, _windows((room + P) // S + 1, F, S))
        case "size_already_padded" if room >= 0:
            return stops(W, F, 0, S)
        case "size_stride_on_padding" if room >= 0:  # each zero is taken for a place of its own
            inside = [(P + first, length) for first, length in stops(W, F, 0, S).windows]
            return Stops((P, P), W, (*_windows(P, 1, 1), *inside, *((P + W + i, 1) for i in range(P))))
    return None


def _windows(count: int, F: int, S: int) -> tuple[Window, ...]:
    return tuple((k * S, F) for k in range(count))
