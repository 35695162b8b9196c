"""What every bench shares: two runners in interleaved rounds, their ratio, and its limit."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter

ROUNDS = 9
SHORTEST = 0.02  # seconds a runner is kept running in each round, so that the clock's grain does not matter


@dataclass(frozen=True)
class Row:
    """One line of the table. The limit is on `ratio`, ours over theirs (smaller is better); None: no promise."""

    name: str
    ours: float  # seconds, or whatever `unit` says
    theirs: float
    ratio: float  # median over the rounds of ours / theirs
    spread: tuple[float, float]  # its quartiles
    limit: float | None = None
    unit: str = "ms"

    @property
    def kept(self) -> bool:
        return self.limit is None or self.ratio <= self.limit


def race(
    name: str,
    ours: Callable[[], object],
    theirs: Callable[[], object],
    limit: float | None = None,
    rounds: int = ROUNDS,
) -> Row:
    """Run both in turn, `rounds` times, first the one, then the other, after a warm-up of each.

    The ratio is taken within each round, where both met the same weather on the machine; then the median.
    """
    turns = [(runner, _turns(runner)) for runner in (ours, theirs)]
    times = []
    for i in range(rounds):
        order = turns if i % 2 == 0 else turns[::-1]
        took = {id(runner): _seconds(runner, count) for runner, count in order}
        times.append((took[id(ours)], took[id(theirs)]))
    ratios = [mine / other for mine, other in times]
    low, _, high = quantiles(ratios, n=4)
    a, b = (1e3 * median(column) for column in zip(*times, strict=True))
    return Row(name, a, b, median(ratios), (low, high), limit)


def _turns(runner: Callable[[], object]) -> int:
    """How many runs fill the shortest time; the first of all runs, which is slower, is not counted."""
    runner()
    return max(1, round(SHORTEST / max(_seconds(runner, 1), 1e-9)))


def _seconds(runner: Callable[[], object], count: int) -> float:
    begin = perf_counter()
    for _ in range(count):
        runner()
    return (perf_counter() - begin) / count
