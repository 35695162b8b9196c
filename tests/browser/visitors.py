"""Visitors with a page each, in a context of their own; one who has left clean comes again in a later test.

A tab that has shown the course has its scripts compiled: it shows it again with half the work of a new one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from tests.browser.read import AWAIT_ANSWERS
from tests.browser.watch import Watch

PARKED = "/_stcore/health"  # of the server's pages the one that does nothing


@dataclass
class Visitor:
    """`kind` is what the page was opened with, or None where it is not to come again."""

    page: Any
    watch: Watch
    home: str
    kind: Hashable


class Visitors:
    """All of a browser's; `come` and `leave`."""

    def __init__(self, browser):
        self.browser = browser
        self.away = defaultdict(list)

    def come(self, home: str, *, lang: str, touch: bool, again: bool, script: str | None = None, **options) -> Visitor:
        """Somebody with a blank page, or one parked at this home, who may come `again`. `script` runs before those of
        each page."""
        kind = (home, lang, touch) if again and not script and not options else None
        if self.away[kind]:
            page = self.away[kind].pop()
            page.mouse.move(0, 0)
        else:
            page = self.browser.new_context(locale=lang, has_touch=touch, **options).new_page()
            page.add_init_script(AWAIT_ANSWERS)
        if script:
            page.add_init_script(script)
        page.watch = Watch(page, home)
        return Visitor(page, page.watch, home, kind)

    def leave(self, visitor: Visitor) -> None:
        """Close what was opened beside the page; park the page, or close it too."""
        visitor.watch.stop()
        if visitor.kind and _cleared(visitor):
            self.away[visitor.kind].append(visitor.page)
        else:
            visitor.page.context.close()


def _cleared(visitor: Visitor) -> bool:
    """Forget all that was written down; False where the page or its server does not answer any more."""
    from playwright.sync_api import Error  # only where there is a browser to answer

    page, context = visitor.page, visitor.page.context
    try:
        for other in context.pages:
            if other is not page:
                other.close()
        page.goto(visitor.home + PARKED)
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        context.clear_cookies()
        context.clear_permissions()
    except Error:
        return False
    return True
