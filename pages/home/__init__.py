"""Home: something that moves, then the map of the course: the open lessons linked, those to come named."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from pages.frame.stage import component
from pages.frame.state import link
from pages.frame.text.texts import Say
from pages.layers import sliding_filter
from pages.menu import MENU, PARTS


@dataclass(frozen=True)
class Settings:
    """Nothing to set here; the link carries the language."""


def page() -> None:
    link.sync_page("home", Settings)
    say = Say("home", link.language())
    with st.container(key="head"):
        st.markdown(f"# {say('title')}")
    st.markdown(say.rich("about"))
    _moving(say)
    with st.container(key="map", horizontal=True):
        for part in PARTS:
            with st.container(key=f"part-{part}"):
                st.markdown(f"### {say(f'part_{part}')}\n\n{say(f'about_{part}')}")
                for entry in MENU:
                    if entry.part == part:
                        _entry(entry, say)


def _moving(say: Say) -> None:
    """The first lesson's picture, playing: what the course is, before a word of it is read."""
    settings = sliding_filter.Settings()
    words = Say("sliding_filter", say.lang)
    picture = sliding_filter.picture(settings, words)
    component.draw(
        "home.stage",
        picture.scene,
        on_hand=lambda: None,
        epoch="home",
        page="home",
        frame="home",
        sliders=(),
        edits=False,
        labels=sliding_filter.LESSON.labels(words.with_names(picture.names)),
        hand={"pos": None, "speed": 4, "edits": {}},
        troubled=False,
        present=0,
        qr=None,
    )
    link.write_link("home")


def _entry(entry, say: Say) -> None:
    if entry.open:
        page = st.Page(entry.page(), url_path=entry.address, title=say(f"{entry.topic}.title"))
        st.page_link(page, label=f"**{say(f'{entry.topic}.title')}**", query_params=link.menu_query(entry.address))
        st.caption(say(f"{entry.topic}.short"))
    else:
        name = f"{say(f'coming_{entry.topic}')} · {say('coming')}"
        st.markdown(f"<span class='coming'>{name}</span>", unsafe_allow_html=True)
