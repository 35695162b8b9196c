"""A lesson's page: the picture and its controls on one screen, the words, charts and questions below."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from cnnlib.errors import InvalidSetting
from pages.frame import address as link
from pages.frame import controls, question, share, stage, tables
from pages.frame import work as working
from pages.frame.difference import difference
from pages.frame.fields import Line, Steps, Whole
from pages.frame.lesson import Changes, Lesson, Panel, Picture, Section
from pages.frame.settings import controls as declared
from pages.frame.text import Say
from pages.frame.work import Work

FEW = 2  # options of a choice that are shown side by side
# The words that change with every slider come with the scene, and the stage's script puts them here: as Markdown of
# Streamlit's they would cost the browser more than the picture does.
IDEA, SEEN = '<div class="idea" data-said="idea"></div>', '<div class="seen card" data-said="seen"></div>'


def show(lesson: Lesson) -> None:
    """Draw the lesson's page."""
    say = Say(lesson.topic, link.language())
    settings = link.settle(lesson.address, lesson.settings)
    works = _works(lesson, settings)
    working.rest(lesson.address, works, settings)
    working.begin(lesson.address, works, settings)
    state = st.session_state
    state["settled"], state["panels_behind"] = (settings, _possible(lesson, settings, say)), False
    state["ticking"] = working.going(lesson.address, works, settings)
    picture = state["settled"][1][1]
    # The picture is made, and on its way, before what stands above it: that is seen as soon, and moves nothing.
    head = st.container(key="head")
    if "part" in declared(lesson.settings):
        with st.container(key="parts"):
            controls.draw(
                lesson.address, lesson.settings, "part", say, side_by_side=True,
                brings=lambda _, part: {"pos": None} | lesson.enters(st.session_state["kept"][lesson.address], part),
            )  # fmt: skip
    st.markdown(IDEA, unsafe_allow_html=True)
    every = working.EVERY if state["ticking"] else None
    st.fragment(_moving, run_every=every)(lesson, say)
    with head:
        _head(lesson, settings, say.with_names(picture.names))
    if not _charts(lesson, settings):
        st.markdown(SEEN, unsafe_allow_html=True)  # where it can be, outside of what a slider reruns
    for section in lesson.sections:
        if section.folded and _belongs(section, settings):
            # Outside of what a slider reruns; what it unfolds is drawn only while it is wanted.
            st.toggle(say(f"section_{section.id}"), key=link.key(lesson.address, f"section.{section.id}"))
    question.show(lesson.address, lesson.settings, lesson.questions, say)
    _standing(lesson, settings, say.with_names(picture.names))
    link.catch_up(lesson.address, lesson.settings)
    working.advance(lesson.address, works, settings)  # while the browser draws the page


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


def _moving(lesson: Lesson, say: Say) -> None:
    """What changes with the sliders; a control moved here reruns this part of the page and no other."""
    # These keys are always there: asking the session for one that is not costs as much as a slider.
    state = st.session_state
    if state["panels_behind"]:
        st.rerun()
    settled, state["settled"] = state["settled"], None
    settings = settled[0] if settled is not None else link.settle(lesson.address, lesson.settings)
    works = _works(lesson, settings)
    if works:
        working.begin(lesson.address, works, settings)
        going = working.going(lesson.address, works, settings)
        if going and not state["ticking"]:
            st.rerun()  # only a run of the whole page starts the clock of this part, or stops it
        if going and settled is None:  # what a hand has changed on the whole page is drawn first
            working.advance(lesson.address, works, settings)
    asked = _followed(lesson, settings)
    fresh = settled is not None and asked is settings
    shown, picture, problem = settled[1] if fresh else _possible(lesson, asked, say)
    say = say.with_names(picture.names)
    names = lesson.controls(settings)
    stage.draw(
        link.key(lesson.address, "stage"),
        picture.scene,
        on_hand=lambda: _take_hand(lesson),
        lang=say.lang,
        epoch=state["epoch"],
        page=lesson.address,
        sliders=names,
        labels=lesson.words(say, picture.names),
        said=_said(settings, say, problem),
        frame=" ".join(name for name, there in _around(lesson, picture, works).items() if there),
        hand={name: getattr(shown, name) for name in lesson.moved_by_hand()}
        | {"edits": {grid: getattr(settings, name) for grid, name in lesson.edits.items()}},
        troubled=problem is not None,
        present=state["visit"].present,
        qr=share.code(settings, state["visit"]),
    )
    if problem is not None:
        _repairs(lesson, problem, say)
    if picture.offers:
        _offers(lesson, picture, say)
    with st.container(key="controls", horizontal=True):
        for name in names:
            few = len(getattr(declared(lesson.settings)[name], "options", ())) <= FEW
            controls.draw(
                lesson.address, lesson.settings, name, say, held_at=picture.held.get(name), side_by_side=few,
                at_once=True, brings=lesson.brings,
            )  # fmt: skip
    for work in works:
        working.buttons(lesson.address, work, settings, say)
    if link.too_long(settings):
        st.info(say("too_long_for_link"))
    near = [section for section in lesson.sections if section.near]
    for section in near:
        _section(lesson, section, shown, say)
    if _charts(lesson, settings):
        st.markdown(SEEN, unsafe_allow_html=True)
    for section in lesson.sections:
        if section not in near and _belongs(section, settings):
            _section(lesson, section, shown, say)
    if state["ticking"] and not working.going(lesson.address, _works(lesson, settings), settings):
        st.rerun()


