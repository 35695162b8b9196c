"""The frame of a lesson: the picture and its controls on one screen, the words and questions below.

A lesson hands over a `Lesson`; everything that lessons have in common (link, language, impossible settings, the
picture that follows the hand, presets, questions, source) is done here, once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from cnnlib.errors import InvalidSetting
from pages.frame import address as link
from pages.frame import controls, question, share, stage
from pages.frame.scene import Scene
from pages.frame.settings import controls as declared
from pages.frame.text import Say

Changes = Mapping[str, Any]
STAGE_WORDS = (
    "stage", "input", "input_size", "filter", "filter_n", "filter_size", "window", "product", "products", "output",
    "output_size", "choose_k", "choose_d", "first", "back", "on", "play", "pause", "pin", "present", "keys_title",
    "keys", "scrub", "speed", "per_second", "count", "table", "table_caption", "spoken", "edit_bad", "edit_cell",
)  # fmt: skip
HAND = ("pos", "front", "slice", "speed")  # settings that the stage moves, beside the cells it edits


@dataclass(frozen=True)
class Picture:
    """What one state of the lesson shows: the scene, and the symbols, formulas and numbers for the words."""

    scene: Scene
    names: Mapping[str, Any]
    held: Mapping[str, int] = field(default_factory=dict)  # controls that something else decides now


@dataclass(frozen=True)
class Panel:
    """A drawer of controls beside the title; `controls` may depend on the settings."""

    id: str
    controls: Callable[[Any], tuple[str, ...]]
    actions: Callable[[Any], Mapping[str, Changes]] = lambda settings: {}
    extra: Callable[[Any, Say], None] | None = None
    brings: controls.Brings | None = None  # a choice made here -> what else is then set


@dataclass(frozen=True)
class Lesson:
    """All that is a lesson's own."""

    address: str
    settings: type
    picture: Callable[[Any, Say], Picture]
    sliders: tuple[str, ...]
    panels: tuple[Panel, ...] = ()
    questions: tuple[question.Question, ...] = ()
    figure: Callable[[Any, Say], Any] | None = None  # a plotly figure, drawn while its reader wants it
    edits: Mapping[str, str] = field(default_factory=dict)  # grid id -> the setting that holds its edited cells
    mistakes: tuple[str, ...] = ()

    @property
    def topic(self) -> str:
        return self.address.replace("-", "_")


def show(lesson: Lesson) -> None:
    """Draw the lesson's page."""
    say = Say(lesson.topic, link.language())
    settings = link.settle(lesson.address, lesson.settings)
    st.session_state["settled"], st.session_state["panels_behind"] = settings, False
    _head(lesson, settings, say)
    _moving(lesson, say)
    if lesson.figure is not None:
        # Outside of what a slider reruns; the chart itself is drawn only while it is wanted.
        st.toggle(say("figure_show"), key=link.key(lesson.address, "figure"))
    question.show(lesson.address, lesson.settings, lesson.questions, say)
    _standing(lesson, say)


def _head(lesson: Lesson, settings: Any, say: Say) -> None:
    """The title, and the drawers of controls beside it: rarely moved, so not part of what a slider reruns."""
    _, picture, _ = _possible(lesson, settings, say)
    say = say.with_names(picture.names)
    with st.container(key="head"):
        st.markdown(f"# {say('title')}")
        with st.container(key="panels", horizontal=True):
            for panel in lesson.panels:
                _panel(lesson, panel, settings, say)
            share.button(say)


@st.fragment
def _moving(lesson: Lesson, say: Say) -> None:
    """What changes with the sliders; a control moved here reruns this part of the page and no other."""
    # These keys are always there: asking the session for one that is not costs as much as a slider.
    if st.session_state["panels_behind"]:
        st.rerun()
    settings, st.session_state["settled"] = st.session_state["settled"], None
    if settings is None:
        settings = link.settle(lesson.address, lesson.settings)
    shown, picture, problem = _possible(lesson, _followed(lesson, settings), say)
    say = say.with_names(picture.names)
    _words("idea", say.rich("idea"))
    stage.draw(
        link.key(lesson.address, "stage"),
        picture.scene,
        on_hand=lambda: _take_hand(lesson),
        lang=say.lang,
        epoch=st.session_state["epoch"],
        page=lesson.address,
        sliders=lesson.sliders,
        hand={name: getattr(shown, name) for name in HAND if hasattr(shown, name)}
        | {"edits": {grid: getattr(settings, name) for grid, name in lesson.edits.items()}},
        troubled=problem is not None,
        present=st.session_state["visit"].present,
        qr=share.code(settings, st.session_state["visit"]),
    )
    if problem is None:
        _words("formula", say.rich("formula"))
    else:
        _repairs(lesson, problem, say)
    with st.container(key="controls", horizontal=True):
        for name in lesson.sliders:
            controls.draw(lesson.address, lesson.settings, name, say, held_at=picture.held.get(name))
    if link.too_long(settings):
        st.info(say("too_long_for_link"))
    _words("seen card", f"### {say('seen_title')}\n\n{say.rich('seen')}")
    if lesson.figure is not None and st.session_state.get(link.key(lesson.address, "figure")):
        st.markdown(say.rich("figure_about"), unsafe_allow_html=True)
        chart = lesson.figure(shown, say)
        st.plotly_chart(chart, config={"displayModeBar": False}, key=link.key(lesson.address, "chart"))


