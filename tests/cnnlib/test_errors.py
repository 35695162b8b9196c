"""The library's one error, and the examples in its docstrings."""

import doctest
import importlib
import pkgutil

import pytest

import cnnlib
from cnnlib.errors import InvalidSetting


def test_an_error_carries_its_key_its_numbers_and_what_would_work():
    changes = {"F": 5}
    problem = InvalidSetting("filter-too-large", "F=7 does not fit", [changes, {"P": 1}], F=7, W=5)
    changes["F"] = 9  # a copy was kept
    assert isinstance(problem, ValueError) and str(problem) == "F=7 does not fit"
    assert problem.key == "filter-too-large" and problem.values == {"F": 7, "W": 5}
    assert problem.repairs == ({"F": 5}, {"P": 1}) and InvalidSetting("a", "b").repairs == ()


@pytest.mark.parametrize("name", [module.name for module in pkgutil.iter_modules(cnnlib.__path__)])
def test_the_examples_in_the_docstrings_hold(name):
    assert doctest.testmod(importlib.import_module(f"cnnlib.{name}")).failed == 0
