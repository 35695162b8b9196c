"""The package as a whole: its names, what importing it brings along, and the examples in its docstrings.

How its rooms stand on one another is held in tests/house/test_imports.py.
"""

import doctest
import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import cnnlib

ROOT = Path(__file__).parents[2]
NOTEBOOK = """
    InvalidSetting output_size receptive_field conv2d conv2d_backward pool2d pool2d_backward Network parse
    alexnet vgg16 lenet5 cifar10_net summarize fc_to_conv conv_matrix dense_scores shift_and_stitch
    Schedule train MISTAKES occlusion grad_cam
""".split()


def test_the_names_of_a_notebook_are_these_and_the_docstring_tells_each():
    assert sorted(cnnlib.__all__) == sorted(NOTEBOOK)
    words = set(cnnlib.__doc__.replace(",", " ").replace(":", " ").replace("`", " ").split())
    assert set(NOTEBOOK) <= words
    for name in NOTEBOOK:
        assert name == "MISTAKES" or getattr(cnnlib, name).__doc__, name


def test_importing_it_brings_numpy_and_no_pillow():
    code = "import cnnlib, sys; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60)
    loaded = set(done.stdout.split())
    assert {"cnnlib", "numpy"} <= loaded and not loaded & {"PIL", "streamlit", "plotly", "torch"}, done.stderr


@pytest.mark.parametrize("module", [found.name for found in pkgutil.walk_packages(cnnlib.__path__, "cnnlib.")])
def test_the_examples_in_the_docstrings_hold(module):
    assert doctest.testmod(importlib.import_module(module)).failed == 0