def _around(lesson: Lesson, picture: Picture, works: tuple[Work, ...]) -> dict[str, bool]:
    """What stands beside the stage and takes of its height."""
    return {"parts": "part" in declared(lesson.settings), "offers": bool(picture.offers), "works": bool(works)}


def _said(settings: Any, say: Say, problem: InvalidSetting | None) -> dict[str, str]:
    """The words around the stage, as HTML; while the settings cannot be, no formula stands under the old picture."""
    idea, formula, seen = (say.rich(of_part(word, settings, say)) for word in ("idea", "formula", "seen"))
    return {
        "idea": f"<p>{idea}</p>",
        "formula": f"<p>{formula}</p>" if problem is None else "",
        "seen": f"<h3>{say('seen_title')}</h3><p>{seen}</p>",
    }


def of_part(word: str, settings: Any, say: Say) -> str:
    """The key of this word in the part that is shown, where it has one of its own."""
    own = f"{word}_{getattr(settings, 'part', '')}"
    return own if say.knows(own) else word


def _belongs(thing: Section | Work, settings: Any) -> bool:
    return not thing.parts or settings.part in thing.parts


def _charts(lesson: Lesson, settings: Any) -> bool:
    """Whether charts or tables that follow the sliders stand below the words."""
    return any(_belongs(section, settings) and _unfolded(lesson, section) for section in lesson.sections)


def _unfolded(lesson: Lesson, section: Section) -> bool:
    return not section.folded or bool(st.session_state.get(link.key(lesson.address, f"section.{section.id}")))


def _works(lesson: Lesson, settings: Any) -> tuple[Work, ...]:
    """Those that are shown with these settings."""
    return tuple(work for work in lesson.works if _belongs(work, settings))


def _section(lesson: Lesson, section: Section, shown: Any, say: Say) -> None:
    if not _unfolded(lesson, section):
        return
    about = say.rich(f"section_{section.id}_about") if say.knows(f"section_{section.id}_about") else ""
    title = "" if section.folded else f"### {say(f'section_{section.id}')}\n\n"
    _words("section", title + about)
    section.draw(shown, say)


def _words(look: str, text: str) -> None:
    """Markdown in a box of this look. A box of HTML, since every container of Streamlit's costs a class's server."""
    st.markdown(f'<div class="{look}">\n\n{text}\n\n</div>', unsafe_allow_html=True)


def _standing(lesson: Lesson, settings: Any, say: Say) -> None:
    """The words that no slider changes."""
    lines = [f"- {say.rich(f'mistakes.{name}')}" for name in lesson.mistakes]
    _words("card", f"### {say('mistakes_title')}\n\n" + "\n".join(lines))
    _words("card", f"### {say('source_title')}\n\n{say.rich(of_part('source', settings, say))}")
    share.state_file(lesson.address, lesson.settings, say)


def _followed(lesson: Lesson, settings: Any) -> Any:
    """The settings with the slider that is being dragged just now laid over them, so the picture follows."""
    live = stage.reported(link.key(lesson.address, "stage")).get("live")
    if not isinstance(live, dict) or live.get("epoch") != st.session_state["epoch"]:
        return settings
    ranges, asked = declared(lesson.settings), dict(live.get("values") or {})
    over = {n: ranges[n].at(v) for n, v in asked.items() if isinstance(ranges.get(n), (Whole, Steps))}
    return replace(settings, **over) if over else settings


