"""The glossary: all terms, sifted while one types.

The terms are with the scripts, which mark them in the lessons too; so they draw this page and search it in the browser
(`pages/frame/stage/glossary.js`). What `?term=` says, a term's id or any of its names, stands in the box at first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from pages.frame.state import link
from pages.frame.state.settings import line
from pages.frame.text.texts import Say

ADDRESS = "glossary"


@dataclass(frozen=True)
class Settings:
    """What the page is opened at; any text will do, since one that finds nothing is answered."""

    term: str = line("")


def navigation_page(say: Say) -> Any:
    """The glossary as Streamlit's navigation and its links know it."""
    return st.Page(show, title=say("glossary.title"), url_path=ADDRESS)


def show() -> None:
    link.sync_page(ADDRESS, Settings)
    say = Say(ADDRESS, link.language())
    with st.container(key="head"):
        st.markdown(f"# {say('title')}")
    st.markdown(say("about"))
    st.markdown("<div data-glossary></div>", unsafe_allow_html=True)
    link.write_link(ADDRESS)
