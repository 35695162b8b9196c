"""`make bench`: runs every bench_*.py of this folder, prints one table, and fails where a limit is broken.

Each bench runs in a process of its own with as many threads as it names in THREADS, for both sides of a race alike.
Arguments choose benches by part of their name: `make bench ARGS=conv`.
"""

import importlib
import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from tests.bench.race import Row

ROOT = Path(__file__).parents[2]
COUNTS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
ON_REQUEST = ("bench_site",)  # it needs the site that `make site` builds
# A machine may tell numpy's matrix products which processor and which cache to work for; PyTorch's hear nothing of it,
# and the race would be unequal.
HELD_BACK = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


def main(words: list[str]) -> int:
    if words[:1] == ["--run"]:
        return run_one(words[1])
    found = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    broken = []
    print(f"{os.cpu_count()} processors; ratio = ours / theirs, median of interleaved rounds, quartiles in brackets")
    print(f"{'':58}{'threads':>7}{'ours':>14}{'theirs':>14}   ratio")
    for name in found:
        if not (any(word in name for word in words) if words else name not in ON_REQUEST):
            continue
        for threads in getattr(importlib.import_module(f"tests.bench.{name}"), "THREADS", (None,)):
            for row in run(name, threads):
                print(line(row, threads), flush=True)
                broken += [] if row.kept else [row.name]
    print("\nBROKEN: " + "; ".join(broken) if broken else "\nEvery limit is kept.")
    return 1 if broken else 0


def run(name: str, threads: int | None):
    """The rows of one bench, run elsewhere, as they come."""
    command = [sys.executable, "-m", "tests.bench", "--run", name]
    with subprocess.Popen(command, cwd=ROOT, env=environment(threads), stdout=subprocess.PIPE, text=True) as process:
        for text in process.stdout:
            yield Row(**json.loads(text))
    if process.returncode:
        raise SystemExit(f"{name} ended with status {process.returncode}")


def environment(threads: int | None) -> dict[str, str]:
    """This process's, with so many threads for both sides, and the processor's own kernels for both."""
    free = {name: value for name, value in os.environ.items() if name not in HELD_BACK}
    return free if threads is None else free | dict.fromkeys(COUNTS, str(threads))


def run_one(name: str) -> int:
    for row in importlib.import_module(f"tests.bench.{name}").rows():
        print(json.dumps(asdict(row)), flush=True)
    return 0


def line(row: Row, threads: int | None) -> str:
    limit = "" if row.limit is None else f", limit {row.limit:g}{'' if row.kept else '  BROKEN'}"
    low, high = row.spread
    return (
        f"{row.name:58}{threads or '':>7}{row.ours:>11.2f} {row.unit}{row.theirs:>11.2f} {row.unit}"
        f"   {row.ratio:.2f} ({low:.2f}-{high:.2f}){limit}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
