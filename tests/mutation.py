"""Do the tests notice? Small faults are put into cnnlib, one at a time, and its tests are run against each.

    python -m tests.mutation                           some faults in every file, and the share that was caught
    python -m tests.mutation ops/conv training --each 40 --seed 3

A file is named by its path in cnnlib, without the ending; a room stands for all its files. The tests of a file lie
where it lies: those of cnnlib/ops/conv.py are tests/cnnlib/ops/test_conv.py, and all test_conv_*.py beside it.

A fault swaps an operator or a comparison, moves a number, turns a condition round, leaves out a statement, or gives
back nothing. Sentences of errors, docstrings and annotations are left alone, and so is what cannot change a result:
the sizes of portions, `strict=` and `copy=`, and how negative the number of `reshape(-1)` is. The faults tried are a
sample, drawn by the seed; survivors are printed, to be read.

Each fault is tried in a fork of this process, which has the heavy libraries loaded already; no file is touched.
"""

import argparse
import ast
import copy
import importlib.abc
import importlib.util
import os
import random
import resource
import signal
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIBRARY = ROOT / "cnnlib"
SPEED_ONLY = {"STRIP_BYTES", "NARROW", "EVALUATED"}
PATIENCE = 6  # times the processor time of the tests without a fault, and a minute: who needs more, runs for ever
ASLEEP = 3600  # seconds by the clock for those who wait for ever, without work
TESTS = {  # tests besides those that lie where the file lies
    "network/layers": "network/notation/reader network/network formulas/receptive_fields",
    "network/lenet_layers": "network/layers network/passes network/notation/reader",
    "network/notation/tokens": "network/notation/reader",
    "network/passes": "network/network network/export/pytorch",
    "network/zoo": "network/cost",
    "explain/class_score": "explain/occlusion explain/grad_cam",
    "ops/im2col": "ops/conv ops/pool",
}
SWAPS = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
}


# ---- faults


def changed(node: ast.AST):
    """The faulty versions of one node, as (description, new node)."""
    swap = SWAPS.get(type(getattr(node, "op", None)))
    if isinstance(node, (ast.BinOp, ast.BoolOp, ast.AugAssign)) and swap:
        yield swap.__name__, with_field(node, op=swap())
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
        other = SWAPS[type(node.ops[0])]
        yield other.__name__, with_field(node, ops=[other(), *node.ops[1:]])
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.USub)):
        yield f"without {type(node.op).__name__}", node.operand
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield "turned", ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        yield "+ 1", ast.Constant(node.value + 1)
    elif isinstance(node, (ast.If, ast.IfExp)):
        yield "condition turned", with_field(node, test=ast.UnaryOp(ast.Not(), node.test))
    elif isinstance(node, ast.Return) and node.value is not None and not is_nothing(node.value):
        yield "nothing returned", with_field(node, value=ast.Constant(None))
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield "left out", ast.Pass()


def is_nothing(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def with_field(node: ast.AST, **fields) -> ast.AST:
    other = copy.copy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    return other


def places(node: ast.AST):
    """(parent, field, index or None, child) of all that may be changed."""
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST) and not left_alone(child):
                yield node, field, index, child
                yield from places(child)


def left_alone(node: ast.AST) -> bool:
    """Sentences, and what changes no result."""
    if isinstance(node, (ast.Raise, ast.JoinedStr)) or getattr(node, "any_negative", False):
        return True
    if isinstance(node, ast.keyword) and node.arg in ("strict", "copy"):
        return True
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("InvalidSetting", "TypeError", "ValueError"):
        return True
    return isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in SPEED_ONLY | {"__all__"}


def faults(source: str):
    """(line, description, faulty source) of every fault that a file can have."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "reshape":
            for size in node.args:
                if isinstance(size, ast.UnaryOp):  # -1, or -2, or -3: all the same
                    size.operand.any_negative = True
    for parent, field, index, child in list(places(tree)):
        for what, other in changed(child):
            ast.copy_location(other, child)
            put(parent, field, index, other)
            text = ast.unparse(ast.fix_missing_locations(tree))
            put(parent, field, index, child)
            yield child.lineno, f"{ast.unparse(child).splitlines()[0][:70]}  ->  {what}", text


def put(parent: ast.AST, field: str, index: int | None, child: ast.AST) -> None:
    if index is None:
        setattr(parent, field, child)
    else:
        getattr(parent, field)[index] = child


# ---- trying them


class Faulty(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives the faulty source when the module is imported."""

    def __init__(self, name: str, source: str):
        self.name, self.source = name, source

    def find_spec(self, name, path=None, target=None):
        return importlib.util.spec_from_loader(name, self) if name == self.name else None

    def exec_module(self, module):
        exec(compile(self.source, f"<faulty {self.name}>", "exec"), module.__dict__)