def _words(look: str, text: str) -> None:
    """Markdown in a box of this look. A box of HTML, since every container of Streamlit's costs a class's server."""
    st.markdown(f'<div class="{look}">\n\n{text}\n\n</div>', unsafe_allow_html=True)


def _standing(lesson: Lesson, say: Say) -> None:
    """The words that no slider changes."""
    lines = [f"- {say.rich(f'mistakes.{name}')}" for name in lesson.mistakes]
    _words("card", f"### {say('mistakes_title')}\n\n" + "\n".join(lines))
    _words("card", f"### {say('source_title')}\n\n{say.rich('source')}")
    share.state_file(lesson.address, lesson.settings, say)


def _followed(lesson: Lesson, settings: Any) -> Any:
    """The settings with the slider that is being dragged just now laid over them, so the picture follows."""
    live = stage.reported(link.key(lesson.address, "stage")).get("live")
    if not isinstance(live, dict) or live.get("epoch") != st.session_state["epoch"]:
        return settings
    over = {name: value for name, value in dict(live.get("values") or {}).items() if name in lesson.sliders}
    return replace(settings, **{n: declared(lesson.settings)[n].nearest(v) for n, v in over.items()})


def _possible(lesson: Lesson, asked: Any, say: Say) -> tuple[Any, Picture, InvalidSetting | None]:
    """The picture of the settings; of the last good ones, else of the defaults, when they cannot be."""
    good = link.key(lesson.address, "good")
    try:
        picture = lesson.picture(asked, say)
        st.session_state[good] = asked
        return asked, picture, None
    except InvalidSetting as problem:
        shown = st.session_state.get(good, lesson.settings())
        return shown, lesson.picture(shown, say), problem


def _repairs(lesson: Lesson, problem: InvalidSetting, say: Say) -> None:
    """Why the settings cannot be, and the nearest that can, as buttons."""
    with st.container(key="problem", horizontal=True):
        st.markdown(say.rich(f"errors.{problem.key}", **problem.values), unsafe_allow_html=True)
        for i, changes in enumerate(problem.repairs):
            ranges = declared(lesson.settings)
            if all(name in ranges and ranges[name].nearest(value) == value for name, value in changes.items()):
                label = ", ".join(
                    f"{name} = {value}" if isinstance(value, int) else say(f"option_{value}")
                    for name, value in changes.items()
                )
                controls.action(lesson.address, f"repair.{i}", dict(changes), label)


def _panel(lesson: Lesson, panel: Panel, settings: Any, say: Say) -> None:
    with st.popover(say(f"panel_{panel.id}")):
        for name in panel.controls(settings):
            controls.draw(lesson.address, lesson.settings, name, say, brings=panel.brings)
        for name, changes in panel.actions(settings).items():
            controls.action(lesson.address, name, dict(changes), say(f"do_{name}"), width="stretch")
        if panel.extra is not None:
            panel.extra(settings, say)


def _take_hand(lesson: Lesson) -> None:
    """What the visitor did on the stage becomes settings; a report older than the state is dropped."""
    hand = stage.reported(link.key(lesson.address, "stage")).get("hand")
    if not isinstance(hand, dict) or hand.get("epoch") != st.session_state.get("epoch"):
        return
    ranges = declared(lesson.settings)
    found = {name: ranges[name].nearest(hand.get(name)) for name in HAND if name in ranges}
    for grid, name in lesson.edits.items():
        try:
            found[name] = ranges[name].nearest(dict(hand.get("edits") or {}).get(grid))
        except (TypeError, ValueError):
            logging.getLogger(__name__).warning("the stage reported unreadable edits")
    # The drawers show the front filter's controls, and stand outside of what the stage reruns.
    before = getattr(st.session_state["kept"][lesson.address], "front", None)
    st.session_state["panels_behind"] = found.get("front") != before
    link.put(lesson.address, found)
    link.present(bool(hand.get("present")))
