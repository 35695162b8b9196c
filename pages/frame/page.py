"""A lesson's page: the picture and its controls on one screen, the words, charts and questions below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from cnnlib.errors import InvalidSetting
from pages.frame.jobs import EVERY, Jobs, records
from pages.frame.lesson import Lesson, Panel, Picture, Work, belongs
from pages.frame.stage import component as stage
from pages.frame.stage import gestures as hand
from pages.frame.state import link
from pages.frame.state.session import session
from pages.frame.state.settings import controls as declared
from pages.frame.text.texts import Say
from pages.frame.widgets import controls, sections, share, suggestions, words, work_buttons
from pages.frame.widgets import questions as question

FEW = 2  # options of a choice that are shown side by side


def show(lesson: Lesson) -> None:
    """Draw the lesson's page."""
    say = Say(lesson.topic, link.language())
    settings = link.settle(lesson.address, lesson.settings)
    jobs = Jobs(lesson.address, _works(lesson, settings), settings)
    jobs.stop_abandoned()
    jobs.start_automatic()
    state = session()
    drawn = _possible(lesson, settings, say)
    state.settled = settings, drawn
    state.ticking = jobs.active
    picture = drawn[1]
    state.around = _around(lesson, settings, picture.names, say)
    # The picture is made, and on its way, before what stands above it: that is seen as soon, and moves nothing.
    head = st.container(key="head")
    if "part" in declared(lesson.settings):
        with st.container(key="parts"):
            controls.draw(
                lesson.address,
                lesson.settings,
                "part",
                say,
                side_by_side=True,
                brings=lambda _, part: {"pos": None} | lesson.enters(state.kept[lesson.address], part),
            )
    st.markdown(words.IDEA, unsafe_allow_html=True)
    every = EVERY if state.ticking else None
    st.fragment(_moving, run_every=every)(lesson, say)
    with head:
        _head(lesson, settings, say.with_names(picture.names))
    if not sections.any_open(lesson, settings):
        st.markdown(words.SEEN, unsafe_allow_html=True)  # where it can be, outside of what a slider reruns
    sections.switches(lesson, settings, say)
    question.show(lesson.address, lesson.settings, lesson.questions, say)
    for text in words.standing(lesson, settings, say.with_names(picture.names)):
        words.box("card", text)
    share.state_file(lesson.address, lesson.settings, say)
    link.catch_up(lesson.address, lesson.settings)
    jobs.advance()  # while the browser draws the page
    if state.ticking and not jobs.active:
        st.rerun()  # it is done: nobody has to wait for the clock to tell


def absent(lesson: Lesson, problem: InvalidSetting) -> None:
    """The lesson's title, and why it cannot be shown at all: a file of its own is missing or damaged."""
    say = Say(lesson.topic, link.language())
    sentence = say.rich(f"errors.{problem.key}", **problem.values)
    st.markdown(f'# {say("title")}\n\n<div class="trouble">\n\n{sentence}\n\n</div>', unsafe_allow_html=True)


def _head(lesson: Lesson, settings: Any, say: Say) -> None:
    """The title, and the drawers of controls beside it: rarely moved, so not part of what a slider reruns."""
    st.markdown(f"# {say('title')}")
    with st.container(key="panels", horizontal=True):
        for panel in lesson.panels:
            _panel(lesson, panel, settings, say)
        share.button(say)


def _panel(lesson: Lesson, panel: Panel, settings: Any, say: Say) -> None:
    with st.popover(say(f"panel_{panel.id}")):
        for name in panel.controls(settings):
            controls.draw(lesson.address, lesson.settings, name, say, brings=panel.brings)
        for name, changes in panel.actions(settings).items():
            controls.action(lesson.address, name, dict(changes), say(f"do_{name}"), width="stretch")
        if panel.extra is not None:
            panel.extra(settings, say)


