"""What every test shares: the pace of hypothesis, one thread of arithmetic a worker, a loud word on skips."""

import gc
import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy and torch: two workers share two cores
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from hypothesis import HealthCheck, settings  # noqa: E402

from tests.prepare import in_ci, missing  # noqa: E402

# No deadline: the same example is ten times slower while the other worker starts a browser.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if in_ci() else "here")


def pytest_collection_modifyitems(items):
    """The longest first: no worker is left with one when the other has nothing more to do."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish():
    """What is loaded by now stays: AppTest collects garbage after every run of a page, and walked over PyTorch and
    Keras each time, for five times as long as the page itself takes."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter):
    """Say once more, where it is read, what could not be tested on this machine."""
    lacks = missing()
    if not lacks:
        return
    terminalreporter.section("NOT TESTED ON THIS MACHINE", sep="!", red=True, bold=True)
    for name, remedy in lacks.items():
        terminalreporter.line(f"{name} is missing. To have its tests too: {remedy}")
