"""A lesson's page: the picture and its controls on one screen, the words, charts and questions below."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from cnnlib.errors import InvalidSetting
from pages.frame import gestures
from pages.frame.jobs import CLOCK, Jobs
from pages.frame.lesson import Lesson, Panel
from pages.frame.run import Run, resolve
from pages.frame.stage import component
from pages.frame.state import link
from pages.frame.state.session import session
from pages.frame.state.settings import fields_of
from pages.frame.text.texts import Say
from pages.frame.widgets import controls, misread, questions, sections, share, suggestions, tasks, words, work_buttons

FEW = 2  # options of a choice that are shown side by side
Below = tuple[Callable[[Run], None], ...]  # what stands below the controls, in the order of reading


def navigation_page(lesson: Lesson, say: Say, ending: Callable[[Run], None] = lambda run: None) -> Any:
    """The lesson as Streamlit's navigation and its links know it. `ending` draws where the reader goes next,
    which only the course knows."""
    return st.Page(partial(show, lesson, ending), title=say(f"{lesson.topic}.title"), url_path=lesson.address)


def show(lesson: Lesson, ending: Callable[[Run], None]) -> None:
    """Draw the lesson's page."""
    say = Say(lesson.topic, link.language())
    try:
        lesson.check()
    except InvalidSetting as problem:
        _absent(problem, say)
        return
    settings = link.sync_page(lesson.address, lesson.settings)
    jobs = Jobs(lesson, settings)
    jobs.stop_abandoned()
    jobs.start_automatic()
    # Asked before the picture is made: what is done while it is being drawn (an earlier run may still be computing) is
    # drawn once more.
    ticking = session().ticking = jobs.active
    run = resolve(jobs, say)
    # The picture is made, and on its way, before what stands above it: that is seen as soon, and moves nothing.
    head = st.container(key="head")
    if "part" in fields_of(lesson.settings):
        with st.container(key="parts"):
            controls.draw(
                run,
                "part",
                side_by_side=True,
                also_sets=lambda _, part: {"pos": None} | lesson.enters(session().settings[lesson.address], part),
            )
    st.markdown(words.IDEA + tasks.saying(run), unsafe_allow_html=True)
    below = (_seen_and_tasks, sections.below_words, _questions, ending, _fold)
    _moving_part(run, say, ticking, below)
    with head:
        _head(run)
    for draw in below[_following(run, below) :]:
        draw(run)
    link.rerun_if_browser_differs(lesson.address, lesson.settings)
    jobs.advance()  # while the browser draws the page
    if ticking and not jobs.active:
        st.rerun()  # it is done: nobody has to wait for the clock to tell


def _absent(problem: InvalidSetting, say: Say) -> None:
    """The lesson's title, and why it cannot be shown at all: a file of its own is missing or damaged."""
    sentence = say.rich(f"errors.{problem.key}", **problem.values)
    st.markdown(f'# {say("title")}\n\n<div class="trouble">\n\n{sentence}\n\n</div>', unsafe_allow_html=True)


def _head(run: Run) -> None:
    """The title, and the drawers of controls beside it: rarely moved, so not part of what a slider reruns."""
    st.markdown(f"# {run.say('title')}")
    with st.container(key="panels", horizontal=True):
        for panel in run.lesson.panels:
            _panel(run, panel)
        share.copy_button(run.address, run.say)
    share.only_here(run.address, run.say)


def _panel(run: Run, panel: Panel) -> None:
    with st.popover(run.say(f"panel_{panel.id}")):
        for name in panel.controls(run.settings):
            controls.draw(run, name, also_sets=panel.also_sets)
        for name, changes in panel.actions(run.settings).items():
            controls.action(run.address, name, dict(changes), run.say(f"do_{name}"), width="stretch")
        if panel.extra is not None:
            panel.extra(run)


