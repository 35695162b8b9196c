"""The door: the course's pages as one ASGI app.

Start it with `make run`, or `streamlit run app.py`. What a host may change comes from the environment:
UNFOLDED_FRAME_ANCESTORS, who may show the course in a frame (default: this site; `*` for anybody's slides),
UNFOLDED_SESSIONS, the most visitors one process takes (the others hear "busy" and try again), and UNFOLDED_ADDRESS,
where students open the course, for links and QR codes (default: where the browser did).
"""

from __future__ import annotations

import os

import streamlit as st
from starlette.middleware import Middleware

from pages.frame.assets import LIMITS
from pages.server import browser_files, memory, open_files, streamlit_internals
from pages.server.apology import apologise
from pages.server.first_visit import warm_up
from pages.server.headers import security_headers
from pages.server.middleware import Door

FRAME_ANCESTORS = os.environ.get("UNFOLDED_FRAME_ANCESTORS", "'self'")
SESSIONS = open_files.seats(int(os.environ.get("UNFOLDED_SESSIONS", LIMITS["sessions"])))

streamlit_internals.check()
memory.share_arenas()

app = st.App(
    "pages/main.py",
    lifespan=warm_up,
    routes=browser_files.routes(),
    middleware=[
        Middleware(
            Door,
            headers=security_headers(FRAME_ANCESTORS, browser_files.inline_scripts()),
            sessions=SESSIONS,
        )
    ],
    on_script_error=apologise,
)
