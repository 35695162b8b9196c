"""The stage in the page: a player and its views, in script, fed with scenes.

Streamlit sends a component's script with every message, so a component carries a few lines, which load the scripts
that `pages/server/browser_files.py` serves (`scripts.py` joins them); the stage's message is a scene.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.frame.stage import scripts, streamlit_dom
from pages.frame.stage.scene import Scene, pack
from pages.frame.state.session import session

# Seconds that a run waits once its picture is made, so that the browser draws it before it is busy with the rest of
# the page (Streamlit's front end gathers for 10 ms what it draws at once): for a slider, and on arrival at a page.
# While work goes on, only until the server's loop has sent it.
MOVED, ARRIVED, WORKING = 0.05, 0.2, 0.0005
# The scripts, asked for once by whichever component comes first; the address is taken from Streamlit's own, so that it
# is right behind a proxy too. What could not be had is asked for again with the next message.
BESIDE = streamlit_dom.written_out("document.querySelector(':--own-script').src")
UNFOLDED = f"""const beside = {BESIDE};
const unfolded = () => window.unfolded ??= import(new URL('../../{scripts.address()}', beside))
  .catch((error) => {{ window.unfolded = undefined; throw error; }});
"""
PAGE = (
    UNFOLDED
    + """export default async (component) => {
  const all = await unfolded();
  all.mountPage(component, all);
};
"""
)
# Streamlit may bring newer data while the scripts are on their way: only the newest counts.
STAGE = (
    UNFOLDED
    + """export default async ({ parentElement, ...component }) => {
  parentElement.newest = { parentElement, ...component };
  const { mountStage, labels, default: views } = await unfolded();
  mountStage(parentElement.newest, { views, labels });
};
"""
)

SCRIPTS = "scripts"  # the key of the component that brings them
_page = st.components.v2.component("unfolded_page", js=PAGE, isolate_styles=False)
_stage = st.components.v2.component("unfolded_stage", js=STAGE, isolate_styles=False)


def load_scripts(lang: str, title: str) -> None:
    """Bring the scripts and styles to the page; call it once in every run, before anything else."""
    _page(key=SCRIPTS, data={"lang": lang, "title": title}, on_back_change=lambda: None)


def note_connection() -> bool:
    """Whether the browser had lost its connection before this run, and has it back; call it once in every run, of the
    page or of a part of it, first of all."""
    visitor, told = session(), reported(SCRIPTS).get("back")
    visitor.came_back, visitor.back = told != visitor.back, told
    return visitor.came_back


def reported(key: str) -> dict[str, Any]:
    """What a component told last. Stages tell `hand` (position, chosen channels, edits) and `live` (sliders being
    dragged), the page's scripts `back` (when the connection was there again)."""
    return dict(st.session_state.get(key) or {})


def draw(key: str, scene: Scene, *, on_hand: Callable[[], None], working: bool = False, **state: Any) -> None:
    """Mount or update the stage, and give the browser a moment to draw it, a short one while work is going on.

    `on_hand` is called when the visitor paused, stepped, chose or edited.
    """
    packet = pack(scene, **state)
    _stage(key=key, data=packet, on_hand_change=on_hand, on_live_change=lambda: None)
    visitor, now = session(), (state["page"], hash(packet))
    last, visitor.last_sent = visitor.last_sent, now
    if now != last:  # a control of words and tables only need not wait for a picture
        time.sleep(WORKING if working else MOVED if now[0] == last[0] else ARRIVED)
