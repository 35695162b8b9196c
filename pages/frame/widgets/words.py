"""The words around a lesson's stage: those that change with every slider, and those that no slider changes."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.frame.run import Run
from pages.frame.stage import labels
from pages.frame.text.claims import told
from pages.frame.text.texts import Say

# The words that change with every slider come with the scene, and the stage's script puts them here: as Markdown of
# Streamlit's they would cost the browser more than the picture does.
IDEA = '<div class="idea" data-said="idea"></div>'


# In the same way the places for "what you see", and for what goes deeper of it.
SEEN = '<div class="seen card" data-said="seen"></div>'
DEEPER = '<div class="deeper" data-said="deeper"></div>'


def around_stage(run: Run) -> dict[str, str]:
    """The words around the stage, as HTML; while the settings cannot be, no formula stands under the old picture."""
    say = run.say
    idea, formula = (say.rich(part_key(word, run.settings, say)) for word in ("idea", "formula"))
    at_once, deeper = ("".join(f"<p>{sentence}</p>" for sentence in some) for some in told(run.picture.claims, say))
    return {
        "idea": f"<p>{idea}</p>",
        "formula": f"<p>{formula}</p>" if run.problem is None else "",
        "seen": f"<h3>{say('seen_title')}</h3>{at_once}",
        "deeper": deeper,
    }


def on_stage(say: Say) -> dict[str, str]:
    """The words on the stage that hold computed numbers, filled in; the others have come with the scripts."""
    return {word: say(f"stage_{word}") for word in labels.computed(say.topic)}


def part_key(word: str, settings: Any, say: Say) -> str:
    """The key of this word in the part that is shown, where it has one of its own."""
    own = f"{word}_{getattr(settings, 'part', '')}"
    return own if say.knows(own) else word


def constant(run: Run) -> tuple[str, str]:
    """The words that no slider changes: the mistakes that are made with it, and the article's own words."""
    say = run.say
    lines = [f"- {say.rich(f'mistakes.{name}')}" for name in run.lesson.mistakes]
    return (
        f"### {say('mistakes_title')}\n\n" + "\n".join(lines),
        f"### {say('source_title')}\n\n{say.rich(part_key('source', run.settings, say))}",
    )


def html_box(look: str, text: str) -> None:
    """Markdown in a box of this look. A box of HTML, since every container of Streamlit's costs a class's server."""
    st.markdown(f'<div class="{look}">\n\n{text}\n\n</div>', unsafe_allow_html=True)
