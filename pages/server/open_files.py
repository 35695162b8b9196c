"""How many open files the process may have: raised as far as it goes, and no more visitors seated than fit."""

from __future__ import annotations

import logging

try:
    import resource
except ImportError:  # Windows, where sockets are not counted so
    resource = None

log = logging.getLogger(__name__)

# Counted on Streamlit 1.67: a visitor has a socket, and an event loop of three files; one who has left keeps the loop
# until forgotten; one who arrives asks for scripts and pictures over six more connections.
VISITOR, LEFT, ARRIVING = 4, 3, 11
MOST_LEFT = 128  # visitors who have left that Streamlit remembers
SPARE = 200  # the process's own, and some who are just arriving


def seats(wanted: int) -> int:
    """How many of these visitors can be seated, once the limit of open files is raised."""
    if resource is None:
        return wanted
    kept = MOST_LEFT * LEFT + SPARE
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    best = wanted * ARRIVING + kept  # a whole class that arrives at once
    if hard != resource.RLIM_INFINITY:
        best = min(best, hard)
    if soft != resource.RLIM_INFINITY and soft < best:
        resource.setrlimit(resource.RLIMIT_NOFILE, (best, hard))
        soft = best
    fit = wanted if soft == resource.RLIM_INFINITY else max((soft - kept) // VISITOR, 1)
    if fit < wanted:
        line = "%d open files are allowed (ulimit -Hn), enough for %d visitors at once and not for %d"
        log.warning(line, soft, fit, wanted)
    return min(fit, wanted)
