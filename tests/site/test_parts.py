"""What the site is made of: the served app's versions, and two wheels that are what they are said to be."""

import hashlib
import json
import re

import pytest
from builder import parts
from builder.said import Stopped

from tests.house.sources import ROOT

# pyodide-lock.json of the npm package pyodide 314.0.4
SHA256 = {
    "numpy": "0cad9c1b91f0082e4f959bc0e0bf5835a2efbba6ab3b1e9d1fe6e7e564cca98e",
    "pillow": "a50d83a8a76d646768e99e93ed5bf365d0b83563fd8b597e77562e75c8f575a9",
}


def pins(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return dict(re.match(r"([\w-]+)==([\w.]+)", line).groups() for line in lines if re.match(r"[a-z]", line))


def test_the_site_runs_what_the_served_app_runs():
    served, site = pins("requirements.txt"), pins("site/requirements.txt")
    common = served.keys() & site.keys()
    assert common == {"streamlit", "starlette", "protobuf", "plotly", "segno"}
    assert {name: site[name] for name in common} == {name: served[name] for name in common}


@pytest.mark.parametrize("name", parts.COMPILED)
def test_a_wheel_is_the_one_that_pyodide_names(name):
    (wheel,) = parts.WHEELS.glob(f"{name}-*.whl")
    assert hashlib.sha256(wheel.read_bytes()).hexdigest() == SHA256[name]


@pytest.mark.parametrize(
    ("file_name", "sha256", "said"),
    [("numpy-9.whl", "", "goes with numpy-9.whl, which is not in"), ("", "0" * 64, "its SHA-256 differs")],
)
def test_another_wheel_stops_the_build(tmp_path, monkeypatch, file_name, sha256, said):
    entries = {}
    for name in parts.COMPILED:
        (wheel,) = parts.WHEELS.glob(f"{name}-*.whl")
        entries[name] = {"file_name": file_name or wheel.name, "sha256": sha256 or SHA256[name]}
    (tmp_path / "pyodide-lock.json").write_text(json.dumps({"packages": entries}))
    monkeypatch.setattr(parts, "PYODIDE", tmp_path)
    with pytest.raises(Stopped, match=re.escape(said)):
        parts.check_wheels()


@pytest.mark.parametrize(
    "name", ["numpy/_core/tests/test_x.py", "streamlit/static/index.html", "bin/streamlit", "a.pyi"]
)
def test_what_no_page_asks_for_stays_at_home(name):
    assert parts.UNUSED.search(name)


@pytest.mark.parametrize("name", ["numpy/__init__.py", "streamlit/runtime/runtime.py", "PIL/_webp.cpython-314.so"])
def test_what_a_page_may_ask_for_comes_along(name):
    assert not parts.UNUSED.search(name)