def _moving(lesson: Lesson, say: Say) -> None:
    """What changes with the sliders; a control moved here reruns this part of the page and no other."""
    state = session()
    settled, state.settled = state.settled, None
    settings = settled[0] if settled is not None else link.follow(lesson.address, lesson.settings)
    jobs = Jobs(lesson.address, _works(lesson, settings), settings)
    jobs.start_automatic()
    if jobs.active and not state.ticking:
        st.rerun()  # only a run of the whole page starts the clock of this part, or stops it
    if settled is None:  # what a hand has changed on the whole page is drawn first
        jobs.advance()
    asked = hand.followed(lesson, settings)
    fresh = settled is not None and asked is settings
    shown, picture, problem = settled[1] if fresh else _possible(lesson, asked, say)
    if settled is None and _around(lesson, settings, picture.names, say) != state.around:
        st.rerun()
    say = say.with_names(picture.names)
    names = lesson.controls(settings)
    stage.draw(
        link.key(lesson.address, "stage"),
        picture.scene,
        on_hand=lambda: hand.take(lesson),
        working=state.ticking,
        lang=say.lang,
        epoch=state.epoch,
        page=lesson.address,
        sliders=names,
        labels=lesson.words(say, picture.names),
        said=words.said(settings, say, problem),
        frame=" ".join(name for name, there in _beside(lesson, picture, jobs.works).items() if there),
        hand={name: getattr(shown, name) for name in lesson.moved_by_hand()}
        | {"edits": {grid: getattr(settings, name) for grid, name in lesson.edits.items()}},
        troubled=problem is not None,
        present=state.visit.present,
        qr=share.code(settings, state.visit),
    )
    link.write(lesson.address)  # the browser has work with a new address: after the picture
    if problem is not None:
        suggestions.repairs(lesson, problem, picture.held.keys(), say)
    if picture.offers:
        suggestions.offers(lesson, picture, say)
    with st.container(key="controls", horizontal=True):
        for name in names:
            few = len(getattr(declared(lesson.settings)[name], "options", ())) <= FEW
            controls.draw(
                lesson.address,
                lesson.settings,
                name,
                say,
                held_at=picture.held.get(name),
                side_by_side=few,
                at_once=True,
                brings=lesson.brings,
            )
    for work in jobs.works:
        work_buttons.draw(lesson.address, work, settings, say)
    if link.too_long(settings):
        st.info(say("too_long_for_link"))
    sections.above_words(lesson, shown, say)
    if sections.any_open(lesson, settings):
        st.markdown(words.SEEN, unsafe_allow_html=True)
    sections.below_words(lesson, settings, shown, say)
    if state.ticking and not jobs.active:
        st.rerun()


def _around(lesson: Lesson, settings: Any, names: Mapping[str, Any], say: Say) -> tuple:
    """What a run of the moving part leaves as it is: the part, the drawers and what they hold, the standing words."""
    drawers = [(panel.controls(settings), panel.actions(settings)) for panel in lesson.panels]
    held = [getattr(settings, name, None) for name in ("part", *(name for shown, _ in drawers for name in shown))]
    return drawers, held, words.standing(lesson, settings, say.with_names(names))


def _beside(lesson: Lesson, picture: Picture, works: tuple[Work, ...]) -> dict[str, bool]:
    """What stands beside the stage and takes of its height."""
    return {"parts": "part" in declared(lesson.settings), "offers": bool(picture.offers), "works": bool(works)}


def _works(lesson: Lesson, settings: Any) -> tuple[Work, ...]:
    """Those that are shown with these settings."""
    return tuple(work for work in lesson.works if belongs(work, settings))


def _possible(lesson: Lesson, asked: Any, say: Say) -> tuple[Any, Picture, InvalidSetting | None]:
    """The picture of the settings; of the last good ones, else of the defaults, when they cannot be."""
    good = session().good
    draw = partial(_draw, lesson, say)
    try:
        picture = draw(asked)
        good[lesson.address] = asked
        return asked, picture, None
    except InvalidSetting as problem:
        shown = good.get(lesson.address, lesson.settings())
        part = getattr(asked, "part", None)
        if part != getattr(shown, "part", None):  # the words are of this part, and so must the picture be
            shown = replace(lesson.settings(), part=part)
        return shown, draw(shown), problem


def _draw(lesson: Lesson, say: Say, settings: Any) -> Picture:
    if not lesson.works:
        return lesson.picture(settings, say)
    return lesson.picture(settings, say, records(lesson.address, lesson.works, settings))
