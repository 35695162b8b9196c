"""The benches measure what they say: with a clock that the test moves."""

import pytest

from tests.bench import __main__ as bench
from tests.bench import race as module
from tests.bench.race import Row, race


class Clock:
    now = 0.0

    def __call__(self):
        return self.now

    def runner(self, *seconds):
        """Something that takes so long, over and over through the list."""
        turns = iter(range(10**9))

        def run():
            self.now += seconds[next(turns) % len(seconds)]

        return run


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(module, "perf_counter", clock)
    return clock


def test_the_ratio_is_ours_over_theirs(clock):
    row = race("three times as long", clock.runner(0.3), clock.runner(0.1), limit=2.9)
    assert row.ratio == pytest.approx(3) and row.spread == (pytest.approx(3), pytest.approx(3))
    assert (row.ours, row.theirs) == (pytest.approx(300), pytest.approx(100)) and not row.kept


def test_a_slow_round_does_not_move_the_median(clock):
    row = race("steady but once", clock.runner(0.1, 0.1, 0.1, 0.1, 9.0, 0.1, 0.1), clock.runner(0.1), 1.1, rounds=7)
    assert row.ratio == pytest.approx(1) and row.kept


def test_short_runs_are_repeated(clock):
    counted = []
    runner = clock.runner(0.001)
    race("short", lambda: (counted.append(1), runner()), clock.runner(0.001), rounds=3)
    assert len(counted) == 2 + 3 * 20  # two to warm up, then 20 ms a round


@pytest.mark.parametrize(("ratio", "status"), [(1.0, 0), (1.6, 1)])
def test_a_broken_limit_is_the_exit_status(monkeypatch, capsys, ratio, status):
    rows = [Row("free", 1, 1, 99, (98, 100)), Row("held", 1, 1, ratio, (1, 2), 1.5)]
    monkeypatch.setattr(bench, "run", lambda name, threads: rows if name == "bench_conv" and threads == 1 else [])
    assert bench.main(["conv"]) == status
    assert ("BROKEN: held" in capsys.readouterr().out) == bool(status)


def test_a_word_chooses_benches(monkeypatch):
    ran = []
    monkeypatch.setattr(bench, "run", lambda name, threads: ran.append((name, threads)) or [])
    bench.main(["training"])
    assert ran == [("bench_training", 1), ("bench_training", 2)]


def test_both_sides_of_a_race_have_the_same_threads_and_the_processors_own_kernels(monkeypatch):
    for name in bench.HELD_BACK:
        monkeypatch.setenv(name, "Haswell")
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "8")
    monkeypatch.delenv("MKL_NUM_THREADS", raising=False)
    for threads, blas in ((2, "2"), (None, "8")):
        found = bench.environment(threads)
        assert not {"OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"} & found.keys() and found["OPENBLAS_NUM_THREADS"] == blas
        assert found["PATH"] and found.get("MKL_NUM_THREADS") == (None if threads is None else blas)
