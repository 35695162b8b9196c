"""The course: its parts and lessons in order, and which of them are open. One line a lesson."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

PARTS = ("network", "layers", "training")


@dataclass(frozen=True)
class Entry:
    """A lesson in the menu; a closed one is named and not linked."""

    part: str
    address: str
    open: bool = False

    @property
    def topic(self) -> str:
        """The lesson's text file, and its page's module."""
        return self.address.replace("-", "_")

    def page(self):
        """The function that draws the lesson."""
        return import_module(f"pages.{self.part}.{self.topic}").page


MENU = (
    Entry("network", "alexnet", open=True),
    Entry("network", "cifar10", open=True),
    Entry("network", "builder", open=True),
    Entry("layers", "sliding-filter", open=True),
    Entry("layers", "output-size", open=True),
    Entry("layers", "shared-weights", open=True),
    Entry("layers", "pooling", open=True),
    Entry("layers", "fc-is-conv", open=True),
    Entry("training", "steps-and-epochs", open=True),
    Entry("training", "batch-size", open=True),
    Entry("training", "live-training", open=True),
)


def open_entries() -> tuple[Entry, ...]:
    return tuple(entry for entry in MENU if entry.open)