def files_of(asked: list[str]) -> list[str]:
    """The files that are asked for, by themselves ("ops/conv") or by their room ("ops"); all, if none is."""
    every = sorted(p.relative_to(LIBRARY).with_suffix("").as_posix() for p in LIBRARY.rglob("*.py"))
    every = [file for file in every if not file.endswith("__init__")]
    meant = {one: [file for file in every if file == one or file.startswith(f"{one}/")] for one in asked}
    if unknown := [one for one, files in meant.items() if not files]:
        raise SystemExit(f"cnnlib has no {', '.join(unknown)}")
    return sum(meant.values(), []) or every


def tests_of(file: str) -> list[str]:
    """The test files of a file of cnnlib: those that lie where it lies, and those that TESTS adds."""
    homes = [ROOT / "tests/cnnlib" / name for name in (file, *TESTS.get(file, "").split())]
    names = ("test_{}.py", "test_{}_*.py")
    return [str(path) for home in homes for name in names for path in sorted(home.parent.glob(name.format(home.name)))]


def survives(file: str, source: str, tests: list[str], patience: float = 600) -> bool:
    """Whether all tests pass with the faulty source in the file's place, within so many seconds of processor time."""
    child = os.fork()
    if not child:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(ASLEEP)
        used = int(time.process_time() + patience)
        resource.setrlimit(resource.RLIMIT_CPU, (used, used))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        try:
            sys.meta_path.insert(0, Faulty(f"cnnlib.{file.replace('/', '.')}", source))
            import pytest

            found_is_enough()
            plain = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-profile=faults"]
            status = pytest.main([*plain, *tests])
        except BaseException:
            status = 99
        os._exit(int(status))
    _, status = os.waitpid(child, 0)
    return status == 0


def processor_time() -> float:
    """Seconds that ended children have worked: a busy machine stretches the clock's, not these."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def found_is_enough() -> None:
    """The same examples each time; the first that fails need not be made small for a reader."""
    from hypothesis import HealthCheck, Phase, settings

    drawn = (Phase.explicit, Phase.generate)
    every = list(HealthCheck)
    settings.register_profile("faults", deadline=None, derandomize=True, phases=drawn, suppress_health_check=every)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", help="files or rooms of cnnlib, as ops/conv; all, if none is given")
    parser.add_argument("--each", type=int, default=8, help="faults tried in each file")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    for heavy in ("numpy", "hypothesis", "pytest", "PIL.Image", "torch"):
        if importlib.util.find_spec(heavy.partition(".")[0]):
            importlib.import_module(heavy)
    tried, survivors, begin = 0, [], time.monotonic()
    for name in files_of(chosen.files):
        source = (LIBRARY / f"{name}.py").read_text(encoding="utf-8")
        possible, tests = list(faults(source)), tests_of(name)
        if not possible:
            continue  # a file of names only
        drawn = random.Random(f"{chosen.seed} {name}").sample(possible, min(chosen.each, len(possible)))
        started = processor_time()
        if not survives(name, source, tests):
            raise SystemExit(f"{name}: its tests fail as it is: {tests}")
        patience = 60 + PATIENCE * (processor_time() - started)
        left = [(name, line, what) for line, what, faulty in drawn if survives(name, faulty, tests, patience)]
        tried, survivors = tried + len(drawn), survivors + left
        print(f"{name:26}{len(drawn) - len(left):4} of {len(drawn)} caught ({len(possible)} possible)", flush=True)
        for _, line, what in left:
            print(f"    {name}.py:{line}: {what}", flush=True)
    caught = tried - len(survivors)
    print(
        f"\n{caught} of {tried} faults caught: {100 * caught / max(tried, 1):.1f} %, {time.monotonic() - begin:.0f} s"
    )
    return 0 if caught >= 0.9 * tried else 1


if __name__ == "__main__":
    os.environ.setdefault("CI", "true")  # the same examples each time
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(threads, "1")
    sys.exit(main())
