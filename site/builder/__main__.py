"""`make site`: builds the site into dist/site, and says what was built."""

from __future__ import annotations

import sys

from builder import parts, python_there, sizes
from builder.assemble import assemble
from builder.places import ROOT, SITE
from builder.said import Stopped, step


def main() -> int:
    try:
        build()
    except Stopped as why:
        print(f"\n{why}", file=sys.stderr)
        return 1
    pages = sum(1 for _ in SITE.rglob("index.html"))
    print(f"{SITE.relative_to(ROOT)}: {pages} pages, {sizes.whole(SITE) / 1e6:.1f} MB; a first visit fetches", end=" ")
    print(f"{sizes.python(SITE) / 1e6:.1f} MB of Python (gzip). Look at it: make site-serve")
    return 0


def build() -> None:
    with step("Pyodide and the packages"):
        parts.fetch()
    parts.check_wheels()
    with step("Packages compiled"):
        packages = python_there.compile_packages()
    with step("Course compiled"):
        course = python_there.compile_course()
    with step("First runs recorded"):
        recorded = python_there.record(packages, course)
    with step("Site put together"):
        assemble(packages, course, recorded)


sys.exit(main())
