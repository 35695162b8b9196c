"""The rooms of the frame stand on one another: each file imports from its own floor or from those below."""

import pytest

from tests.test_house import ROOT, imports, within

FLOORS = (
    ("pages.frame.assets",),
    ("pages.frame.text",),
    ("pages.frame.state",),
    ("pages.frame.stage",),
    ("pages.frame.lesson",),
    ("pages.frame.jobs", "pages.frame.stage.gestures"),
    ("pages.frame.run",),
    ("pages.frame.widgets",),
    ("pages.frame.page",),
)
FILES = [path for path in sorted((ROOT / "pages/frame").rglob("*.py")) if path.name != "__init__.py"]


def module(path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def floor(name: str) -> int:
    """The number of a module's floor, by the longest name that it bears there; of what is not the frame's, -1."""
    named = [(len(room), n) for n, rooms in enumerate(FLOORS) for room in rooms if within(name, [room])]
    return max(named)[1] if named else -1


@pytest.mark.parametrize("path", FILES, ids=module)
def test_nothing_reaches_up(path):
    assert not [name for name in imports(path) if floor(name) > floor(module(path))]
