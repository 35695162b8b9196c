"""The rooms of the frame stand on one another: each file imports from its own floor or from those below."""

import pytest

from tests.test_house import ROOT, imports, within

FLOORS = (
    ("pages.frame.assets",),
    ("pages.frame.text",),
    ("pages.frame.state",),
    ("pages.frame.stage.scene", "pages.frame.stage.scripts", "pages.frame.stage.component"),
    ("pages.frame.lesson",),
    ("pages.frame.jobs", "pages.frame.stage.gestures"),
    ("pages.frame.run",),
    ("pages.frame.widgets",),
    ("pages.frame.page",),
)
FILES = [path for path in sorted((ROOT / "pages/frame").rglob("*.py")) if path.name != "__init__.py"]


def module(path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize("path", FILES, ids=module)
def test_nothing_reaches_up(path):
    floor = next(n for n, rooms in enumerate(FLOORS) if within(module(path), rooms))
    above = [room for rooms in FLOORS[floor + 1 :] for room in rooms]
    assert not [name for name in imports(path) if within(name, above)]