def _possible(lesson: Lesson, asked: Any, say: Say) -> tuple[Any, Picture, InvalidSetting | None]:
    """The picture of the settings; of the last good ones, else of the defaults, when they cannot be."""
    good = link.key(lesson.address, "good")
    draw = partial(_draw, lesson, say)
    try:
        picture = draw(asked)
        st.session_state[good] = asked
        return asked, picture, None
    except InvalidSetting as problem:
        shown = st.session_state.get(good, lesson.settings())
        part = getattr(asked, "part", None)
        if part != getattr(shown, "part", None):  # the words are of this part, and so must the picture be
            shown = replace(lesson.settings(), part=part)
        return shown, draw(shown), problem


def _draw(lesson: Lesson, say: Say, settings: Any) -> Picture:
    if not lesson.works:
        return lesson.picture(settings, say)
    return lesson.picture(settings, say, working.records(lesson.address, lesson.works, settings))


def _offers(lesson: Lesson, picture: Picture, say: Say) -> None:
    """Changes worth a button in this state, behind the sentence `offers`."""
    with st.container(key="offers", horizontal=True):
        st.markdown(say.rich("offers"), unsafe_allow_html=True)
        for i, changes in enumerate(picture.offers):
            controls.action(lesson.address, f"offer.{i}", dict(changes), _label(lesson, changes, say))


def _label(lesson: Lesson, changes: Changes, say: Say) -> str:
    """What a button would set: `F = 3`, an option's name, or of a line of text what would be other in it."""
    ranges, now = declared(lesson.settings), st.session_state["kept"][lesson.address]

    def one(name: str, value: Any) -> str:
        if isinstance(value, int):
            return f"{name} = {value}"
        if not isinstance(ranges[name], Line):
            return say(f"option_{value}")
        gone, comes = (text[:40] for text in difference(getattr(now, name), value))
        return f"{gone} → {comes}" if gone and comes else (f"+ {comes}" if comes else say("leave_out", what=gone))

    return ", ".join(one(name, value) for name, value in changes.items())


def _repairs(lesson: Lesson, problem: InvalidSetting, say: Say) -> None:
    """Why the settings cannot be, and the nearest that can, as buttons."""
    with st.container(key="problem", horizontal=True):
        where = say.rich("at_place", **problem.values) if problem.values.get("typed") else ""
        st.markdown(where + say.rich(f"errors.{problem.key}", **problem.values), unsafe_allow_html=True)
        for i, changes in enumerate(problem.repairs):
            ranges = declared(lesson.settings)
            if all(name in ranges and ranges[name].nearest(value) == value for name, value in changes.items()):
                controls.action(lesson.address, f"repair.{i}", dict(changes), _label(lesson, changes, say))


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
    # What has a slider too is reported only when the hand has just changed it.
    found = {name: ranges[name].nearest(hand[name]) for name in lesson.moved_by_hand() if name in hand}
    for grid, name in lesson.edits.items():
        try:
            found[name] = ranges[name].nearest(dict(hand.get("edits") or {}).get(grid))
        except (TypeError, ValueError):
            logging.getLogger(__name__).warning("the stage reported unreadable edits")
    # The drawers stand outside of what the stage reruns.
    before = st.session_state["kept"][lesson.address]
    drawn = {name: getattr(before, name) for name in lesson.in_drawers}
    st.session_state["panels_behind"] = any(found.get(name, kept) != kept for name, kept in drawn.items())
    if found.get("part", None) not in (None, getattr(before, "part", None)):  # chosen on the stage, as by its tab
        found["pos"] = None
        link.new_epoch()
    link.put(lesson.address, found)
    link.present(bool(hand.get("present")))


# ---- what sections put on the page


def chart(figure: Any, key: str) -> None:
    """A plotly figure across the page."""
    st.plotly_chart(figure, config={"displayModeBar": False}, key=key)


def table(rows: Sequence[Sequence[str]], *, head: Sequence[str], caption: str = "") -> None:
    """A table of texts that may hold markup from `say.rich`; the first cell of a row names it. A cell may be a pair
    (what is seen, what it opens into)."""
    st.markdown(tables.markup(rows, head, caption), unsafe_allow_html=True)
