"""The course, started where it lies in the worker's file system."""

from __future__ import annotations

import asyncio
import gc
import logging
from importlib import import_module

from streamlit import config

from kernel import before, built, inline, replaced, runs, server, takeover

CHANGES = (before, inline, runs)  # imported for what they change
COOKIES = "server.enableXsrfProtection"
kept: list[asyncio.Task] = []  # the loop itself holds what it runs only weakly


def without_cookies() -> None:
    """No cookie comes from a server that is not there, and the page is the only one that could ask."""
    config.get_option(COOKIES)  # the course's configuration is read
    if not hasattr(config, "_set_option"):
        raise replaced.Gone(f"There is no streamlit.config._set_option in this version: {COOKIES} is to be off.")
    config._set_option(COOKIES, False, "the site")


async def start():
    """The app, ready for its first visitor; replaced.Gone where Streamlit has changed."""
    replaced.install()
    without_cookies()
    logging.getLogger("pages.server").setLevel(logging.ERROR)  # what a server would miss here, nobody does
    # The server opens the course once before anybody comes: here its first visitor is already there.
    import_module("pages.server.first_visit").warm_up = None
    # The stage's scripts are a file of the site; a server joins them, and tells their address.
    import_module("pages.frame.stage.scripts").address = lambda: built.STAGE_SCRIPTS
    # What is pressed is heard when a slice of work has ended.
    import_module("pages.frame.jobs").SLICES = (0.06, 0.15, 0.25)
    takeover.be_one_installation()
    takeover.begin_epochs()
    app = import_module("app").app
    kept.append(await server.begin(app))
    gc.freeze()
    gc.enable()
    return app