def _moving_part(made: Run | None, say: Say, ticking: bool, below: Below) -> None:
    """What changes with the sliders; a control moved here reruns this part of the page and no other. `made` is the run
    of the whole page: this part is first drawn from it, and later from runs of its own. `ticking`: it has a clock."""
    lesson, surroundings = made.lesson, _surroundings(made, below)

    @st.fragment(run_every=CLOCK if ticking else None)
    def draw() -> None:
        nonlocal made
        if made is not None:
            run, made = made, None  # not kept: a scene may be large
            asked = gestures.with_dragged_slider(lesson, run.settings)
            if asked is not run.settings:
                run = resolve(run.jobs, say, asked)
        else:
            # Streamlit may answer a move alone and drop the run of the whole page that was asked for just before it.
            # Noted here, a Back that follows is not taken for the address of before the connection was lost.
            component.note_connection()
            jobs = Jobs(lesson, link.sync_fragment(lesson.address, lesson.settings))
            jobs.start_automatic()
            if jobs.active and not ticking:
                st.rerun()  # only a run of the whole page starts the clock of this part, or stops it
            jobs.advance()
            run = resolve(jobs, say, gestures.with_dragged_slider(lesson, jobs.settings))
            if _surroundings(run, below) != surroundings:
                st.rerun()
        with st.container(key="in-hand"):  # on a phone the stage stays in sight as long as this does
            _stage(run)
            _controls(run)
        for part in below[: _following(run, below)]:
            part(run)
        if ticking and not run.jobs.active:
            st.rerun()

    draw()


def _stage(run: Run) -> None:
    lesson, state = run.lesson, session()
    component.draw(
        run.key("stage"),
        run.picture.scene,
        on_hand=lambda: gestures.apply_gesture(lesson),
        working=state.ticking,
        lang=run.say.lang,
        epoch=state.epoch,
        page=lesson.address,
        sliders=lesson.controls(run.settings),
        topic=lesson.topic,
        labels=words.on_stage(run.say),
        said=words.around_stage(run),
        done=tasks.done_now(run),
        frame=" ".join(_beside_stage(run)),
        hand={name: getattr(run.shown, name) for name in lesson.hand_settings()}
        | {"edits": {grid: getattr(run.settings, name) for grid, name in lesson.edits.items()}},
        troubled=run.problem is not None,
        present=state.visit.present,
        qr=share.qr_code(run),
    )
    link.write_link(lesson.address)  # the browser has work with a new address: after the picture


def _controls(run: Run) -> None:
    """Repairs and offers, the controls, and long work."""
    lesson = run.lesson
    misread.show(run.settings, run.say)
    if run.problem is not None:
        suggestions.repairs(run)
    if run.picture.offers:
        suggestions.offers(run)
    with st.container(key="controls", horizontal=True):
        for name in lesson.controls(run.settings):
            few = len(getattr(fields_of(lesson.settings)[name], "options", ())) <= FEW
            fixed_at = run.picture.fixed.get(name)
            controls.draw(run, name, fixed_at=fixed_at, side_by_side=few, at_once=True, also_sets=lesson.also_sets)
    for work in run.jobs.works:
        work_buttons.draw(run, work)
    if link.too_long(run.settings):
        st.info(run.say("too_long_for_link"))
    sections.above_words(run)


# ---- what stands below the controls


def _seen_and_tasks(run: Run) -> None:
    st.markdown(f'<div class="beside">{words.SEEN}{tasks.PLACE}</div>', unsafe_allow_html=True)


def _questions(run: Run) -> None:
    questions.show(run.lesson, run.settings, run.say)


def _fold(run: Run) -> None:
    """All that a first reading does not need; made only while it is open."""
    fold = st.expander(run.say("deeper"), key=run.key("deeper"), on_change="rerun")
    if fold.open:
        with fold:
            st.markdown(words.DEEPER, unsafe_allow_html=True)
            sections.in_fold(run)
            for text in words.constant(run):
                words.html_box("card", text)
            share.state_file(run.lesson, run.say)


def _following(run: Run, below: Below) -> int:
    """How many of these are drawn together with what a slider reruns: up to the last that follows the sliders. What
    comes after it stands outside, where a slider costs it nothing."""
    if st.session_state.get(run.key("deeper")) and sections.any_drawn(run):
        return len(below)
    return 1 + below.index(sections.below_words) if sections.any_moving(run) else 0


def _surroundings(run: Run, below: Below) -> tuple:
    """What a run of the moving part leaves as it is: the part, the drawers and what they hold, the constant words, and
    what stands outside of it."""
    drawers = [(panel.controls(run.settings), panel.actions(run.settings)) for panel in run.lesson.panels]
    values = [getattr(run.settings, name, None) for name in ("part", *(name for shown, _ in drawers for name in shown))]
    return drawers, values, words.constant(run), _following(run, below)


def _beside_stage(run: Run) -> list[str]:
    """What stands beside the stage and takes of its height."""
    there = {
        "parts": "part" in fields_of(run.lesson.settings),
        "offers": bool(run.picture.offers),
        "works": bool(run.jobs.works),
    }
    return [name for name, is_there in there.items() if is_there]
