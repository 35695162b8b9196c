"""The last word: what a visitor reads when a page has failed in a way nobody foresaw."""

from __future__ import annotations

import tomllib
from html import escape
from urllib.parse import quote, urlencode

import streamlit as st

from pages.frame.assets import ASSETS

# Read here, without the frame's texts: it is the frame that may have failed.
TEXT = tomllib.loads((ASSETS / "text/app.toml").read_text(encoding="utf-8"))


def apologise(_error: Exception) -> bool:
    """A sentence instead of a traceback, with the links to the same settings and to none.

    Streamlit has written the traceback to the server's log before it calls this.
    """
    lang = language()
    same = "?" + urlencode(st.query_params.to_dict(), quote_via=quote)
    words = {name: entry[lang] for name, entry in TEXT.items()}
    st.error(f"**{words['broken_title']}** {words['broken']}")
    links = ((same, words["broken_same"]), (f"?lang={lang}", words["broken_fresh"]))
    # target=_self: a link in Streamlit's Markdown otherwise opens another tab.
    anchors = (f'<a href="{escape(link)}" target="_self">{name}</a>' for link, name in links)
    st.markdown(" · ".join(anchors), unsafe_allow_html=True)
    return True


def language() -> str:
    """The language of the link, else of the browser, else English, as on every page."""
    chosen = st.query_params.get("lang")
    if chosen in ("zh", "en"):
        return chosen
    return "zh" if str(st.context.locale or "").lower().startswith("zh") else "en"
