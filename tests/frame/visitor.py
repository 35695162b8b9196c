"""A visitor without a browser: opens a page of the course through Streamlit's AppTest, at any link."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest

from pages.frame.stage import component

component.ARRIVED = component.MOVED = 0  # nobody is watching: a wait for the browser would only make the tests longer
MAIN = Path(__file__).parents[2] / "pages/main.py"


def _app() -> AppTest:
    app = AppTest.from_file(str(MAIN), default_timeout=60)
    # Its own would look for components through all that is installed, at every visit, for longer than our pages run.
    app._bidi_component_manager = BidiComponentManager()
    return app


@cache
def _hashes() -> dict[str, str]:
    """Address -> Streamlit's own name of the page; AppTest goes to pages of files only, and ours are functions."""
    app = _app().run()
    return {info.get("url_pathname", ""): page for page, info in app._registered_pages.items()}


def go(app: AppTest, address: str) -> AppTest:
    """Send the visitor to another page; call `run()` afterwards."""
    app._page_hash = _hashes()[address]
    return app


def visit(address: str = "", **query: object) -> AppTest:
    """A new visitor at `/address?query`, the page drawn."""
    app = go(_app(), address)
    for name, value in query.items():
        app.query_params[name] = str(value)
    return app.run()


def visit_deeper(address: str, **query: object) -> AppTest:
    """The same, with the fold "go deeper" at the lesson's end opened."""
    app = visit(address, **query)
    app.session_state[f"{address}.deeper"] = True
    return app.run()


def come_back(before: AppTest, address: str, **query: object) -> AppTest:
    """The same browser after the server has been started again: a new session, at the link that the browser has and
    with what its widgets say."""
    app = go(_app(), address)
    for name, value in query.items():
        app.query_params[name] = str(value)
    return app._run(before._tree.get_widget_states())


def press(app: AppTest, key: str) -> AppTest:
    """Press the button of this key, and let the page run."""
    return app.button(key=key).click().run()


def report(app: AppTest, component: str, text: str) -> AppTest:
    """A component of the page (unfolded_stage, unfolded_page) reports this, and the page runs."""
    [told] = [part.proto.id for part in app.get("bidi_component") if part.proto.component_name == component]
    states = app._tree.get_widget_states()
    states.widgets.add(id=told, json_value=text)
    return app._run(states)


def link(app: AppTest) -> dict[str, str]:
    """The query of the address bar."""
    return {name: values[0] if isinstance(values, list) else values for name, values in app.query_params.items()}


def words(app: AppTest) -> str:
    """All Markdown of the page, one piece a paragraph."""
    return "\n\n".join(piece.value for piece in app.markdown)
