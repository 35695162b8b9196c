"""Three hundred broken and hostile files: a picture or a sentence, memory bounded, and the next good one works."""

import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest

from cnnlib.data.images import load
from cnnlib.errors import InvalidSetting
from tests.cnnlib.hostile_images import GOOD, blank, bombs, broken

ROOT = Path(__file__).parents[3]
SENTENCES = tomllib.loads((ROOT / "assets/text/errors.toml").read_text(encoding="utf-8"))
MEMORY = 240  # MB: twelve bytes for each of the twenty million pixels that are let in


ALL = [*broken(), *bombs()]


@pytest.mark.filterwarnings("ignore")  # Pillow warns of much that is broken here
def test_of_three_hundred_hostile_files_each_is_a_picture_or_a_sentence_and_the_next_good_one_works():
    assert len(ALL) >= 300
    pictures, keys = 0, {}
    sound = load(GOOD["png-RGBA"], 32)
    for name, data in ALL:
        try:
            picture = load(data, 32)
        except InvalidSetting as error:
            assert error.key in SENTENCES, f"{name}: {error.key} has no sentence"
            keys[error.key] = keys.get(error.key, 0) + 1
        except Exception as error:
            raise AssertionError(name) from error
        else:
            assert picture.shape in ((1, 32, 32), (3, 32, 32)) and picture.dtype == np.float32, name
            assert np.isfinite(picture).all() and picture.min() >= 0 and picture.max() <= 1, name
            pictures += 1
        assert np.array_equal(load(GOOD["png-RGBA"], 32), sound), f"after {name}"
    assert pictures > 50 and set(keys) == {
        "image-empty",
        "image-type",
        "image-damaged",
        "image-see-through",
        "image-too-many-pixels",
        "image-too-large",
    }, keys


@pytest.mark.parametrize("name", GOOD)
def test_the_sound_ones_are_pictures(name):
    assert load(GOOD[name]).shape == (
        1 if name in ("png-1", "png-L", "png-I;16", "jpeg-L", "png-LA", "heic-L") else 3,
        256,
        256,
    )


MEASURE = """
import resource, sys, warnings
from pathlib import Path
from PIL import Image
from cnnlib.errors import InvalidSetting
from cnnlib.data.images import load
warnings.simplefilter("ignore")
Image.init()
files = [file.read_bytes() for file in sorted(Path(sys.argv[1]).iterdir())]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for data in files:
    try:
        load(data)
    except InvalidSetting:
        pass
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ru_maxrss is counted in kilobytes on Linux")
def test_the_memory_that_a_file_can_take_is_bounded(tmp_path):
    """In a process of its own: the largest pictures that are let in, of every depth, and every bomb."""
    side = 4472  # squared just under twenty million
    large = [blank(side, side, *kind) for kind in ((16, 0), (8, 4), (1, 3), (16, 6))]
    large.append(blank(20_000_000, 1, 8, 2))
    for n, data in enumerate([*large, *(data for _, data in bombs())]):
        (tmp_path / f"{n:03}").write_bytes(data)
    done = subprocess.run([sys.executable, "-c", MEASURE, tmp_path], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < MEMORY
