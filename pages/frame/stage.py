"""The stage in the page: a player and its views, in script, fed with scenes.

Streamlit sends a component's script with every message, so the scripts travel once, in a component of their own
whose message never changes (Streamlit then sends only its hash); the stage itself carries a scene and one line.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from pages.frame import colours
from pages.frame.scene import Scene, pack

STAGE_FOLDER = Path(__file__).parents[2] / "assets" / "stage"
# Seconds that a run waits once its picture is made, so that the browser draws it before it is busy with the rest of
# the page (Streamlit's front end gathers for 10 ms what it draws at once): for a slider, and on arrival at a page.
# While work goes on, only until the server's loop has sent it.
MOVED, ARRIVED, WORKING = 0.05, 0.2, 0.0005
# Each lesson's own view is a file of its own; they know the scripts before them and not each other. A long one goes
# on in files that begin with its name (volumes.js, volumes_lens.js), and so come behind it.
VIEWS = tuple(f"views/{path.name}" for path in sorted(STAGE_FOLDER.glob("views/*.js")))
SCRIPTS = (
    "number.js", "packet.js", "tint.js", "svg.js", "grid.js", "layout.js", "highlight.js", "view.js",
    "grids_still.js", "grids_sums.js", "grids_pointer.js", "grids.js", *VIEWS,
    "editor.js", "player.js", "table.js", "handles.js", "sliders.js", "copy.js",
    "stage_words.js", "stage_hand.js", "stage.js",
)  # fmt: skip
STYLES = ("frame.css", "stage.css", *(f"views/{path.name}" for path in sorted(STAGE_FOLDER.glob("views/*.css"))))


@cache
def script() -> str:
    """All scripts joined in one closure; what the page needs of them hangs on `window.unfolded`."""
    parts = [(STAGE_FOLDER / name).read_text(encoding="utf-8") for name in SCRIPTS]
    joined = "\n".join(parts)
    return (
        "const begin = () => {\n" + joined + "\nreturn { mountStage, mountPage };\n};\n"
        "export default function (component) {\n"
        "  if (!window.unfolded) { window.unfolded = begin();"
        " window.dispatchEvent(new Event('unfolded')); }\n"
        "  window.unfolded.mountPage(component);\n}\n"
    )


@cache
def styles() -> str:
    parts = [(STAGE_FOLDER / name).read_text(encoding="utf-8") for name in STYLES]
    return colours.style_sheet() + "\n" + "\n".join(parts)


# A stage may be mounted before the scripts are there: it then waits for them, and only the newest data counts.
STUB = """export default function (component) {
  const root = component.parentElement;
  root.unfoldedComponent = component;
  const mount = () => window.unfolded.mountStage(root.unfoldedComponent);
  if (window.unfolded) mount();
  else if (!root.unfoldedWaits) {
    root.unfoldedWaits = true;
    window.addEventListener('unfolded', mount, { once: true });
  }
}
"""

_scripts = st.components.v2.component("unfolded_scripts", js=script(), css=styles(), isolate_styles=False)
_stage = st.components.v2.component("unfolded_stage", js=STUB, isolate_styles=False)


def load_scripts(lang: str, title: str) -> None:
    """Bring the scripts and styles to the page; call it once in every run, before anything else."""
    _scripts(key="scripts", data={"lang": lang, "title": title})


def reported(key: str) -> dict[str, Any]:
    """What the stage told last: `hand` (position, chosen slices, edits) and `live` (sliders being dragged)."""
    return dict(st.session_state.get(key) or {})


def draw(key: str, scene: Scene, *, on_hand: Callable[[], None], working: bool = False, **state: Any) -> None:
    """Mount or update the stage, and give the browser a moment to draw it, a short one while work is going on.

    `on_hand` is called when the visitor paused, stepped, chose or edited.
    """
    packet = pack(scene, **state)
    _stage(key=key, data=packet, on_hand_change=on_hand, on_live_change=lambda: None)
    last, now = st.session_state.get("pictured", (None, None)), (state["epoch"], hash(packet))
    st.session_state["pictured"] = now
    if now != last:  # a control of words and tables only need not wait for a picture
        time.sleep(WORKING if working else MOVED if now[0] == last[0] else ARRIVED)
