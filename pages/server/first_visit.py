"""Warm-up: the server opens the course once itself, before anybody can, so that the first visitor does not wait."""

from __future__ import annotations

import asyncio
import gc
import logging
from contextlib import asynccontextmanager

from pages.frame.assets import LIMITS
from pages.server import streamlit_internals

log = logging.getLogger(__name__)


@asynccontextmanager
async def warm_up(_app):
    """Visit the course once before anybody does: the first run pays for imports and the stage's scripts."""
    try:
        await asyncio.wait_for(streamlit_internals.visit(), LIMITS["warm_up_seconds"])
    except Exception as error:  # a slow machine, or a Streamlit that is visited in another way, opens cold, and works
        log.warning("The course was not visited before it opened, its first page comes later: %r", error)
    # What is loaded now stays: later collections need not walk over it while a student waits.
    gc.collect()
    gc.freeze()
    yield {}
